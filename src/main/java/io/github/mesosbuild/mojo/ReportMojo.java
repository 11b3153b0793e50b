package io.github.mesosbuild.mojo;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.page.Comparison;
import io.github.mesosbuild.page.ComparisonLines;
import io.github.mesosbuild.page.ReportFile;
import io.github.mesosbuild.pipeline.BuildRequest;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.steps.ChosenDirectory;
import io.github.mesosbuild.steps.Workspace;
import io.github.mesosbuild.summary.BuildReport;
import io.github.mesosbuild.summary.RenewedReport;
import io.github.mesosbuild.text.Quantities;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;

/**
 * Regenerates the report of the last build from what is recorded in the work directory, and compares it with that of another build. Builds
 * nothing. In {@code <reporting>}, it is a page of the site.
 *
 * @since 1.0.0
 */
@Mojo(name = "report", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class ReportMojo extends AbstractMesosMojo implements MavenReport {
    private static final String OUTPUT = "mesos-report";

    /** The recipe: {@code mesos}, {@code commons-daemon}, or the path of a recipe file of your own. */
    @Parameter(property = "mesos.recipe", defaultValue = "mesos")
    String recipe;

    /** The version; by default the recipe's. */
    @Parameter(property = "mesos.version")
    String version;

    /** The work directory of the build. */
    @Parameter(property = "mesos.workDirectory", defaultValue = "${project.build.directory}/mesos")
    File workDirectory;

    /**
     * {@code <with>} ({@code mesos.report.with}): the {@code report.json} to compare with, or a directory that has one; {@code <skip>}
     * ({@code mesos.report.skip}) skips this goal.
     */
    @Parameter
    ReportParameters report;

    /** The execution of this goal. */
    // In a site, Maven injects that of the site's own goal.
    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    MojoExecution own;

    private File siteDirectory;

    @Override
    Map<String, Path> places() {
        Map<String, Path> places = super.places();
        addPlace(places, ChosenDirectory.WORK, workDirectory);
        addPlace(places, "mesos.report.with", report.with);
        return places;
    }

    private Workspace workspace() throws RecipeException, MojoFailureException {
        ReleaseChoice choice = new ReleaseChoice(
                recipe, version, new ArchiveParameters(), List.of(), null, List.of(), FileObserver.NONE);
        return BuildRequest.workspace(
                choice.release(maven().baseDirectory(), maven().runningJdk()), maven().path(workDirectory));
    }

    private RenewedReport renewed() throws RecipeException, MojoFailureException {
        return new RenewedReport(workspace().report(), Clock.systemUTC());
    }

    private String nothing() throws RecipeException, MojoFailureException, IOException {
        Path work = maven().path(workDirectory);
        List<String> others = RenewedReport.recordedIn(work);
        return "Nothing is recorded in " + workspace().root() + ". 'mesos:build' records a build."
                + (others.isEmpty()
                        ? ""
                        : " Recorded in " + work + ": " + String.join(", ", others)
                                + ". To choose one of them, set mesos.version or mesos.recipe.");
    }

    @Override
    void run() throws Exception {
        RenewedReport renewed = renewed();
        Optional<Path> with = with(renewed);
        Optional<Comparison> comparison = write(renewed, with);
        console().reported(renewed.page());
        if (comparison.isPresent()) {
            ComparisonLines.print(comparison.get(), with.get().toString(), console()::say, console()::warn);
            console().say("Comparison: " + renewed.compare(comparison.get(), with.get()));
        }
    }

    /** Writes the report, and compares it. The other report is read first. */
    private Optional<Comparison> write(RenewedReport renewed, Optional<Path> with) throws Exception {
        Optional<ConfigNode> before = with.isPresent() ? Optional.of(read(with.get())) : Optional.empty();
        OptionalInt damaged = renewed.isRecorded() ? renewed.write() : OptionalInt.empty();
        if (damaged.isEmpty()) {
            throw new MojoFailureException(nothing());
        }
        if (damaged.getAsInt() > 0) {
            console()
                    .warn("The report lacks what is damaged: "
                            + Quantities.count(damaged.getAsInt(), "line") + " of "
                            + BuildReport.recording(renewed.page().getParent()) + ".");
        }
        return before.isEmpty()
                ? Optional.empty()
                : Optional.of(Comparison.of(before.get(), read(renewed.page().resolveSibling(BuildReport.REPORT))));
    }

    private static ConfigNode read(Path file) throws MojoFailureException {
        try {
            ConfigNode values = ReportFile.read(file);
            if (!BuildReport.isReport(values)) {
                throw new MojoFailureException(file + " is not a report.json of this plugin: it has no format 1."
                        + " Name that of another build in mesos.report.with.");
            }
            return values;
        } catch (ReportFile.UnusableException e) {
            throw new MojoFailureException(e.getMessage() + ". Name that of another build in mesos.report.with.", e);
        }
    }

    private Optional<Path> with(RenewedReport renewed) throws MojoFailureException, IOException {
        if (report.with == null) {
            return Optional.empty();
        }
        Path given = maven().path(report.with);
        Optional<Path> file = renewed.other(given);
        if (file.isEmpty()) {
            throw new MojoFailureException(
                    "mesos.report.with must be a report.json, or a directory that has one, got " + given + ".");
        }
        if (renewed.isOwn(file.get())) {
            throw new MojoFailureException("mesos.report.with is " + file.get()
                    + ", the report of this build itself. Name that of another build, such as a copy from before.");
        }
        return file;
    }

    @Override
    void printDryRun() throws Exception {
        RenewedReport renewed = renewed();
        if (!renewed.isRecorded()) {
            throw new MojoFailureException(nothing());
        }
        console()
                .say("Would write index.html, report.json and trace.json in "
                        + renewed.page().getParent()
                        + (with(renewed).isPresent() ? ", and compare.html" : ""));
        super.printDryRun();
    }

    @Override
    public boolean canGenerateReport() throws MavenReportException {
        if (own != null) {
            execution = own;
        }
        try {
            if (!begin()) {
                return false;
            }
            if (isOldSite()) {
                console()
                        .warn("The site has no page of the Mesos build: that needs maven-site-plugin 3.20.0 or newer.");
                return false;
            }
            boolean recorded = renewed().isRecorded();
            if (!recorded) {
                console().say(maven().goalNames().in(nothing()));
            }
            return recorded;
        } catch (Exception e) {
            throw siteFailure(e);
        }
    }

    /** Doxia 1 has another type of sinks, for which this report has no method. */
    private static boolean isOldSite() {
        return Stream.of(MavenReport.class.getMethods())
                .noneMatch(method -> method.getName().equals("getOutputPath"));
    }

    @Override
    public void generate(Sink sink, Locale locale) throws MavenReportException {
        try {
            RenewedReport renewed = renewed();
            Optional<Path> with = with(renewed);
            Optional<Comparison> comparison = write(renewed, with);
            if (comparison.isPresent()) {
                renewed.compare(comparison.get(), with.get());
            }
            ReportSite.write(
                    sink,
                    renewed,
                    comparison.isPresent(),
                    siteDirectory.toPath().resolve(OUTPUT));
        } catch (Exception e) {
            throw siteFailure(e);
        }
    }

    private MavenReportException siteFailure(Exception failure) {
        try {
            MojoFailureException explained =
                    maven() == null && failure instanceof MojoFailureException told ? told : explained(failure);
            return new MavenReportException(safe(explained.getMessage()), explained);
        } catch (MojoExecutionException e) {
            return new MavenReportException(safe(e.getMessage()), e);
        }
    }

    /** Parameters that are wrong are reported before the secrets are known. */
    private String safe(String message) {
        return redactor() == null ? message : redactor().redact(message);
    }

    // The only name of older sites, and the default of the newer one.
    @Override
    @SuppressWarnings("deprecation")
    public String getOutputName() {
        return OUTPUT;
    }

    @Override
    public String getCategoryName() {
        return CATEGORY_PROJECT_REPORTS;
    }

    @Override
    public String getName(Locale locale) {
        return "Mesos build";
    }

    @Override
    public String getDescription(Locale locale) {
        return "What the last build of the release did: steps, times, tests and the installation.";
    }

    @Override
    public void setReportOutputDirectory(File directory) {
        siteDirectory = directory;
    }

    @Override
    public File getReportOutputDirectory() {
        return siteDirectory;
    }

    @Override
    public boolean isExternalReport() {
        return false;
    }
}
