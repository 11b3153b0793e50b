package io.github.mesosbuild.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.archive.Unpacker;
import io.github.mesosbuild.bundle.StagedRelocation;
import io.github.mesosbuild.env.EnvironmentScript;
import io.github.mesosbuild.env.ShellBlockException;
import io.github.mesosbuild.fetch.ArtifactResolver;
import io.github.mesosbuild.fetch.FetchListener;
import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.fetch.Fetcher;
import io.github.mesosbuild.fetch.HttpSettings;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.host.DependencyInstaller;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.host.FactFinder;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.host.Probes;
import io.github.mesosbuild.host.ProgramProbe;
import io.github.mesosbuild.host.RequirementResult;
import io.github.mesosbuild.host.SearchPath;
import io.github.mesosbuild.host.Toolbox;
import io.github.mesosbuild.jobs.JobLimits;
import io.github.mesosbuild.launcher.Launcher;
import io.github.mesosbuild.launcher.LauncherException;
import io.github.mesosbuild.launcher.Launchers;
import io.github.mesosbuild.launcher.PreparedLauncher;
import io.github.mesosbuild.launcher.Statistics;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.recording.Recording;
import io.github.mesosbuild.release.Condition;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.release.VersionRange;
import io.github.mesosbuild.steps.BuildOptions;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.Builder;
import io.github.mesosbuild.steps.ConfigureOptions;
import io.github.mesosbuild.steps.Heard;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.SampleWorld;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepFailedException;
import io.github.mesosbuild.steps.StepState;
import io.github.mesosbuild.steps.Workspace;
import io.github.mesosbuild.testing.TestRunner;
import io.github.mesosbuild.verify.VerificationException;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on the sample release, from a file of this machine to an installation. */
class PipelineTest {
    private static final Distribution DEBIAN =
            new Distribution("debian", "12", "Debian GNU/Linux 12", Distribution.Family.DEBIAN);
    private static final Requirement COMPILER = requirement("C++ compiler", "c++", Map.of("debian", List.of("g++")));
    private static final Requirement ABSENT =
            requirement("frobnicator", "no-such-frobnicator", Map.of("debian", List.of("frobnicator-dev")));

    @TempDir
    static Path shared;

    private static SampleWorld world;

    @TempDir
    Path directory;

    private String launcher = "none";
    private Map<String, String> inherited = SampleWorld.environment();
    private String workName = "work";
    private long disk = -1;
    private final List<String> told = new ArrayList<>();
    private final Heard heard = new Heard();
    private final List<List<String>> installing = new ArrayList<>();

    /** The tools that the packages have. */
    private List<String> installed = List.of();

    private boolean usesJdk;
    private Path proc = Path.of("/proc");
    private Path jdk = Path.of(System.getProperty("java.home"));
    private SelectedJdk.Origin origin = SelectedJdk.Origin.MAVEN;
    private HostUse.JavaBindings java = HostUse.JavaBindings.AUTO;
    private Map<String, String> javaFiles = Map.of("share/java/rules", "rules.mk");
    private final PipelineListener listener = new PipelineListener() {
        @Override
        public void verified(VerifiedArchive archive) {
            told.add("verified " + archive.file().getFileName());
        }

        @Override
        public void waitingForArchive(Path lockFile) {
            told.add("waiting");
        }

        @Override
        public void waitingForWorkspace(Path lockFile) {
            told.add("waiting for workspace");
        }

        @Override
        public void met(CheckReport report) {
            told.add("met " + report.findings().size());
        }

        @Override
        public void installingPackages(String commandLine) {
            told.add("installing: " + commandLine);
        }

        @Override
        public void jobs(Machine.Jobs jobs) {
            told.add("jobs " + jobs.count());
        }

        @Override
        public void withoutJava(String release, String why) {
            told.add("without Java: " + why);
        }

        @Override
        public void noExec(Path temporary, Path mountPoint) {
            told.add("noexec " + temporary);
        }

        @Override
        public void installed(Installation installation, boolean reused) {
            told.add("installed" + (reused ? " before" : ""));
        }

        @Override
        public void launching(PreparedLauncher launch) {
            told.add("launching " + launch.launcher());
        }

        @Override
        public void launched(Launcher launcher, Statistics statistics) {
            told.add("launched " + statistics);
        }

        @Override
        public void kept(Path workDirectory, long bytes, List<Path> removed) {
            told.add("kept " + workDirectory.getFileName() + ", removed " + removed.size());
        }
    };

    @BeforeAll
    static void publish() throws IOException {
        world = SampleWorld.publish(shared);
    }

    @BeforeEach
    void makeCache() throws IOException {
        Files.createDirectories(directory.resolve("cache"));
    }

    private static Requirement requirement(String name, String tool, Map<String, List<String>> packages) {
        return new Requirement(
                name, "sample needs it.", new Requirement.Tool(tool, Map.of(), Map.of()), Condition.ALWAYS, packages);
    }

