package io.github.mesosbuild.mojo;

import com.sun.management.OperatingSystemMXBean;
import io.github.mesosbuild.archive.ArchiveLimits;
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
import io.github.mesosbuild.jobs.JobServers;
import io.github.mesosbuild.launcher.Launchers;
import io.github.mesosbuild.pipeline.ArchiveRequest;
import io.github.mesosbuild.pipeline.ArchiveSupply;
import io.github.mesosbuild.pipeline.BuildHost;
import io.github.mesosbuild.pipeline.BuildRequest;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.process.InheritedEnvironment;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.steps.Builder;
import io.github.mesosbuild.testing.TestRunner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connects the classes of the packages to the objects that a goal works with. */
final class PipelineFactory {
    /** An argument of configure that sets a variable; what it says of compilers and flags holds for the probes as well. */
    private static final Pattern VARIABLE = Pattern.compile("([A-Z][A-Z0-9_]*)=(.*)", Pattern.DOTALL);

    private static final Path PROC = Path.of("/proc");

    private final Maven maven;
    private final Console console;
    private final FileDependencies dependencies;

    /** @param dependencies hears of the files that the results depend on */
    PipelineFactory(Maven maven, Console console, FileDependencies dependencies) {
        this.maven = maven;
        this.console = console;
        this.dependencies = dependencies;
    }

    /** Returns the supply of a release's archive. */
    ArchiveSupply archives(ArchiveRequest request) {
        Clock clock = Clock.systemUTC();
        Fetcher fetcher =
                new Fetcher(maven.http(), maven.artifacts(), clock, Sleeper.REAL, new SecureRandom(), console);
        return new ArchiveSupply(request, fetcher, Sleeper.REAL, clock, console);
    }

    /**
     * Returns the pipeline of a build.
     *
     * @param limits of the archive that is unpacked
     * @param launcher what starts the compilers
     */
    Pipeline pipeline(BuildRequest request, ArchiveSupply archives, ArchiveLimits limits, String launcher)
            throws IOException {
        Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
        Map<String, String> environment = environment();
        CommandRunner runner = CommandRunner.of(supervisor);
        Map<String, String> probing = probing(request, environment);
        Toolbox toolbox = new Toolbox(
                runner,
                probing,
                maven.baseDirectory(),
                request.cacheDirectory().resolve("tools.properties"),
                dependencies);
        Machine machine = new Machine(
                PROC,
                Path.of("/sys/fs/cgroup"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("user.name"));
        JobServers jobServers = new JobServers(
                supervisor,
                machine,
                request.host().limits(),
                () -> toolbox.find("make").map(ToolIdentity::version).flatMap(Version::firstIn),
                System.getenv().getOrDefault("MAKEFLAGS", ""),
                PROC);
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        TestRunner tests = new TestRunner(supervisor, System::nanoTime, system::getCpuLoad);
        Builder builder = new Builder(
                supervisor, new Unpacker(limits), Sleeper.REAL, Clock.systemUTC(), jobServers, tests, console);
        Launchers launchers =
                new Launchers(launcher, runner, request.cacheDirectory().resolve("compiler-cache"), Path.of("/"));
        return new Pipeline(
                request,
                archives,
                builder,
                host(request, runner, toolbox, machine, environment, probing),
                launchers,
                console);
    }

    /** Of Maven's own environment what builds see. */
    static Map<String, String> environment() {
        return InheritedEnvironment.of(System.getenv());
    }

    private static Map<String, String> probing(BuildRequest request, Map<String, String> environment) {
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
            BuildRequest request,
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
                new DependencyInstaller(runner, distribution, machine.root(), probing, maven.baseDirectory()),
                environment,
                request.host());
    }
}
