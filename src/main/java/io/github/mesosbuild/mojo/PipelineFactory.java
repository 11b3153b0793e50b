package io.github.mesosbuild.mojo;

import com.sun.management.OperatingSystemMXBean;
import io.github.mesosbuild.archive.ArchiveFormat;
import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.archive.Unpacker;
import io.github.mesosbuild.bundle.BundleCompressor;
import io.github.mesosbuild.bundle.BundleFit;
import io.github.mesosbuild.bundle.BundlePacker;
import io.github.mesosbuild.bundle.BundleRepositories;
import io.github.mesosbuild.bundle.BundleRequest;
import io.github.mesosbuild.bundle.SharedLibraries;
import io.github.mesosbuild.bundle.StagedRelocation;
import io.github.mesosbuild.bundle.SystemPackages;
import io.github.mesosbuild.bundle.TargetPlatform;
import io.github.mesosbuild.draft.Drafter;
import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.fetch.Fetcher;
import io.github.mesosbuild.files.FileDependencies;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.host.DependencyInstaller;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.host.FactFinder;
import io.github.mesosbuild.host.Facts;
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
import io.github.mesosbuild.pipeline.BundleSupply;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.process.InheritedEnvironment;
import io.github.mesosbuild.process.ProcessIdentity;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.recording.Recording;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.report.BundleConsole;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.steps.Builder;
import io.github.mesosbuild.steps.ConfigureOptions;
import io.github.mesosbuild.summary.BuildRecorder;
import io.github.mesosbuild.summary.BuildReport;
import io.github.mesosbuild.summary.RunFacts;
import io.github.mesosbuild.testing.TestRunner;
import io.github.mesosbuild.text.Redactor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connects the classes of the packages to the objects that a goal works with. */
final class PipelineFactory {
    /** An argument of configure that sets a variable; what it sets for compilers and flags applies to the probes as well. */
    private static final Pattern VARIABLE = Pattern.compile("([A-Z][A-Z0-9_]*)=(.*)", Pattern.DOTALL);

    private static final Path ROOT = Path.of("/");
    private static final Path PROC = Path.of("/proc");

    private final Maven maven;
    private final Console console;
    private final FileDependencies dependencies;
    private final Redactor redactor;
    private final Function<Exception, ExplainedFailure> messages;

    /**
     * Creates a factory for one goal.
     *
     * @param dependencies records the files that the results depend on
     * @param redactor removes the secrets of this run from a text
     * @param messages the failures as the console shows them
     */
    PipelineFactory(
            Maven maven,
            Console console,
            FileDependencies dependencies,
            Redactor redactor,
            Function<Exception, ExplainedFailure> messages) {
        this.maven = maven;
        this.console = console;
        this.dependencies = dependencies;
        this.redactor = redactor;
        this.messages = messages;
    }

    /** Returns the supply of a release's archive. */
    ArchiveSupply archives(ArchiveRequest request) {
        return new ArchiveSupply(request, fetcher(), Sleeper.REAL, Clock.systemUTC(), console);
    }

    /** Returns what drafts recipes. */
    Drafter drafter(Unpacker unpacker) {
        return new Drafter(fetcher(), Sleeper.REAL, unpacker, Clock.systemUTC(), console::waitingForArchive);
    }

    private Fetcher fetcher() {
        return new Fetcher(
                maven.http(), maven.artifacts(), Clock.systemUTC(), Sleeper.REAL, new SecureRandom(), console);
    }

    /**
     * Returns the pipeline of a build.
     *
     * @param limits of the archive that is unpacked
     * @param launcher what starts the compilers
     * @param bundles where installations are that others built
     */
    Pipeline pipeline(
            BuildRequest request,
            ArchiveSupply archives,
            ArchiveLimits limits,
            String launcher,
            Optional<BundleSupply> bundles)
            throws IOException {
        Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
        Map<String, String> environment = environment();
        CommandRunner runner = CommandRunner.of(supervisor);
        Map<String, String> probing =
                probing(request.options().environment(), request.options().configureArguments(), environment);
        Toolbox toolbox = toolbox(runner, probing, request.cacheDirectory());
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
        Recording recording = new Recording(
                BuildReport.recording(request.workspace().report()),
                PROC,
                Clock.systemUTC(),
                threadTime(),
                redactor::redact,
                console::warn);
        BuildRecorder recorder = new BuildRecorder(
                recording, runFacts(request, machine), console, console, Clock.systemUTC(), messages, console::warn);
        Builder builder = new Builder(
                supervisor,
                new Unpacker(limits),
                Sleeper.REAL,
                Clock.systemUTC(),
                jobServers,
                tests,
                new StagedRelocation(),
                recording,
                recorder);
        Launchers launchers =
                new Launchers(launcher, runner, request.cacheDirectory().resolve("compiler-cache"), Path.of("/"));
        return new Pipeline(
                request,
                archives,
                builder,
                host(request, runner, toolbox, machine, environment, probing),
                launchers,
                bundles,
                recorder);
    }