    /** What is asked for. */
    private record Asked(ArchiveRequest archive, BuildRequest build) {
        Asked with(Release release, JobLimits limits) {
            HostUse host = build.host();
            return new Asked(
                    archive,
                    new BuildRequest(
                            release,
                            build.cacheDirectory(),
                            build.workDirectory(),
                            new HostUse(
                                    host.jdk(),
                                    host.java(),
                                    host.python(),
                                    host.options(),
                                    host.checkDependencies(),
                                    host.installDependencies(),
                                    limits),
                            build.options()));
        }
    }

    private Asked request(Path archive, List<Requirement> requirements, boolean again, BuildOptions options)
            throws Exception {
        Release sample = SampleWorld.release(world.archive(), requirements);
        Release release = disk < 0 ? sample : sample.withDiskBytes(disk);
        Path cache = directory.resolve("cache");
        return new Asked(
                new ArchiveRequest(
                        release,
                        List.of("1.0.0"),
                        List.of(new Source.LocalFile(archive)),
                        Optional.empty(),
                        false,
                        again,
                        true,
                        new FetchRequest.Limits(1, Duration.ofMinutes(1), 1, 1L << 30, 0),
                        cache),
                new BuildRequest(
                        release,
                        cache,
                        directory.resolve(workName),
                        new HostUse(
                                new SelectedJdk(jdk, origin),
                                java,
                                false,
                                ConfigureOptions.turnedOn(options.configureArguments()),
                                true,
                                requirements.contains(ABSENT) && again,
                                new JobLimits(2, 1 << 20, 0)),
                        options));
    }

    private CleanResult clean() throws Exception {
        return new WorkDirectoryCleaner(
                        SampleWorld.release(world.archive(), List.of()),
                        directory.resolve(workName),
                        Sleeper.REAL,
                        listener)
                .run();
    }

    private EnvironmentFiles environmentFiles(Optional<Path> startUpFile) {
        return new EnvironmentFiles(directory.resolve(workName), startUpFile);
    }

    private Pipeline pipeline(Asked request) throws IOException {
        Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
        ArtifactResolver noMaven = new ArtifactResolver() {
            @Override
            public Path resolve(String coordinates) throws IOException {
                throw new IOException("no Maven here");
            }

            @Override
            public Optional<Path> resolveSignature(String coordinates) {
                return Optional.empty();
            }
        };
        Fetcher fetcher = new Fetcher(
                HttpSettings.DEFAULT, noMaven, Clock.systemUTC(), Sleeper.REAL, new Random(1), FetchListener.NONE);
        Builder builder = new Builder(
                supervisor,
                new Unpacker(ArchiveLimits.DEFAULT),
                Sleeper.REAL,
                Clock.systemUTC(),
                SampleWorld.jobServers(supervisor),
                new TestRunner(supervisor, System::nanoTime, () -> 0.5),
                new StagedRelocation(),
                Recording.none(),
                heard);
        CommandRunner runner = CommandRunner.of(supervisor);
        CommandRunner packageManager = (argv, where, environment, limit) -> {
            installing.add(argv);
            for (String tool : installed) {
                Path program =
                        Files.writeString(directory.resolve("bin").resolve(tool), "#!/bin/sh\necho " + tool + " 1.0\n");
                assertThat(program.toFile().setExecutable(true)).isTrue();
            }
            return new CommandRunner.Result(0, "", false);
        };
        Path cache = request.build().cacheDirectory();
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Map<String, String> environment = new HashMap<>(inherited);
        environment.merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
        Toolbox toolbox =
                new Toolbox(runner, environment, cache, shared.resolve("tools.properties"), FileObserver.NONE);
        Path aptGet = bin.resolve("apt-get");
        Files.writeString(aptGet, "#!/bin/sh\n");
        assertThat(aptGet.toFile().setExecutable(true)).isTrue();
        BuildHost host = new BuildHost(
                toolbox,
                new FactFinder(toolbox, Path.of("/"), System.getProperty("os.version")),
                new Probes(toolbox, new ProgramProbe(runner, toolbox, directory.resolve("probes"), environment)),
                new Machine(proc, Path.of("/sys/fs/cgroup"), 2, "somebody"),
                DEBIAN,
                new DependencyInstaller(packageManager, DEBIAN, true, Map.of("PATH", bin.toString()), cache),
                environment,
                request.build().host());
        Launchers launchers = new Launchers(launcher, runner, cache.resolve("compiler-cache"), Path.of("/"));
        ArchiveSupply archives =
                new ArchiveSupply(request.archive(), fetcher, Sleeper.REAL, Clock.systemUTC(), listener);
        return new Pipeline(request.build(), archives, builder, host, launchers, Optional.empty(), listener);
    }

    private Pipeline pipeline(List<Requirement> requirements) throws Exception {
        return pipeline(request(world.archive(), requirements, false, SampleWorld.options(true)));
    }

