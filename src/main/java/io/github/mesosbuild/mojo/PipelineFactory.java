package io.github.mesosbuild.mojo;

import com.sun.management.OperatingSystemMXBean;
import io.github.mesosbuild.archive.Unpacker;
import io.github.mesosbuild.fetch.Fetcher;
import io.github.mesosbuild.files.FileDependencies;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.host.DependencyInstaller;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.host.FactFinder;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.host.Probes;
import io.github.mesosbuild.host.ProgramProbe;
import io.github.mesosbuild.host.ToolIdentity;
import io.github.mesosbuild.host.Toolbox;
import io.github.mesosbuild.jobs.JobLimits;
import io.github.mesosbuild.jobs.JobServers;
import io.github.mesosbuild.launcher.Launchers;
import io.github.mesosbuild.pipeline.BuildHost;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.UnknownVersionException;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.report.ExplainedFailure;
import io.github.mesosbuild.report.GoalNames;
import io.github.mesosbuild.report.LineSink;
import io.github.mesosbuild.report.ParameterPlaces;
import io.github.mesosbuild.report.Remedies;
import io.github.mesosbuild.steps.BuildOptions;
import io.github.mesosbuild.steps.Builder;
import io.github.mesosbuild.steps.ChosenDirectory;
import io.github.mesosbuild.testing.TestRunner;
import io.github.mesosbuild.text.Printable;
import io.github.mesosbuild.text.ShellWords;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Makes of a goal's parameters the request, and of the rooms' classes the pipeline that serves it. */
final class PipelineFactory {
    /** What of Maven's own environment the steps of a build see. */
    private static final Set<String> INHERITED = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "TMPDIR",
            "CC",
            "CXX",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY");

    /** And what concerns compiler launchers. */
    private static final Pattern LAUNCHING = Pattern.compile("(S?CCACHE|DISTCC|ICECC)_.*");

    /** An argument of configure that sets a variable; what it says of compilers and flags holds for the probes as well. */
    private static final Pattern VARIABLE = Pattern.compile("([A-Z][A-Z0-9_]*)=(.*)", Pattern.DOTALL);

    private static final Path PROC = Path.of("/proc");
    private static final Pattern PASSWORD = Pattern.compile("//[^/,@]*@");

    private final AbstractMesosMojo mojo;
    private final GoalNames goals;
    private final Console console;
    private final FileDependencies witnesses = new FileDependencies(Instant.now());

    PipelineFactory(AbstractMesosMojo mojo) {
        this.mojo = mojo;
        this.goals = GoalPrefix.names(mojo.session, mojo.pluginVersion);
        this.console = new Console(
                goals.lines(lines(mojo.getLog())),
                Terminal.of(mojo.session.getRequest(), mojo.getLog()),
                System::nanoTime);
    }

    private static LineSink lines(Log log) {
        Printable printable = Terminal.printable();
        return new LineSink() {
            @Override
            public void info(String line) {
                log.info(printable.of(line));
            }

            @Override
            public void warn(String line) {
                log.warn(printable.of(line));
            }
        };
    }

    Console console() {
        return console;
    }

    /** Who hears of the files on which rests what the pipeline finds. */
    FileDependencies witnesses() {
        return witnesses;
    }

    UpToDateCache remembered() {
        return new UpToDateCache(mojo, environment(), workDirectory(baseDirectory()));
    }

    /** Where the environment script is written. */
    Path environmentScript() {
        return workDirectory(baseDirectory()).resolve(Pipeline.ENVIRONMENT_SCRIPT);
    }

    Request request() throws RecipeException, UnknownVersionException, MojoFailureException {
        Path base = baseDirectory();
        ReleaseChoice choice = new ReleaseChoice(mojo, witnesses);
        Release release = choice.release(base);
        return new Request(
                release,
                choice.sources(release),
                Optional.ofNullable(mojo.keys).map(File::toPath),
                mojo.acceptWeakSignatures,
                mojo.verifyAgain,
                mojo.session.isOffline(),
                new Request.Fetching(
                        atLeast(1, "mesos.attempts", mojo.attempts),
                        Duration.ofSeconds(atLeast(1, "mesos.fetchTimeoutSeconds", mojo.fetchTimeoutSeconds)),
                        Math.min(8, atLeast(1, "mesos.connections", mojo.connections))),
                absolute(mojo.cacheDirectory),
                workDirectory(base),
                new JavaChoice(mojo).selected(),
                JavaChoice.oneOf(
                        "mesos.java", mojo.java, List.of(Request.JAVA_IF_POSSIBLE, Request.JAVA, Request.NO_JAVA)),
                mojo.python,
                !mojo.checkDependencies.skipped(),
                mojo.installDependencies,
                options(base),
                new JobLimits(
                        atLeast(0, "mesos.jobs", mojo.jobs),
                        (long) atLeast(1, "mesos.memoryPerJob", mojo.memoryPerJob) << 20,
                        (long) atLeast(0, "mesos.memory", mojo.memory) << 20));
    }