    private static LongSupplier threadTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads::getCurrentThreadCpuTime : () -> 0;
    }

    private RunFacts runFacts(BuildRequest request, Machine machine) throws IOException {
        return new RunFacts(
                UUID.randomUUID().toString(),
                maven.pluginVersion(),
                request.release(),
                request.options().type(),
                request.workspace().root(),
                distribution() + " on " + System.getProperty("os.arch"),
                machine.cores(),
                machine.memory(),
                ProcessIdentity.of(Supervisor.processId()));
    }

    /**
     * Returns the supply of bundles; empty if the platform of this machine is not known.
     *
     * @param limits of the archive that is unpacked
     */
    Optional<BundleSupply> bundles(
            BuildRequest request, BundleRepositories repositories, BundleRequest accepted, ArchiveLimits limits)
            throws IOException, InterruptedException {
        Optional<BundleFit> fit = fit(request.cacheDirectory());
        return fit.map(here -> new BundleSupply(
                repositories, accepted, here, limits, new BundleConsole(console::say), Clock.systemUTC()));
    }

    /** Returns what can run on this machine; empty if its platform is not known. */
    Optional<BundleFit> fit(Path cacheDirectory) throws IOException, InterruptedException {
        Optional<TargetPlatform> platform = platform(cacheDirectory);
        Distribution distribution = distribution();
        return platform.map(here -> new BundleFit(here, distribution, new SharedLibraries(runner(), ROOT)));
    }

    /**
     * Returns what packs bundles on this machine; empty if its platform is not known.
     *
     * @param plugin the version of this plugin
     * @param format the format of the bundles
     */
    Optional<BundlePacker> packer(Path cacheDirectory, String plugin, ArchiveFormat format)
            throws IOException, InterruptedException {
        Optional<TargetPlatform> platform = platform(cacheDirectory);
        Distribution distribution = distribution();
        SystemPackages packages = new SystemPackages(distribution.family(), runner(), ROOT, environment());
        BundleCompressor compressor = new BundleCompressor(
                format,
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory(),
                distribution,
                runner(),
                environment());
        return platform.map(here -> new BundlePacker(
                here, distribution, new SharedLibraries(runner(), ROOT), packages, plugin, compressor));
    }

    private Optional<TargetPlatform> platform(Path cacheDirectory) throws IOException, InterruptedException {
        Facts libc = new FactFinder(
                        toolbox(runner(), environment(), cacheDirectory), ROOT, System.getProperty("os.version"))
                .findLibc();
        return TargetPlatform.here(System.getProperty("os.name"), System.getProperty("os.arch"), libc::versionOf);
    }

    private static CommandRunner runner() {
        return CommandRunner.of(new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE));
    }

    private static Distribution distribution() throws IOException {
        return Distribution.read(Path.of("/etc/os-release"), System.getProperty("os.name"));
    }

    /** Returns the part of Maven's own environment that builds and daemons see. */
    static Map<String, String> environment() {
        return InheritedEnvironment.of(System.getenv());
    }

    /**
     * Asks compilers and other tools that are wrapper scripts for their versions, as a pipeline with the same parameters does.
     *
     * @param own the user's variables
     */
    FileDependencies.Asker asker(Path cacheDirectory, Map<String, String> own, List<String> configureArguments) {
        return question -> {
            Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
            Map<String, String> probing = probing(own, configureArguments, environment());
            try {
                return toolbox(CommandRunner.of(supervisor), probing, cacheDirectory)
                        .answer(question);
            } catch (IOException unanswered) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        };
    }

    private Toolbox toolbox(CommandRunner runner, Map<String, String> probing, Path cacheDirectory) {
        return new Toolbox(
                runner, probing, maven.baseDirectory(), cacheDirectory.resolve("tools.properties"), dependencies);
    }

    /** Returns the variables of the programs that look for compilers and libraries. */
    static Map<String, String> probing(
            Map<String, String> own, List<String> configureArguments, Map<String, String> environment) {
        Map<String, String> probing = new TreeMap<>(environment);
        probing.putAll(own);
        for (String argument : configureArguments) {
            Matcher variable = VARIABLE.matcher(argument);
            if (variable.matches()) {
                probing.put(variable.group(1), variable.group(2));
            }
        }
        // configure looks in the place of a library first (such as with_libevent in configure.ac of Mesos 1.11.0, line
        // 1593).
        for (String place : ConfigureOptions.places(configureArguments)) {
            probing.merge("CPPFLAGS", "-I" + place + "/include", (given, added) -> added + " " + given);
            probing.merge("LDFLAGS", "-L" + place + "/lib", (given, added) -> added + " " + given);
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
        Distribution distribution = distribution();
        return new BuildHost(
                toolbox,
                new FactFinder(toolbox, ROOT, System.getProperty("os.version")),
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