    @Test
    void aReleaseBecomesAnInstallationOnceAndExplainsAndCleansItself() throws Exception {
        Pipeline pipeline = pipeline(List.of(COMPILER));
        assertThat(pipeline.explain().archive()).isEmpty();

        assertThatThrownBy(() -> pipeline.install(prefix -> {
                    throw BuildRefusedException.sharedScript(
                            environmentFiles(Optional.empty()).script(), Path.of("/other"), prefix);
                }))
                .isInstanceOf(BuildRefusedException.class)
                .hasMessageStartingWith("Two executions write " + directory.resolve("work/mesos-env.sh")
                        + ": one for the installation in /other, the other for the one in "
                        + directory.resolve("cache/installations"));
        assertThat(told).containsExactly("verified sample-1.0.0.tar.gz");
        assertThat(heard.take()).isEmpty();
        InstallResult first = pipeline.install();
        Installation installation = first.installation();
        assertThat(first.reused()).isFalse();
        assertThat(told).containsExactly("verified sample-1.0.0.tar.gz", "met 1", "jobs 2", "installed");
        assertThat(installation.prefix().resolve("bin/sample-cli")).isExecutable();
        assertThat(installation.prefix()).hasParent(directory.resolve("cache/installations"));
        assertThat(heard.take()).contains("finish unpack", "finish configure", "finish make", "finish install");

        EnvironmentChange written = environmentFiles(Optional.empty()).write(installation);
        assertThat(written.scriptChanged()).isTrue();
        assertThat(written.script()).isEqualTo(directory.resolve("work/mesos-env.sh"));
        assertThat(written.script()).content().contains(installation.prefix() + "/bin");
        assertThat(environmentFiles(Optional.empty()).write(installation).scriptChanged())
                .isFalse();

        told.clear();
        Pipeline second = pipeline(List.of(COMPILER, ABSENT));
        assertThat(second.install()).isEqualTo(new InstallResult(installation, true));
        assertThat(told).as("not even the requirements are checked").containsExactly("installed before");
        assertThat(heard.take()).isEmpty();

        told.clear();
        second.bring(Step.MAKE);
        assertThat(told).as("nothing is compiled, so no word of jobs").isEmpty();
        assertThat(heard.take()).containsExactly("reuse unpack", "reuse configure", "reuse make");

        Explanation explanation = second.explain();
        assertThat(explanation.installation()).contains(installation);
        assertThat(explanation.steps())
                .filteredOn(state -> state.step() != Step.CHECK)
                .hasSize(4)
                .allMatch(StepState::upToDate);

        environmentFiles(Optional.empty()).remove();
        assertThat(written.script()).doesNotExist();
        environmentFiles(Optional.empty()).write(installation);
        Path tree = directory.resolve("work/sample-1.0.0");
        assertThat(clean())
                .isEqualTo(new CleanResult(Optional.of(tree), Optional.of(written.script()), Optional.empty()));
        assertThat(directory.resolve("work")).isEmptyDirectory();
        assertThat(clean()).isEqualTo(new CleanResult(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(installation.prefix()).exists();
        assertThat(pipeline.explain().installation()).contains(installation);
        assertThat(pipeline.explain().steps()).extracting(StepState::why).startsWith(StepState.Why.NOT_NEEDED);
        assertThat(pipeline.explain().steps()).noneMatch(StepState::runs);
        assertThat(pipeline.cleanInstallation()).contains(installation.prefix());
        assertThat(pipeline.cleanInstallation()).isEmpty();
        assertThat(installation.prefix()).doesNotExist();
        assertThat(pipeline.explain().archive())
                .as("archives are never removed")
                .isPresent();
    }

    @Test
    void cleaningKeepsWhatIsAnothers() throws Exception {
        Path work = Files.createDirectories(directory.resolve("work"));
        Path script = work.resolve("mesos-env.sh");
        Path other = Files.createDirectories(directory.resolve("other it's"));
        Path record = other.resolve(".mesos-maven-plugin.properties");
        Path tree = Files.createDirectories(work.resolve("other-2.0.0"));
        String text = new EnvironmentScript(other, Optional.empty(), Set.of("bin", "sbin")).text();
        Files.writeString(script, text);
        Files.writeString(record, "release=other 2.0.0\n");
        Pipeline pipeline = pipeline(List.of());
        assertThat(clean()).isEqualTo(new CleanResult(Optional.empty(), Optional.empty(), Optional.of(script)));
        assertThat(script).hasContent(text.strip());
        assertThat(tree).exists();

        Files.writeString(script, "# my own\n");
        assertThat(clean().otherScript()).contains(script);

        Files.writeString(script, text);
        Files.writeString(record, "release=sample 1.0.0\n");
        assertThat(clean().script()).contains(script);

        Files.writeString(script, text);
        Files.delete(record);
        assertThat(clean().script()).as("it leads nowhere").contains(script);
        assertThat(script).doesNotExist();
    }

    /** The sample release, with a compiler that needs that memory, and with Java bindings. */
    private Pipeline withJava(long compilerBytes) throws Exception {
        Asked plain = request(world.archive(), List.of(), false, SampleWorld.options(true));
        Release release = plain.build().release();
        Release.Build build = release.build();
        return pipeline(plain.with(
                new Release(
                        release.recipe(),
                        release.title(),
                        release.version(),
                        release.source(),
                        List.of(),
                        usesJdk,
                        release.diskBytes(),
                        compilerBytes,
                        new Release.Build(
                                build.subdirectory(),
                                build.separate(),
                                List.of(),
                                List.of(),
                                build.configureArguments(),
                                List.of(),
                                Map.of(),
                                Optional.empty(),
                                build.install(),
                                build.proofs(),
                                build.library(),
                                Optional.of(new Release.Java(
                                        List.of("JAVA_HOME={javaHome}"),
                                        Map.of("JAVA_HOME", "{javaHome}"),
                                        "src",
                                        Optional.empty(),
                                        javaFiles)),
                                Map.of(),
                                Map.of("release", new Release.Type(Map.of(), true)),
                                build.jobs()),
                        Optional.empty(),
                        release.quirks(),
                        List.of(),
                        release.composition()),
                new JobLimits(2, Long.MAX_VALUE, 0)));
    }

    @Test
    void aWholeJdkIsHandedToTheBuildAndWhatMakeLeavesOutIsInstalledAndAllOfItStripped() throws Exception {
        Installation installation = withJava(0).install().installation();
        assertThat(told)
                .doesNotHave(new org.assertj.core.api.Condition<>(
                        lines -> lines.toString().contains("without Java"), "a word of Java"));
        assertThat(directory.resolve("work/sample-1.0.0/logs/configure.log"))
                .content()
                .contains("JAVA_HOME=" + jdk);
        assertThat(installation.prefix().resolve("share/java/rules")).isRegularFile();
        assertThat(heard.take()).contains("stripped smaller");
    }

    /** A Maven that failed at its second jar left the first, and for make that one is all that there is to make. */
    @Test
    void whatSomebodyElseCouldHaveInstalledIsRefused() throws Exception {
        assumeTrue(Files.getAttribute(directory, "unix:uid").equals(0), "only root can give files away");
        Path prefix = pipeline(List.of()).install().installation().prefix();
        for (Path place : List.of(directory.resolve(workName), prefix)) {
            Files.setAttribute(place, "unix:uid", 12345);
            BuildRefusedException refused = catchThrowableOfType(
                    BuildRefusedException.class, () -> pipeline(List.of()).install());
            assertThat(refused)
                    .hasMessage("The directory " + place
                            + " belongs to 12345, who could replace files in it while they are used.");
            Files.setAttribute(place, "unix:uid", 0);
        }
        assertThat(pipeline(List.of()).install().reused()).isTrue();
    }

    @Test
    void theFilesOfOneMavenAreMadeAllOrNone() throws Exception {
        javaFiles = Map.of("share/java/one", "src/cli/sample-cli.o", "share/java/two", "src/daemons/master.o");
        withJava(0).bring(Step.MAKE);
        Path work = directory.resolve("work/sample-1.0.0");
        Path one = work.resolve("build/src/cli/sample-cli.o");
        Object first = Files.getAttribute(one, "unix:ctime");
        Files.delete(work.resolve("steps/make.properties"));
        withJava(0).bring(Step.MAKE);
        assertThat(Files.getAttribute(one, "unix:ctime")).isEqualTo(first);

        Files.delete(work.resolve("build/src/daemons/master.o"));
        Files.delete(work.resolve("steps/make.properties"));
        withJava(0).bring(Step.MAKE);
        assertThat(Files.getAttribute(one, "unix:ctime")).isNotEqualTo(first);
    }

    @Test
    void aJdkThatIsNotWholeIsSaidOnceOrRefusedBeforeAnythingIsUnpacked() throws Exception {
        jdk = Files.createDirectories(directory.resolve("jre"));
        java = HostUse.JavaBindings.TRUE;
        assertThat(catchThrowableOfType(
                        BuildRefusedException.class, () -> withJava(0).install()))
                .hasMessage("Cannot build the Java bindings of sample 1.0.0: the JDK in " + jdk
                        + " has no bin/javac, no include/jni.h, no libjvm, no version in 'release' or jre/lib/rt.jar.")
                .extracting(BuildRefusedException::reason)
                .isEqualTo(BuildRefusedException.Reason.NO_JDK);
        assertThat(heard.take()).isEmpty();

        java = HostUse.JavaBindings.FALSE;
        told.clear();
        withJava(0).bring(Step.CONFIGURE);
        assertThat(told).noneMatch(line -> line.contains("Java"));

        java = HostUse.JavaBindings.AUTO;
        told.clear();
        clean();
        withJava(0).bring(Step.CONFIGURE);
        assertThat(told)
                .contains("without Java: " + jdk
                        + " has no bin/javac, no include/jni.h, no libjvm, no version in 'release' or jre/lib/rt.jar");
        assertThat(directory.resolve("work/sample-1.0.0/logs/configure.log"))
                .content()
                .doesNotContain("JAVA_HOME=/");
    }

    private void assertJavaHomeRefused(String message) {
        for (Refused goal : List.<Refused>of(
                pipeline -> pipeline.install(),
                pipeline -> pipeline.bring(Step.UNPACK),
                pipeline -> pipeline.resolve(),
                pipeline -> pipeline.checkDependencies(),
                pipeline -> pipeline.jdk(),
                pipeline -> pipeline.dryRun(Step.MAKE),
                pipeline -> pipeline.writeShell(Optional.empty()))) {
            assertThat(catchThrowableOfType(BuildRefusedException.class, () -> goal.of(withJava(0))))
                    .hasMessage(message)
                    .extracting(BuildRefusedException::reason)
                    .isEqualTo(BuildRefusedException.Reason.WRONG_JAVA_HOME);
        }
        assertThat(told).isEmpty();
        assertThat(heard.take()).isEmpty();
    }

    /** What a goal does. */
    private interface Refused {
        void of(Pipeline pipeline) throws Exception;
    }

    @Test
    void aJavaHomeThatTheUserNamedIsRefusedBeforeAnythingIsFetchedUnlessItIsAJdkOrNobodyNeedsOne() throws Exception {
        origin = SelectedJdk.Origin.PARAMETER;
        jdk = directory.resolve("nonexistent");
        assertJavaHomeRefused("The parameter mesos.javaHome must be the home of a JDK: " + jdk + " does not exist.");
        java = HostUse.JavaBindings.FALSE;
        assertJavaHomeRefused("The parameter mesos.javaHome must be the home of a JDK: " + jdk + " does not exist.");

        Path program = Files.createDirectories(jdk.resolve("bin")).resolve("java");
        assertJavaHomeRefused("The parameter mesos.javaHome must be the home of a JDK: " + jdk + " has no bin/java.");
        assertThat(Files.createFile(program).toFile().setExecutable(true)).isTrue();
        java = HostUse.JavaBindings.AUTO;
        String poor = "The parameter mesos.javaHome must be a JDK that can build sample 1.0.0: " + jdk
                + " has no bin/javac, no include/jni.h, no libjvm";
        assertJavaHomeRefused(poor + ", no version in 'release' or jre/lib/rt.jar.");
        java = HostUse.JavaBindings.FALSE;
        usesJdk = true;
        assertJavaHomeRefused(poor + ".");

        usesJdk = false;
        withJava(0).checkDependencies();
        withJava(0).archives().fetch();
        assertThat(told).containsExactly("verified sample-1.0.0.tar.gz");
    }

    @Test
    void theJdkOfAReleaseThatNeedsOneIsReported() throws Exception {
        java = HostUse.JavaBindings.FALSE;
        JdkReport report = withJava(0).jdk().orElseThrow();
        assertThat(report.selected()).isEqualTo(new SelectedJdk(jdk, SelectedJdk.Origin.MAVEN));
        assertThat(report.found().home()).isEqualTo(jdk);
        assertThat(report.hasBindings()).isTrue();
        assertThat(report.wanted()).isFalse();
        assertThat(pipeline(List.of()).jdk()).isEmpty();
    }

    /** A pipeline for a recipe that wants so much room. */
    private Pipeline withDisk(long bytes) throws Exception {
        disk = bytes;
        Pipeline pipeline = pipeline(List.of(COMPILER));
        disk = -1;
        return pipeline;
    }

    /** Lets a directory be mounted so that no program can be started from it. */
    private void noExec(Path mountPoint) throws IOException {
        proc = Files.createDirectories(directory.resolve("proc"));
        Files.writeString(
                Files.createDirectories(proc.resolve("self")).resolve("mountinfo"),
                "1 0 0:1 / / rw - tmpfs tmpfs rw\n2 1 0:2 / "
                        + Files.createDirectories(mountPoint).toRealPath() + " rw,noexec - tmpfs tmpfs rw\n");
    }

    private BuildRefusedException refused(Pipeline pipeline) {
        return catchThrowableOfType(BuildRefusedException.class, pipeline::install);
    }

    @Test
    void whatWouldStopTheBuildStopsItBeforeAnythingIsFetched() throws Exception {
        for (String mounted : List.of("work", "cache")) {
            noExec(directory.resolve(mounted));
            BuildRefusedException refused = refused(pipeline(List.of(COMPILER)));
            assertThat(refused.reason()).isEqualTo(BuildRefusedException.Reason.NO_EXEC);
            assertThat(refused.parameter()).isEqualTo("mesos." + mounted + "Directory");
        }
        proc = Path.of("/proc");

        assertThat(refused(withDisk(Long.MAX_VALUE)).reason()).isEqualTo(BuildRefusedException.Reason.NO_SPACE);

        workName = "a b";
        assertThat(refused(pipeline(List.of(COMPILER))))
                .hasMessageContaining("/a b/sample-1.0.0' (mesos.workDirectory)")
                .extracting(BuildRefusedException::reason)
                .isEqualTo(BuildRefusedException.Reason.UNSAFE_NAME);
        workName = "work";

        assertThat(refused(withJava(Long.MAX_VALUE)).reason()).isEqualTo(BuildRefusedException.Reason.NO_MEMORY);

        launcher = "fcache";
        assertThat(catchThrowableOfType(LauncherException.class, pipeline(List.of(COMPILER))::install))
                .hasMessageContaining("got 'fcache'");
        assertThat(told).isEmpty();
        assertThat(heard.take()).isEmpty();
        assertThat(directory.resolve("cache/archives")).doesNotExist();
    }

    @Test
    void whatIsUpToDateIsNotRefusedForWorkThatNobodyDoes() throws Exception {
        Installation made = pipeline(List.of(COMPILER)).install().installation();
        noExec(directory.resolve("work"));
        assertThat(pipeline(List.of(COMPILER)).install()).isEqualTo(new InstallResult(made, true));
        pipeline(List.of(COMPILER)).bring(Step.MAKE);
        noExec(directory.resolve("cache"));
        assertThat(withDisk(Long.MAX_VALUE).install()).isEqualTo(new InstallResult(made, true));

        // What is configured needs no more of the recipe's figure.
        proc = Path.of("/proc");
        Files.delete(directory.resolve("work/sample-1.0.0/steps/make.properties"));
        heard.take();
        withDisk(Long.MAX_VALUE).bring(Step.MAKE);
        assertThat(heard.take()).contains("reuse configure", "finish make");
    }

    @Test
    void ofAPlaceOfTemporaryFilesWithoutProgramsIsOnlyWarned() throws Exception {
        Path temporary = directory.resolve("tmp");
        noExec(temporary);
        Asked plain = request(world.archive(), List.of(COMPILER), false, SampleWorld.options(true));
        BuildOptions options = plain.build().options();
        pipeline(request(
                        world.archive(),
                        List.of(COMPILER),
                        false,
                        new BuildOptions(
                                options.configureArguments(),
                                options.makeArguments(),
                                Map.of("TMPDIR", temporary.toString()),
                                options.installDirectory(),
                                true,
                                options.jobs(),
                                options.timeouts(),
                                options.tests(),
                                options.type(),
                                options.strip(),
                                options.maven(),
                                options.reproducible())))
                .bring(Step.CONFIGURE);
        assertThat(told).contains("noexec " + temporary);
    }

    @Test
    void whatSomebodyRemovesDuringMakeIsNamedAndTheNextRunStartsOver() throws Exception {
        Path work = directory.resolve("work/sample-1.0.0");
        BuildOptions options = SampleWorld.options(true);
        BuildOptions removing = new BuildOptions(
                options.configureArguments(),
                List.of("--eval=$(if $(findstring n,$(firstword -$(MAKEFLAGS))),,$(shell rm -rf " + work + "))"),
                options.environment(),
                options.installDirectory(),
                true,
                options.jobs(),
                options.timeouts(),
                options.tests(),
                options.type(),
                options.strip(),
                options.maven(),
                options.reproducible());
        pipeline(List.of(COMPILER)).bring(Step.CONFIGURE);
        heard.take();
        BuildRefusedException vanished = catchThrowableOfType(
                BuildRefusedException.class,
                () -> pipeline(request(world.archive(), List.of(COMPILER), false, removing))
                        .bring(Step.MAKE));
        assertThat(vanished.reason()).isEqualTo(BuildRefusedException.Reason.VANISHED);
        assertThat(vanished)
                .hasMessage("The step make failed: " + vanished.value() + " was removed while it was running.");
        assertThat(Path.of(vanished.value()).startsWith(work)).isTrue();
        heard.take();
        pipeline(List.of(COMPILER)).bring(Step.MAKE);
        assertThat(heard.take())
                .contains("start unpack NOT_FINISHED", "finish unpack", "finish configure", "finish make");
    }

    @Test
    void aStartUpFileThatCannotBeChangedIsRefusedBeforeTheBuild() throws Exception {
        assertThat(catchThrowableOfType(
                        ShellBlockException.class,
                        () -> environmentFiles(Optional.of(directory)).requireWritable()))
                .hasMessage("The start-up file " + directory + " is not a regular file.");
        environmentFiles(Optional.of(directory.resolve("not-there-yet"))).requireWritable();
        environmentFiles(Optional.empty()).requireWritable();
    }

    @Test
    void whatIsMissingStopsTheWayBeforeAnythingIsUnpacked() throws Exception {
        DependenciesException missing = catchThrowableOfType(
                DependenciesException.class,
                () -> pipeline(List.of(COMPILER, ABSENT)).install());
        assertThat(missing).hasMessageStartingWith("This machine cannot build sample 1.0.0: frobnicator is missing (");
        assertThat(missing.installCommand().line())
                .startsWith("apt-get update && apt-get install ")
                .endsWith(" frobnicator-dev");
        assertThat(missing.packages()).containsExactly("frobnicator-dev");
        assertThat(missing.report().failures()).hasSize(1);
        assertThat(told).containsExactly("verified sample-1.0.0.tar.gz");
        assertThat(heard.take()).isEmpty();
        assertThat(installing).isEmpty();
    }

    @Test
    void aRequirementOfAnOptionIsCheckedIfTheOptionIsTurnedOn() throws Exception {
        Requirement optional = new Requirement(
                ABSENT.name(),
                ABSENT.because(),
                ABSENT.probe(),
                new Condition(List.of(Map.of("--enable-frobs", new VersionRange("any")))),
                ABSENT.packages());
        List<Requirement> requirements = List.of(COMPILER, optional);
        assertThat(pipeline(requirements).checkDependencies().findings())
                .last()
                .extracting(RequirementResult::detail)
                .isEqualTo("needed only with --enable-frobs");
        BuildOptions options = SampleWorld.options(true, "--enable-frobs");
        DependenciesException missing = catchThrowableOfType(
                DependenciesException.class,
                () -> pipeline(request(world.archive(), requirements, false, options))
                        .checkDependencies());
        assertThat(missing).hasMessageContaining("frobnicator is missing (");
    }

    @Test
    void unpackingAloneNeedsNothingOfTheMachine() throws Exception {
        pipeline(List.of(ABSENT)).bring(Step.UNPACK);
        assertThat(heard.take()).contains("finish unpack");
        assertThat(told).doesNotContain("met 1");
    }

    @Test
    void aToolThatWasInstalledForABuildIsTheOneThatItIsPlannedFor() throws Exception {
        installed = List.of("no-such-frobnicator", "patch");
        Asked request = request(world.archive(), List.of(COMPILER, ABSENT), true, SampleWorld.options(true));
        InstallResult first = pipeline(request).install();
        assertThat(installing).hasSize(2);
        assertThat(pipeline(request).install()).isEqualTo(new InstallResult(first.installation(), true));
    }

    @Test
    void packagesAreInstalledIfThatIsAskedForAndThenEverythingIsCheckedAgain() throws Exception {
        Pipeline pipeline =
                pipeline(request(world.archive(), List.of(COMPILER, ABSENT), true, SampleWorld.options(true)));
        DependenciesException missing = catchThrowableOfType(DependenciesException.class, pipeline::checkDependencies);
        assertThat(missing.packages()).as("the package was not what it seemed").containsExactly("frobnicator-dev");
        assertThat(missing.installed()).containsExactly("frobnicator-dev");
        assertThat(installing).hasSize(2);
        assertThat(installing.get(0)).containsExactly("apt-get", "update");
        assertThat(installing.get(1)).startsWith("apt-get", "install").endsWith("frobnicator-dev");
        assertThat(told).singleElement().asString().startsWith("installing: apt-get update && apt-get install");
    }

    @Test
    void aWrongArchiveNeverReachesTheBuild() throws Exception {
        Pipeline pipeline =
                pipeline(request(world.archive("compile-error"), List.of(COMPILER), false, SampleWorld.options(true)));
        Exception refused = catchThrowableOfType(Exception.class, pipeline::install);
        assertThat(refused)
                .isInstanceOfAny(VerificationException.class, io.github.mesosbuild.fetch.FetchException.class);
        assertThat(heard.take()).isEmpty();
        assertThat(told).isEmpty();
        assertThat(pipeline.explain().archive()).isEmpty();
    }

    @Test
    void askedToVerifyAgainAChangedArchiveIsFetchedAnew() throws Exception {
        VerifiedArchive first = pipeline(List.of()).archives().fetch();
        Files.write(first.file(), new byte[(int) first.size()]);
        Files.setLastModifiedTime(first.file(), Files.getLastModifiedTime(first.file()));
        told.clear();
        VerifiedArchive second = pipeline(request(world.archive(), List.of(), true, SampleWorld.options(true)))
                .archives()
                .fetch();
        assertThat(told).containsExactly("verified sample-1.0.0.tar.gz");
        assertThat(second.file()).hasSameBinaryContentAs(world.archive());
    }

    @Tag("long")
    @Test
    void throughCcacheTheSameIsBuiltInTheSamePlaceAndTheSecondTimeItIsAllThere() throws Exception {
        assumeTrue(
                new SearchPath(SampleWorld.environment(), directory, FileObserver.NONE)
                        .find("ccache")
                        .isPresent(),
                "ccache is not on the PATH; .ci/packages installs it");
        inherited = SampleWorld.uncached();
        Pipeline without = pipeline(List.of());
        Installation built = without.install().installation();
        byte[] library = Files.readAllBytes(built.library().orElseThrow());
        told.clear();
        launcher = "ccache";
        for (String expected : List.of("0 hits, ", " hits, 0 misses (100.0 % from the cache)")) {
            Pipeline through = pipeline(List.of());
            assertThat(through.cleanInstallation()).contains(built.prefix());
            clean();
            assertThat(through.install().installation().prefix()).isEqualTo(built.prefix());
            assertThat(built.library().orElseThrow()).hasBinaryContent(library);
            assertThat(told).contains("launching CCACHE");
            assertThat(told)
                    .filteredOn(line -> line.startsWith("launched "))
                    .last()
                    .asString()
                    .contains(expected);
        }
    }

    @Tag("long")
    @Test
    void ofFailedWorkDirectoriesOnlyTheLastIsKept() throws Exception {
        Workspace earlier = new Workspace(directory.resolve("work/sample-0.8"));
        Workspace busy = new Workspace(directory.resolve("work/sample-0.9"));
        Workspace good = new Workspace(directory.resolve("work/sample-0.7"));
        earlier.journal().failed(Step.MAKE);
        busy.journal().failed(Step.MAKE);
        Files.createDirectories(good.source());
        Pipeline pipeline =
                pipeline(request(world.archive(), List.of(), false, SampleWorld.options(true, "CXX=/bin/false")));
        try (FileLock lock = FileLock.tryAcquire(busy.lockFile()).orElseThrow()) {
            assertThat(catchThrowableOfType(StepFailedException.class, pipeline::install)
                            .step())
                    .isEqualTo(Step.CONFIGURE);
        }
        assertThat(told).endsWith("kept sample-1.0.0, removed 1");
        assertThat(earlier.root()).doesNotExist();
        assertThat(busy.root()).isDirectory();
        assertThat(good.root()).isDirectory();

        assertThat(pipeline.writeShell(Optional.empty()))
                .as("in place of the step that failed")
                .hasFileName("shell-configure.sh");
        pipeline(List.of()).bring(Step.MAKE);
        assertThat(pipeline.writeShell(Optional.empty())).hasFileName("shell-make.sh");
    }

    @Test
    void aShellHasAStepsDirectoryAndEnvironmentAndGivesTheStatusOfItsCommand() throws Exception {
        Pipeline pipeline = pipeline(List.of());
        assertThat(catchThrowableOfType(BuildRefusedException.class, () -> pipeline.writeShell(Optional.of(Step.CHECK)))
                        .reason())
                .isEqualTo(BuildRefusedException.Reason.NOT_BUILT);
        pipeline.bring(Step.CONFIGURE);
        Path script = pipeline.writeShell(Optional.of(Step.CHECK));
        Path out = directory.resolve("out");
        for (String name : List.of("build/config.log", "build/config.status", "logs/configure.log", "status.json")) {
            Path file = directory.resolve("work/sample-1.0.0").resolve(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(name)
                    .endsWith("------");
        }
        assertThat(script).content().contains(" JAVA_HOME=" + jdk + " ");
        assertThat(Files.getPosixFilePermissions(script)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        Map<String, String> outer = Map.of("PATH", "/usr/bin:/bin", "OUTER", "1");
        String command = "{ pwd; env; } > '" + out + "'; exit 3";
        assertThat(pipeline.openShell(script, List.of("sh", "-c", command), outer))
                .isEqualTo(3);
        assertThat(Files.readAllLines(out))
                .startsWith(directory
                        .resolve("work/sample-1.0.0/build")
                        .toRealPath()
                        .toString())
                .contains(
                        "LC_ALL=C",
                        "TERM=dumb",
                        "PATH=" + directory.resolve("bin") + ":"
                                + SampleWorld.environment().get("PATH"))
                .doesNotContain("OUTER=1");
    }

    @Test
    void aRehearsalDoesNothingAndSaysItAll() throws Exception {
        Pipeline pipeline = pipeline(List.of(ABSENT));
        DryRunResult first = pipeline.dryRun(Step.INSTALL);
        assertThat(first.fetch())
                .contains(new DryRunResult.Fetch(
                        "sample-1.0.0.tar.gz", List.of(new Source.LocalFile(world.archive())), true));
        assertThat(first.lines())
                .filteredOn(line -> line.startsWith("#"))
                .containsExactly("# unpack", "# configure", "# make", "# install");
        assertThat(first.lines()).anyMatch(line -> line.contains("env -i") && line.endsWith(" make -j2 </dev/null"));
        assertThat(pipeline.archives().dryRun().lines()).isEmpty();
        assertThat(directory.resolve("work")).doesNotExist();
        assertThat(directory.resolve("cache/archives")).doesNotExist();

        Pipeline able = pipeline(List.of());
        able.install();
        assertThat(able.dryRun(Step.INSTALL).lines())
                .singleElement()
                .asString()
                .startsWith("# sample 1.0.0 is up to date in ");
        assertThat(able.dryRun(Step.CHECK).lines())
                .startsWith("# unpack is up to date", "# configure is up to date", "# make is up to date", "# check")
                .hasSize(5);
    }
}
