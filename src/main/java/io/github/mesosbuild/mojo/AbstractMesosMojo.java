package io.github.mesosbuild.mojo;

import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.files.FileDependencies;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.report.GoalNames;
import io.github.mesosbuild.report.ParameterPlaces;
import io.github.mesosbuild.report.Remedies;
import io.github.mesosbuild.text.Redactor;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/** The base of all goals: reads and checks the parameters, does the work, and explains a failure. */
abstract class AbstractMesosMojo extends AbstractMojo {
    /** Whether to skip all goals of this plugin. */
    @Parameter(property = "mesos.skip", defaultValue = "false")
    boolean skip;

    /** Whether the goal only prints what it would do. */
    @Parameter(property = "mesos.dryRun", defaultValue = "false")
    boolean dryRun;

    /** Whether an unknown parameter is a failure instead of a warning. */
    @Parameter(property = "mesos.strict", defaultValue = "false")
    boolean strict;

    // Each parameter is in the descriptor once for every goal, so what Maven can inject is none.
    @Inject
    MavenSession session;

    @Inject
    MojoExecution execution;

    @Inject
    SettingsDecrypter settingsDecrypter;

    @Inject
    RepositorySystem repositorySystem;

    @Inject
    ToolchainManager toolchains;

    private Redactor redactor;
    private Maven maven;
    private Console console;
    private FileDependencies dependencies;

    /** Does the work of the goal. */
    abstract void run() throws Exception;

    /** Prints what {@link #run} would do. */
    void printDryRun() throws Exception {
        console.say("No changes made: mesos.dryRun is set.");
    }

    /** Returns the files and directories that the goal's parameters choose, by parameter. */
    Map<String, Path> places() {
        return new TreeMap<>();
    }

    /** Adds a file or directory, if the parameter has a value. */
    final void addPlace(Map<String, Path> places, String parameter, File file) {
        if (file != null) {
            places.put(parameter, maven.path(file));
        }
    }

    /** Returns the Maven that runs this goal. */
    final Maven maven() {
        return maven;
    }

    final Console console() {
        return console;
    }

    /** Returns what removes this run's secrets from a text. */
    final Redactor redactor() {
        return redactor;
    }

    /** Returns the files that the results of this execution depend on. */
    final FileDependencies dependencies() {
        return dependencies;
    }

    /** Returns the name of the goal's own parameter: {@code checkDependencies} for {@code check-dependencies}. */
    final String goal() {
        return UnknownParameters.camel(execution.getMojoDescriptor().getGoal());
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        redactor = KnownSecrets.of(System.getenv(), session.getUserProperties(), session.getSettings());
        try {
            executeOpenly();
        } catch (MojoFailureException e) {
            throw SafeFailures.of(e, redactor);
        } catch (MojoExecutionException e) {
            throw SafeFailures.of(e, redactor);
        }
    }

    /** Returns Maven's log, which receives no secrets. */
    @Override
    public final Log getLog() {
        return redactor == null ? super.getLog() : new SafeLog(super.getLog(), redactor, Terminal.printable());
    }

    /** Works, and explains failures, without regard to secrets. */
    private void executeOpenly() throws MojoExecutionException, MojoFailureException {
        if (!begin()) {
            return;
        }
        try {
            if (dryRun) {
                printDryRun();
            } else {
                run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted. All processes were stopped.", e);
        } catch (Exception e) {
            throw explained(e);
        } finally {
            console.close();
        }
    }

    /**
     * Reads and checks the parameters, and creates the objects that the goal works with.
     *
     * @return whether the goal is not skipped
     * @throws MojoFailureException if a parameter is wrong
     */
    final boolean begin() throws MojoFailureException {
        new UserProperties(
                        session.getUserProperties(), session.getCurrentProject().getProperties())
                .applyTo(this);
        homePaths().applyTo(this, "mesos.");
        redactor = KnownSecrets.of(this, session);
        Optional<String> skipping = skippedBy();
        if (skipping.isPresent()) {
            getLog().info("Skipped: " + skipping.get() + " is set.");
            return false;
        }
        new ParameterCheck(this).run();
        open();
        return true;
    }

    private HomePaths homePaths() {
        String home = System.getenv("HOME");
        File base = session.getCurrentProject().getBasedir();
        Path started = Path.of("").toAbsolutePath();
        return new HomePaths(
                Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home),
                List.of(base == null ? started : base.toPath().toAbsolutePath(), started));
    }

    /** Returns the parameter that skips the goal, if one does. */
    Optional<String> skippedBy() {
        if (skip) {
            return Optional.of("mesos.skip");
        }
        return GoalParameters.value(this, goal())
                .filter(own -> own instanceof SkipParameters parameters && parameters.skipped())
                .map(own -> "mesos." + goal() + ".skip");
    }

    /** Creates the objects that the goal works with. */
    final void open() {
        if (redactor == null) {
            redactor = KnownSecrets.of(this, session);
        }
        maven = new Maven(session, execution, getLog(), settingsDecrypter, repositorySystem, toolchains);
        dependencies = new FileDependencies(Instant.now());
        console = new Console(
                maven.goalNames()
                        .lines(new MavenLines(
                                getLog(), isQuestion() ? Optional.of(System.out) : Optional.empty(), redactor)),
                Terminal.of(session.getRequest(), getLog()),
                Terminal.workflow(session.getRequest(), getLog()),
                System::nanoTime);
    }

    /** Returns whether the lines that this goal prints are its answer, which {@code mvn -q} prints too, as they are. */
    boolean isQuestion() {
        return false;
    }

    /**
     * Returns a failure with its remedy.
     *
     * @throws MojoExecutionException if it is not one that the user can fix
     */
    final MojoFailureException explained(Exception failure) throws MojoExecutionException {
        GoalNames goals = maven.goalNames();
        if (failure instanceof MojoFailureException told) {
            return shown(named(told, goals));
        }
        ExplainedFailure explained = explanation(failure)
                .orElseThrow(() -> new MojoExecutionException(
                        Terminal.printable().of(Remedies.internalError(failure).message()),
                        Terminal.printable(failure)));
        String message = goals.in(explained.message());
        if (failure.getMessage() != null && message.contains(failure.getMessage())) {
            return shown(new MojoFailureException(message, failure));
        }
        // Maven would append the cause's message, which says the same in other words.
        getLog().debug(Terminal.printable(failure));
        return shown(new MojoFailureException(message));
    }

    private Optional<ExplainedFailure> explanation(Exception failure) {
        String goOffline = GoalParameters.of(this).goOffline(maven.goalNames().argument("go-offline"), maven);
        return Remedies.explain(failure, goOffline, new ParameterPlaces(places()));
    }

    /** Returns a failure as the console shows it. */
    final ExplainedFailure message(Exception failure) {
        return explanation(failure)
                .orElseGet(() -> Remedies.internalError(failure))
                .map(maven.goalNames()::in);
    }

    private MojoFailureException shown(MojoFailureException failure) {
        MojoFailureException printable = Terminal.printable(failure);
        console.failed(
                "mesos:" + execution.getMojoDescriptor().getGoal(),
                redactor.redact(String.valueOf(printable.getMessage())));
        return printable;
    }

    /** Maven prints the messages of a failure and of its cause, so the named one replaces the other. */
    private static MojoFailureException named(MojoFailureException told, GoalNames goals) {
        MojoFailureException named = new MojoFailureException(goals.in(told.getMessage()), told.getCause());
        named.setStackTrace(told.getStackTrace());
        return named;
    }
}
