package io.github.mesosbuild.corridor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.archive.Limits;
import io.github.mesosbuild.archive.Unpacker;
import io.github.mesosbuild.build.BuildOptions;
import io.github.mesosbuild.build.Builder;
import io.github.mesosbuild.build.Heard;
import io.github.mesosbuild.build.Installation;
import io.github.mesosbuild.build.SampleWorld;
import io.github.mesosbuild.build.Step;
import io.github.mesosbuild.build.StepState;
import io.github.mesosbuild.fetch.ArtifactResolver;
import io.github.mesosbuild.fetch.FetchListener;
import io.github.mesosbuild.fetch.Fetcher;
import io.github.mesosbuild.fetch.HttpSettings;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.host.DependencyInstaller;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.host.FactFinder;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.host.Probes;
import io.github.mesosbuild.host.ProgramProbe;
import io.github.mesosbuild.host.Toolbox;
import io.github.mesosbuild.process.Captured;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Condition;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.Requirement;
import io.github.mesosbuild.verify.VerificationException;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way on the sample release, from a file of this machine to an installation. */
class CorridorTest {
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

    private final List<String> told = new ArrayList<>();
    private final Heard heard = new Heard();
    private final List<List<String>> installing = new ArrayList<>();
    private final CorridorListener listener = new CorridorListener() {
        @Override
        public void verified(VerifiedArchive archive) {
            told.add("verified " + archive.file().getFileName());
        }

        @Override
        public void waitingForArchive(Path lockFile) {
            told.add("waiting");
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
        public void installed(Installation installation, boolean reused) {
            told.add("installed" + (reused ? " before" : ""));
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

    private Request request(Path archive, List<Requirement> requirements, boolean again, BuildOptions options)
            throws Exception {
        Release release = SampleWorld.release(world.archive(), requirements);
        return new Request(
                release,
                List.of(new Source.LocalFile(archive)),
                Optional.empty(),
                false,
                again,
                true,
                new Request.Fetching(1, Duration.ofMinutes(1), 1),
                directory.resolve("cache"),
                directory.resolve("work"),
                Path.of(System.getProperty("java.home")),
                true,
                requirements.contains(ABSENT) && again,
                options,
                1 << 20);
    }

    private Corridor corridor(Request request) throws IOException {
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
        Builder builder = new Builder(supervisor, new Unpacker(Limits.DEFAULT), Sleeper.REAL, Clock.systemUTC(), heard);
        CommandRunner runner = (argv, where, environment, limit) -> {
            try {
                Captured captured = supervisor.capture(argv, where, environment, limit);
                return new CommandRunner.Result(
                        captured.exitCode(), captured.output(), captured.end() != Outcome.End.EXITED);
            } catch (ProcessException e) {
                throw new IOException(e.getMessage(), e);
            }
        };
        CommandRunner packageManager = (argv, where, environment, limit) -> {
            installing.add(argv);
            return new CommandRunner.Result(0, "", false);
        };
        Path cache = request.cacheDirectory();
        Map<String, String> environment = SampleWorld.environment();
        Toolbox toolbox = new Toolbox(runner, environment, cache, shared.resolve("tools.properties"));
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path aptGet = bin.resolve("apt-get");
        Files.writeString(aptGet, "#!/bin/sh\n");
        assertThat(aptGet.toFile().setExecutable(true)).isTrue();
        ThisHost host = new ThisHost(
                toolbox,
                new FactFinder(toolbox, Path.of("/"), System.getProperty("os.version")),
                new Probes(toolbox, new ProgramProbe(runner, toolbox, directory.resolve("probes"), environment)),
                new Machine(Path.of("/proc"), Path.of("/sys/fs/cgroup"), 2, "somebody"),
                DEBIAN,
                new DependencyInstaller(packageManager, DEBIAN, true, Map.of("PATH", bin.toString()), cache),
                environment,
                request.jdk());
        return new Corridor(request, fetcher, builder, host, Sleeper.REAL, Clock.systemUTC(), listener);
    }

    private Corridor corridor(List<Requirement> requirements) throws Exception {
        return corridor(request(world.archive(), requirements, false, SampleWorld.options(true)));
    }

    @Test
    void aReleaseBecomesAnInstallationOnceAndExplainsAndCleansItself() throws Exception {
        Corridor corridor = corridor(List.of(COMPILER));
        assertThat(corridor.explain().archive()).isEmpty();

        Installation installation = corridor.install();
        assertThat(told).containsExactly("verified sample-1.0.0.tar.gz", "met 1", "jobs 2", "installed");
        assertThat(installation.prefix().resolve("bin/sample-cli")).isExecutable();
        assertThat(installation.prefix()).hasParent(directory.resolve("cache/installations"));
        assertThat(heard.take()).contains("finish unpack", "finish configure", "finish make", "finish install");

        EnvironmentChange written = corridor.writeEnvironment(installation, Optional.empty());
        assertThat(written.scriptChanged()).isTrue();
        assertThat(written.script()).isEqualTo(directory.resolve("work/mesos-env.sh"));
        assertThat(written.script()).content().contains(installation.prefix() + "/bin");
        assertThat(corridor.writeEnvironment(installation, Optional.empty()).scriptChanged())
                .isFalse();

        told.clear();
        Corridor second = corridor(List.of(COMPILER, ABSENT));
        assertThat(second.install()).isEqualTo(installation);
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

        corridor.removeEnvironment(Optional.empty());
        assertThat(written.script()).doesNotExist();
        assertThat(corridor.clean()).isPresent();
        assertThat(corridor.clean()).isEmpty();
        assertThat(installation.prefix()).exists();
        assertThat(corridor.explain().steps()).extracting(StepState::why).startsWith(StepState.Why.NOT_FINISHED);
        assertThat(corridor.cleanInstallation()).contains(installation.prefix());
        assertThat(corridor.cleanInstallation()).isEmpty();
        assertThat(installation.prefix()).doesNotExist();
        assertThat(corridor.explain().archive())
                .as("archives are never removed")
                .isPresent();
    }

    @Test
    void whatIsMissingStopsTheWayBeforeAnythingIsUnpacked() throws Exception {
        DependenciesException missing = catchThrowableOfType(
                DependenciesException.class,
                () -> corridor(List.of(COMPILER, ABSENT)).install());
        assertThat(missing).hasMessageStartingWith("This machine cannot build sample 1.0.0: frobnicator is missing (");
        assertThat(missing.installCommand())
                .startsWith("apt-get update && apt-get install ")
                .endsWith(" frobnicator-dev");
        assertThat(missing.packages()).containsExactly("frobnicator-dev");
        assertThat(missing.report().failures()).hasSize(1);
        assertThat(told).containsExactly("verified sample-1.0.0.tar.gz");
        assertThat(heard.take()).isEmpty();
        assertThat(installing).isEmpty();
    }

    @Test
    void unpackingAloneNeedsNothingOfTheMachine() throws Exception {
        corridor(List.of(ABSENT)).bring(Step.UNPACK);
        assertThat(heard.take()).contains("finish unpack");
        assertThat(told).doesNotContain("met 1");
    }

    @Test
    void packagesAreInstalledIfThatIsAskedForAndThenEverythingIsCheckedAgain() throws Exception {
        Corridor corridor =
                corridor(request(world.archive(), List.of(COMPILER, ABSENT), true, SampleWorld.options(true)));
        DependenciesException missing = catchThrowableOfType(DependenciesException.class, corridor::checkDependencies);
        assertThat(missing.packages()).as("the package was not what it seemed").containsExactly("frobnicator-dev");
        assertThat(installing).hasSize(2);
        assertThat(installing.get(0)).containsExactly("apt-get", "update");
        assertThat(installing.get(1)).startsWith("apt-get", "install").endsWith("frobnicator-dev");
        assertThat(told).singleElement().asString().startsWith("installing: apt-get update && apt-get install");
    }

    @Test
    void aWrongArchiveNeverReachesTheBuild() throws Exception {
        Corridor corridor =
                corridor(request(world.archive("compile-error"), List.of(COMPILER), false, SampleWorld.options(true)));
        Exception refused = catchThrowableOfType(Exception.class, corridor::install);
        assertThat(refused)
                .isInstanceOfAny(VerificationException.class, io.github.mesosbuild.fetch.FetchException.class);
        assertThat(heard.take()).isEmpty();
        assertThat(told).isEmpty();
        assertThat(corridor.explain().archive()).isEmpty();
    }

    @Test
    void askedToVerifyAgainAChangedArchiveIsFetchedAnew() throws Exception {
        VerifiedArchive first = corridor(List.of()).fetch();
        Files.write(first.file(), new byte[(int) first.size()]);
        Files.setLastModifiedTime(first.file(), Files.getLastModifiedTime(first.file()));
        told.clear();
        VerifiedArchive second = corridor(request(world.archive(), List.of(), true, SampleWorld.options(true)))
                .fetch();
        assertThat(told).containsExactly("verified sample-1.0.0.tar.gz");
        assertThat(second.file()).hasSameBinaryContentAs(world.archive());
    }
}