    /** The command that fetches all that this goal would, whatever of it is configured in a POM. */
    String goOffline() {
        List<String> words = new ArrayList<>(List.of("mvn", goals.argument("go-offline")));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("recipe", mojo.recipe.equals("mesos") ? null : mojo.recipe);
        values.put("version", mojo.version);
        values.put("archive.url", mojo.archive.url);
        values.put("archive.sha256", mojo.archive.sha256);
        values.put("archive.sha512", mojo.archive.sha512);
        values.put("archive.artifact", mojo.archive.artifact);
        values.put("archive.directory", mojo.archive.directory);
        values.put("mirrors", joined(mojo.mirrors));
        values.put("keys", mojo.keys);
        values.put("signers", joined(mojo.signers));
        values.put("acceptWeakSignatures", mojo.acceptWeakSignatures ? "true" : null);
        values.put("cacheDirectory", absolute(mojo.cacheDirectory).equals(usualCache()) ? null : mojo.cacheDirectory);
        values.put("checkDependencies.skip", mojo.checkDependencies.skipped() ? "true" : null);
        values.forEach((name, value) -> {
            if (value != null) {
                words.add("-Dmesos." + name + "="
                        + PASSWORD.matcher(value.toString()).replaceAll("//"));
            }
        });
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    private static String joined(List<String> values) {
        return values == null || values.isEmpty() ? null : String.join(",", values);
    }

    private Path usualCache() {
        return Path.of(mojo.session.getLocalRepository().getBasedir(), ".cache", "mesos-maven-plugin");
    }

    private Path baseDirectory() {
        return baseDirectory(mojo.session);
    }

    /** The directory of the project, or where Maven was started if there is none. */
    static Path baseDirectory(MavenSession session) {
        File project = session.getCurrentProject().getBasedir();
        return project == null ? Path.of(session.getExecutionRootDirectory()) : project.toPath();
    }

    /** Where sources are built, and what else is written is below it. */
    Path workDirectory() {
        return workDirectory(baseDirectory());
    }

    /** Without a POM, Maven leaves the placeholder of the project's directory in the parameter. */
    private Path workDirectory(Path base) {
        return below(base, mojo.workDirectory.getPath());
    }

    private static Path below(Path base, String configured) {
        int placeholder = configured.indexOf("${project.basedir}/");
        return placeholder < 0
                ? absolute(new File(configured))
                : base.resolve(configured.substring(placeholder + "${project.basedir}/".length()))
                        .toAbsolutePath()
                        .normalize();
    }

    private BuildOptions options(Path base) throws MojoFailureException {
        return new BuildOptions(
                mojo.configureArguments == null ? List.of() : mojo.configureArguments,
                mojo.makeArguments == null ? List.of() : mojo.makeArguments,
                mojo.environment == null ? Map.of() : mojo.environment,
                Optional.ofNullable(mojo.installDirectory).map(PipelineFactory::absolute),
                mojo.testsSkipped(),
                1,
                new BuildOptions.Timeouts(
                        Duration.ofSeconds(atLeast(1, "mesos.timeoutSeconds", mojo.timeoutSeconds)),
                        Duration.ofSeconds(atLeast(0, "mesos.silentTimeoutSeconds", mojo.silentTimeoutSeconds))),
                mojo.test.options(
                        below(base, mojo.session.getCurrentProject().getBuild().getDirectory())
                                .resolve("surefire-reports")),
                JavaChoice.oneOf("mesos.buildType", mojo.buildType, List.of(BuildOptions.RELEASE, BuildOptions.DEBUG)),
                Optional.ofNullable(mojo.strip),
                Optional.of(new JavaChoice(mojo).maven()));
    }

    private static Path absolute(File file) {
        return file.toPath().toAbsolutePath().normalize();
    }

    static int atLeast(int minimum, String parameter, int value) throws MojoFailureException {
        if (value < minimum) {
            throw new MojoFailureException(
                    "The parameter " + parameter + " must be at least " + minimum + ", and it is " + value + ".");
        }
        return value;
    }

    Pipeline pipeline(Request request) throws IOException {
        Clock clock = Clock.systemUTC();
        Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
        Fetcher fetcher = new Fetcher(
                MavenSettings.http(mojo.session.getSettings(), mojo.settingsDecrypter, mojo.getLog()),
                new MavenArtifacts(
                        mojo.repositorySystem,
                        mojo.session.getRepositorySession(),
                        mojo.session.getCurrentProject().getRemoteProjectRepositories()),
                clock,
                Sleeper.REAL,
                new SecureRandom(),
                console);
        Map<String, String> environment = environment();
        CommandRunner runner = CommandRunner.of(supervisor);
        Map<String, String> probing = probing(request, environment);
        Toolbox toolbox = new Toolbox(
                runner, probing, baseDirectory(), request.cacheDirectory().resolve("tools.properties"), witnesses);
        Machine machine = new Machine(
                PROC,
                Path.of("/sys/fs/cgroup"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("user.name"));
        JobServers jobServers = new JobServers(
                supervisor,
                machine,
                request.limits(),
                () -> toolbox.find("make").map(ToolIdentity::version).flatMap(Version::firstIn),
                System.getenv().getOrDefault("MAKEFLAGS", ""),
                PROC);
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        TestRunner tests = new TestRunner(supervisor, System::nanoTime, system::getCpuLoad);
        Builder builder = new Builder(
                supervisor, new Unpacker(mojo.unpack.limits()), Sleeper.REAL, clock, jobServers, tests, console);
        Launchers launchers = new Launchers(
                mojo.compilerLauncher, runner, request.cacheDirectory().resolve("compiler-cache"), Path.of("/"));
        return new Pipeline(
                request,
                fetcher,
                builder,
                host(request, runner, toolbox, machine, environment, probing),
                launchers,
                Sleeper.REAL,
                clock,
                console);
    }

    /** Of Maven's own environment what builds and daemons see. */
    static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment
                .keySet()
                .removeIf(name ->
                        !INHERITED.contains(name) && !LAUNCHING.matcher(name).matches());
        environment.put("LC_ALL", "C");
        return environment;
    }

    private static Map<String, String> probing(Request request, Map<String, String> environment) {
        Map<String, String> probing = new TreeMap<>(environment);
        probing.putAll(request.options().environment());
        for (String argument : request.options().configureArguments()) {
            Matcher variable = VARIABLE.matcher(argument);
            if (variable.matches()) {
                probing.put(variable.group(1), variable.group(2));
            }
        }
        return probing;
    }

    private BuildHost host(
            Request request,
            CommandRunner runner,
            Toolbox toolbox,
            Machine machine,
            Map<String, String> environment,
            Map<String, String> probing)
            throws IOException {
        Distribution distribution = Distribution.read(Path.of("/etc/os-release"), System.getProperty("os.name"));
        return new BuildHost(
                toolbox,
                new FactFinder(toolbox, Path.of("/"), System.getProperty("os.version")),
                new Probes(
                        toolbox,
                        new ProgramProbe(runner, toolbox, request.workspace().probes(), probing)),
                machine,
                distribution,
                new DependencyInstaller(runner, distribution, machine.root(), probing, baseDirectory()),
                environment,
                request);
    }

    /** The directories that the parameters of every goal choose. */
    Map<String, Path> places() {
        Map<String, Path> places = new TreeMap<>();
        places.put(ChosenDirectory.WORK, workDirectory());
        places.put(ChosenDirectory.CACHE, absolute(mojo.cacheDirectory));
        if (mojo.installDirectory != null) {
            places.put(ChosenDirectory.INSTALL, absolute(mojo.installDirectory));
        }
        if (mojo.test.reportsDirectory != null) {
            places.put(ChosenDirectory.REPORTS, absolute(mojo.test.reportsDirectory));
        }
        return places;
    }

    /** What Maven is told of a failure. */
    MojoFailureException failure(Exception failure, ParameterPlaces places) throws MojoExecutionException {
        if (failure instanceof MojoFailureException told) {
            return Terminal.printable(named(told));
        }
        ExplainedFailure explained = Remedies.explain(failure, goOffline(), places)
                .orElseThrow(() -> new MojoExecutionException(Remedies.internalError(failure), failure));
        return Terminal.printable(new MojoFailureException(goals.in(explained.message()), failure));
    }

    /** Not as the cause of another one, because Maven prints the messages of both. */
    private MojoFailureException named(MojoFailureException told) {
        MojoFailureException named = new MojoFailureException(goals.in(told.getMessage()), told.getCause());
        named.setStackTrace(told.getStackTrace());
        return named;
    }
}
