package io.github.mesosbuild.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.LaunchOptions;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.OutputListener;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions of make: {@code make}, and those in the system property {@code makes}, separated by colons. */
class JobServersTest {
    private static final long MIB = 1 << 20;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Each job prints how many jobs run, including itself. */
    private static final String RULES = """
            JOB = @touch running/$@; ls running | wc -l; test -e enough || sleep $(or $(SECONDS),0.1); rm running/$@
            all: one two three
            one two three:
            \t@$(MAKE) --no-print-directory -f Makefile job-$@-1 job-$@-2 job-$@-3 job-$@-4
            job-%:
            \t$(JOB)
            flat: $(addprefix job-,$(shell seq $(COUNT)))
            failing: job-1 job-2 broken
            broken:
            \t@exit 3
            killed: victim after
            victim:
            \t-@$(MAKE) --no-print-directory -f Makefile murder job-a job-b
            murder:
            \t@sleep 0.2; kill -9 $$PPID; sleep 0.2
            after: victim
            \t@$(MAKE) --no-print-directory -f Makefile flat
            """;

    @TempDir
    Path directory;

    private final Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
    private final List<Integer> counts = new ArrayList<>();
    private Path pipe;
    private Path log;

    @BeforeEach
    void writeMakefile() throws IOException {
        pipe = directory.resolve("jobs.fifo");
        log = directory.resolve("make.log");
        Files.createDirectory(directory.resolve("running"));
        Files.writeString(directory.resolve("Makefile"), RULES);
        available(100_000);
    }

    private void available(long mebibytes) throws IOException {
        Path proc = Files.createDirectories(directory.resolve("proc"));
        Path next = Files.writeString(proc.resolve("next"), "MemAvailable: " + mebibytes * 1024 + " kB\n");
        Files.move(next, proc.resolve("meminfo"), StandardCopyOption.ATOMIC_MOVE);
    }

    static Stream<String> makes() {
        return Stream.concat(
                Stream.of("make"),
                Arrays.stream(System.getProperty("makes", "").split(":")).filter(make -> !make.isEmpty()));
    }

    private Command command(String make, String... arguments) {
        List<String> argv = new ArrayList<>(List.of(make));
        argv.addAll(List.of(arguments));
        return new Command(
                "make", argv, directory, Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C"), log, LIMIT, LIMIT);
    }

    private JobServers servers(int asked, String make, String outer, Path proc) {
        return new JobServers(
                supervisor,
                new Machine(directory.resolve("proc"), directory.resolve("cgroup"), 4, "nobody"),
                new JobLimits(asked, 100 * MIB, 0),
                () -> version(make),
                outer,
                proc);
    }

    private Optional<Version> version(String make) throws IOException, InterruptedException {
        if (make.equals("unknown")) {
            return Optional.empty();
        }
        try {
            return Version.firstIn(supervisor
                    .capture(
                            List.of(make, "--version"), directory, command(make).environment(), LIMIT)
                    .output()
                    .replaceFirst("(?s)\\n.*", ""));
        } catch (ProcessException e) {
            throw new IOException(e);
        }
    }

    private Outcome run(JobServer server, Command command, IntConsumer afterJobs) throws Exception {
        Outcome outcome = supervisor.run(server.serve(command), new OutputListener() {
            private Duration last = Duration.ZERO;

            @Override
            public void line(String line) {
                if (line.strip().matches("\\d+")) {
                    counts.add(Integer.valueOf(line.strip()));
                    afterJobs.accept(counts.size());
                }
            }

            @Override
            public void tick(Duration elapsed) {
                last = elapsed;
            }

            @Override
            public void processes(Collection<Long> pids) {
                server.look(last, pids);
            }
        });
        server.close();
        return outcome;
    }

    private Outcome run(int jobs, Command command) throws Exception {
        JobServers servers = servers(jobs, command.argv().get(0), "", Path.of("/proc"));
        return run(servers.open(command, pipe, jobs, JobCap.NONE), command, count -> {});
    }

    private int most() {
        return counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    @ParameterizedTest
    @MethodSource("makes")
    void recursiveMakesTogetherRunExactlyTheAllowedJobs(String make) throws Exception {
        Outcome outcome = run(3, command(make));
        assertThat(outcome.succeeded()).as(Files.readString(log)).isTrue();
        assertThat(counts).hasSize(12);
        assertThat(most()).isEqualTo(3);
        assertThat(Files.readString(log)).doesNotContain("warning", "jobserver");
        assertThat(pipe).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("makes")
    void theNumberCanBeLoweredAndRaisedWhileMakeRuns(String make) throws Exception {
        available(450);
        Command command = command(make, "flat", "COUNT=400", "SECONDS=0.15");
        JobServer server = servers(4, make, "", Path.of("/proc")).open(command, pipe, 4, JobCap.NONE);
        List<JobCount> lowered = new ArrayList<>();
        AtomicInteger raisedAt = new AtomicInteger();
        Outcome outcome = run(server, command, count -> {
            try {
                if (lowered.isEmpty() && counts.contains(4)) {
                    available(110);
                    if (count >= 4 && counts.subList(count - 4, count).stream().allMatch(jobs -> jobs == 1)) {
                        lowered.add(server.count());
                        raisedAt.set(count);
                        available(100_000);
                    }
                } else if (!lowered.isEmpty() && counts.get(count - 1) > 1) {
                    Files.writeString(log.resolveSibling("enough"), "");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(outcome.succeeded()).isTrue();
        assertThat(lowered).as("it went down to one job").hasSize(1);
        assertThat(lowered.get(0).why()).contains(JobCount.Why.MEMORY);
        assertThat(lowered.get(0).memory()).isPositive();
        assertThat(counts.subList(raisedAt.get(), counts.size()))
                .as("it went up again")
                .contains(2);
        assertThat(most()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("makes")
    void theTokensOfAKilledMakeAreReplacedAndTheBuildContinues(String make) throws Exception {
        Outcome outcome = run(3, command(make, "-k", "killed", "COUNT=24", "SECONDS=0.3"));
        assertThat(outcome.exitCode()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).containsPattern("victim.*(Killed|Error 137)");
        assertThat(counts).hasSize(26);
        assertThat(counts.subList(3, 6)).as("two tokens are gone").containsOnly(1);
        assertThat(counts.subList(20, 26)).contains(3);
        assertThat(most()).isEqualTo(3);
    }

    @Test
    void theExitStatusIsThatOfMake() throws Exception {
        Outcome outcome = run(3, command("make", "-k", "failing"));
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(counts).hasSize(2);
        assertThat(Files.readString(log)).contains("broken] Error 3");
    }

    @Test
    void theLogStartsWithTheCommandThatAPersonWouldType() throws Exception {
        Command withFlags = command("make");
        Map<String, String> environment = new TreeMap<>(withFlags.environment());
        environment.put("MAKEFLAGS", "s -- SECONDS=0.01");
        Command command = new Command("make", withFlags.argv(), directory, environment, log, LIMIT, LIMIT);
        assertThat(run(3, command).succeeded()).isTrue();
        assertThat(Files.readString(log))
                .startsWith("# command: make\n# directory: ")
                .contains("# environment: MAKEFLAGS='-j3 -s -- SECONDS=0.01'\n")
                .doesNotContain("fifo", "launcher");
        assertThat(counts).hasSize(12);
        assertThat(most()).isGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("makes")
    void theNamedPipeOfAnOuterMakeIsUsed(String make) throws Exception {
        supervisor.capture(
                List.of("mkfifo", pipe.toString()), directory, command("make").environment(), LIMIT);
        try (TokenPipe outer = new TokenPipe(pipe)) {
            outer.allow(2);
            Command command = command(make);
            JobServer server = servers(4, make, " -j --jobserver-auth=fifo:" + pipe, Path.of("/proc"))
                    .open(command, pipe, 4, JobCap.NONE);
            assertThat(run(server, command, count -> {}).succeeded()).isTrue();
            assertThat(counts).hasSize(12);
            assertThat(most()).isEqualTo(2);
            assertThat(server.count().allowed()).isEmpty();
            assertThat(server.half()).hasValue(1);
            assertThat(pipe).exists();
        }
    }

    @ParameterizedTest
    @MethodSource("makes")
    void thePipeOfAnOuterMakeIsUsedByItsDescriptors(String make) throws Exception {
        supervisor.capture(
                List.of("mkfifo", pipe.toString()), directory, command("make").environment(), LIMIT);
        Path descriptors = Files.createDirectories(directory.resolve("proc/self/fd"));
        Files.createSymbolicLink(descriptors.resolve("13"), pipe);
        Files.createSymbolicLink(descriptors.resolve("14"), pipe);
        try (TokenPipe outer = new TokenPipe(pipe)) {
            outer.allow(2);
            Command command = command(make);
            JobServer server = servers(4, make, " -j --jobserver-auth=13,14", directory.resolve("proc"))
                    .open(command, directory.resolve("own.fifo"), 4, JobCap.NONE);
            assertThat(run(server, command, count -> {}).succeeded()).isTrue();
            assertThat(most()).isEqualTo(2);
        }
    }

    @Test
    void aNumberOfJobsFromTheUserIsNotChanged() throws Exception {
        Command command = command("make", "-j2");
        JobServer server = servers(4, "make", "", Path.of("/proc")).open(command, pipe, 4, JobCap.NONE);
        assertThat(server.serve(command).launchedBy(LaunchOptions.PLAIN)).isEqualTo(command);
        assertThat(server.half()).isEmpty();
        assertThat(server.count().text()).isEqualTo("0 jobs");
    }

    @Test
    void aLimitOfTheRecipeLowersANumberFromTheUser() throws Exception {
        JobCap two = JobCap.ofRecipe(OptionalInt.of(2));
        Command command = command("make", "-j4");
        JobServer server = servers(4, "make", "", Path.of("/proc")).open(command, pipe, 1, two);
        assertThat(run(server, command, count -> {}).succeeded()).isTrue();
        assertThat(most()).isEqualTo(2);
        assertThat(server.half()).hasValue(1);
        Command fewer = command("make", "-j1");
        assertThat(servers(4, "make", "", Path.of("/proc"))
                        .open(fewer, pipe, 4, two)
                        .serve(fewer))
                .isEqualTo(fewer);
    }

    @ParameterizedTest
    @MethodSource("makes")
    void aLimitOfTheRecipeHoldsUnderAnOuterMakeWithMoreJobs(String make) throws Exception {
        Path other = directory.resolve("outer.fifo");
        supervisor.capture(
                List.of("mkfifo", other.toString()), directory, command("make").environment(), LIMIT);
        try (TokenPipe outer = new TokenPipe(other)) {
            outer.allow(4);
            Command command = command(make);
            JobServer server = servers(4, make, " -j --jobserver-auth=fifo:" + other, Path.of("/proc"))
                    .open(command, pipe, 4, JobCap.ofRecipe(OptionalInt.of(3)));
            assertThat(run(server, command, count -> {}).succeeded()).isTrue();
            assertThat(most()).isEqualTo(3);
        }
    }

    /** Older versions of Ninja do not know a job server. */
    @Test
    void programsThatMakeCallsGetTheNumberOfJobs() throws Exception {
        Path seen = directory.resolve("seen");
        Files.writeString(directory.resolve("Makefile"), "all: ; echo $$PLUGIN_JOBS >>" + seen + "\n");
        Command command = command("make");
        for (String make : List.of("make", "unknown")) {
            JobServer server = servers(3, make, "", Path.of("/proc")).open(command, pipe, 3, JobCap.NONE);
            assertThat(run(server, command, count -> {}).succeeded()).isTrue();
        }
        command = new Command(
                command.name(),
                command.argv(),
                command.directory(),
                with(command.environment(), "PLUGIN_JOBS", "7"),
                command.log(),
                command.timeout(),
                command.silentTimeout());
        JobServer one = servers(3, "make", "", Path.of("/proc")).open(command, pipe, 3, JobCap.NONE.killed(1));
        assertThat(run(one, command, count -> {}).succeeded()).isTrue();
        assertThat(seen).hasContent("3\n3\n1\n");
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return more;
    }

    @Test
    void oneJobNeedsNoServer() throws Exception {
        Command command = command("make");
        JobServer server = servers(4, "make", "", Path.of("/proc")).open(command, pipe, 4, JobCap.NONE.killed(1));
        assertThat(pipe).doesNotExist();
        assertThat(server.serve(command).launchedBy(LaunchOptions.PLAIN)).isEqualTo(command);
        assertThat(server.half()).isEmpty();
    }

    @Test
    void aMakeOfUnknownVersionGetsAFixedNumber() throws Exception {
        Command command = command("make");
        JobServers servers = servers(4, "unknown", "", Path.of("/proc"));
        JobServer server = servers.open(command, pipe, 4, JobCap.NONE);
        assertThat(run(server, command, count -> {}).succeeded()).isTrue();
        assertThat(most()).isEqualTo(4);
        assertThat(server.half()).isEqualTo(OptionalInt.of(2));
    }

    @Test
    void withoutNamedPipesTheNumberIsFixed() throws Exception {
        Command command = command("make");
        JobServers servers = servers(4, "make", "", Path.of("/proc"));
        JobServer server = servers.open(command, directory.resolve("nowhere/pipe"), 2, JobCap.NONE);
        assertThat(run(server, command, count -> {}).succeeded()).isTrue();
        assertThat(most()).isEqualTo(2);
    }

    @Test
    void aPathWithSpacesIsOpenedByTheLauncherScript() throws Exception {
        Path blanks = Files.createDirectory(directory.resolve("a b")).resolve("jobs.fifo");
        Command command = command("make");
        assertThat(run(
                                servers(3, "make", "", Path.of("/proc")).open(command, blanks, 3, JobCap.NONE),
                                command,
                                count -> {})
                        .succeeded())
                .isTrue();
        assertThat(most()).isEqualTo(3);
    }
}
