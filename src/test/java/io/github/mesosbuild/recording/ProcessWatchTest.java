package io.github.mesosbuild.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.jobs.JobCount;
import io.github.mesosbuild.jobs.JobLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessWatchTest {
    private static final long ROOT = 100;

    /** The system started at the time 0, so that a tick is ten milliseconds of the clock. */
    private long now = 100_000;

    /** The processor time of the thread. */
    private long spent;

    @TempDir
    Path directory;

    private Path proc;
    private Path tree;
    private Recording recording;
    private ProcessWatch watch;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }
    };

    @BeforeEach
    void watchAMake() throws IOException {
        proc = Files.createDirectories(directory.resolve("proc"));
        tree = Files.createDirectories(directory.resolve("build")).toRealPath();
        Files.createDirectories(tree.resolve("src"));
        Files.writeString(proc.resolve("uptime"), "100.00 150.00\n");
        recording =
                new Recording(directory.resolve("recording.jsonl"), proc, clock, () -> spent, text -> text, warning -> {
                    throw new AssertionError(warning);
                });
        recording.step("make", "started", Map.of());
        watch = recording.watch("make", tree, true);
        process(1, 0, 0, "init", "/sbin/init");
        process(ROOT, 1, 9_990, "make", "make -j2");
    }

    @AfterEach
    void close() {
        recording.close();
    }

    private void process(long pid, long parent, long start, String name, String line) throws IOException {
        Path files = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(files.resolve("cmdline"), line.replace(' ', '\0') + "\0");
        Files.deleteIfExists(files.resolve("cwd"));
        Files.createSymbolicLink(files.resolve("cwd"), tree.resolve("src"));
        usage(pid, parent, start, name, 0, 0);
    }

    private void usage(long pid, long parent, long start, String name, int ticks, long kibibytes) throws IOException {
        Path files = proc.resolve(Long.toString(pid));
        Files.writeString(
                files.resolve("stat"),
                pid + " (" + name + ") S " + parent + " 1 1 0 -1 0 0 0 0 0 " + ticks + " 0 0 0 20 0 1 0 " + start
                        + " 0 " + kibibytes / 4 + " 0\n");
        Files.writeString(files.resolve("status"), "Name:\t" + name + "\nVmHWM:\t  " + kibibytes + " kB\n");
    }

    private void end(long pid) throws IOException {
        Trees.delete(proc.resolve(Long.toString(pid)));
    }

    private void look() {
        watch.look(ROOT);
        now += 100;
    }

    private List<Event> events(String kind) throws IOException {
        recording.close();
        return EventFile.read(recording.path()).stream()
                .filter(event -> event.kind().equals(kind))
                .toList();
    }

    private List<String> commands() throws IOException {
        watch.close();
        return events(ProcessWatch.BEGIN).stream()
                .map(event ->
                        event.text("kind").orElse("") + " " + event.text("what").orElse(""))
                .toList();
    }

    @Test
    void aCompilationIsRecordedFromItsStartToWhenItWasLastSeen() throws IOException {
        look();
        process(101, ROOT, 10_004, "sh", "/bin/sh -c g++");
        process(102, 101, 10_005, "g++", "g++ -c -o a.o a.cpp");
        process(103, 102, 10_006, "cc1plus", "cc1plus a.cpp -o /tmp/a.s");
        look();
        usage(103, 102, 10_006, "cc1plus", 30, 50_000);
        look();
        end(103);
        process(104, 102, 10_028, "as", "as -o a.o /tmp/a.s");
        usage(102, 101, 10_005, "g++", 40, 9_000);
        look();
        end(104);
        end(102);
        end(101);
        look();
        Event begin = events(ProcessWatch.BEGIN).get(0);
        assertThat(begin)
                .isEqualTo(new Event(
                        "begin",
                        100_050,
                        Map.of(
                                "step", "make",
                                "id", "102-10005",
                                "kind", "compile",
                                "what", "src/a.o",
                                "directory", "src",
                                "inputs", List.of())));
        assertThat(events(ProcessWatch.END))
                .containsExactly(new Event(
                        "end",
                        100_300,
                        Map.of("step", "make", "id", "102-10005", "memory", 50_000L << 10, "cpu", 0.4)));
        assertThat(commands()).hasSize(1);
    }

    @Test
    void throughCcacheAndLibtoolACompilationIsRecordedOnce() throws IOException {
        process(101, ROOT, 10_000, "bash", "/bin/bash ../libtool --mode=compile ccache g++ -c -o a.lo a.cpp");
        process(102, 101, 10_001, "ccache", "ccache g++ -c -o .libs/a.o a.cpp");
        process(103, 102, 10_002, "g++", "g++ -c -o .libs/a.o a.cpp");
        process(104, 103, 10_003, "cc1plus", "cc1plus a.cpp -o /tmp/a.s");
        look();
        look();
        look();
        assertThat(commands()).containsExactly("compile src/.libs/a.o");
    }

    @Test
    void aLinkOfLibtoolIsOneCommandWithItsInputs() throws IOException {
        process(101, ROOT, 10_000, "bash", "/bin/bash ../libtool --mode=link g++ -o cli main.o ../lib/liba.la");
        process(102, 101, 10_001, "g++", "g++ -o .libs/cli main.o ../lib/.libs/liba.so");
        process(103, 102, 10_002, "ld", "/usr/bin/ld -o .libs/cli main.o");
        look();
        assertThat(commands()).containsExactly("link src/cli");
        assertThat(events(ProcessWatch.BEGIN).get(0).texts("inputs")).containsExactly("src/main.o", "lib/liba.la");
    }

    @Test
    void aShellThatBecomesTheCommandIsSeenAtTheNextLook() throws IOException {
        look();
        process(101, ROOT, 10_002, "bash", "/bin/bash -c exec");
        look();
        process(101, ROOT, 10_002, "bash", "/bin/bash ./libtool --mode=link g++ -o cli main.o");
        look();
        assertThat(commands()).containsExactly("link src/cli");
        assertThat(events(ProcessWatch.BEGIN).get(0).at())
                .as("not before the last look")
                .isEqualTo(100_100);
    }

    @Test
    void aProcessThatChangesItsProgramLaterIsSeenByItsName() throws IOException {
        process(101, ROOT, 10_000, "sh", "/bin/sh -c wait");
        for (int i = 0; i < 5; i++) {
            look();
        }
        process(101, ROOT, 10_000, "gcc", "gcc -c a.c");
        look();
        assertThat(commands()).containsExactly("compile src/a.o");
    }

    @Test
    void processesOfOthersAreIgnoredUnlessTheyAreIncluded() throws IOException {
        process(90, 1, 9_000, "g++", "g++ -c -o other.o other.cpp");
        process(101, 1, 10_000, "g++", "g++ -c -o orphan.o orphan.cpp");
        look();
        watch.include(List.of(101L));
        look();
        assertThat(commands()).containsExactly("compile src/orphan.o");
    }

    @Test
    void aReusedProcessIdIsAnotherCommand() throws IOException {
        process(101, ROOT, 10_000, "gcc", "gcc -c a.c");
        look();
        process(101, ROOT, 10_015, "gcc", "gcc -c b.c");
        look();
        look();
        assertThat(commands()).containsExactly("compile src/a.o", "compile src/b.o");
    }

    @Test
    void aNameCannotForgeTheFieldsAfterIt() throws IOException {
        process(101, ROOT, 10_000, "x) S 1 (", "gcc -c a.c");
        look();
        assertThat(commands()).containsExactly("compile src/a.o");
    }

    @Test
    void filesOutsideTheTreeKeepTheirPath() throws IOException {
        process(101, ROOT, 10_000, "gcc", "gcc -c -o /elsewhere/a.o a.c");
        process(102, ROOT, 10_000, "gcc", "gcc -c -o ../b.o b.c");
        look();
        assertThat(commands()).containsExactly("compile /elsewhere/a.o", "compile b.o");
    }

    @Test
    void damagedFilesOfAProcessAreIgnored() throws IOException {
        for (String stat : List.of("", "101", "101 (gcc", "101 (gcc) S", "101 (gcc) S x y z")) {
            process(101, ROOT, 10_000, "gcc", "gcc -c a.c");
            Files.writeString(proc.resolve("101/stat"), stat);
            look();
        }
        Files.writeString(proc.resolve("uptime"), "unknown\n");
        assertThat(commands()).isEmpty();
    }

    @Test
    void withoutTheTimeOfTheSystemsStartACommandStartsWhenItIsSeen() throws IOException {
        Files.delete(proc.resolve("uptime"));
        watch = recording.watch("make", tree, true);
        look();
        process(101, ROOT, 10_005, "gcc", "gcc -c a.c");
        look();
        assertThat(commands()).hasSize(1);
        assertThat(events(ProcessWatch.BEGIN).get(0).at()).isEqualTo(100_100);
    }

    @Test
    void compilationsThatMakePrintedAndNobodySawAreCounted() throws IOException {
        List.of("a.lo", "b.lo", "b.lo", "tests/c.o").forEach(watch::announced);
        process(101, ROOT, 10_000, "g++", "g++ -c -o .libs/a.o a.cpp");
        process(102, ROOT, 10_000, "g++", "g++ -c -o a.o a.cpp");
        process(103, ROOT, 10_000, "g++", "g++ -c -o .libs/b.o b.cpp");
        look();
        watch.close();
        assertThat(events(ProcessWatch.UNSEEN))
                .extracting(event -> event.integer("count").orElseThrow())
                .containsExactly(2L);
    }

    @Test
    void theLoadIsRecordedEveryFewSeconds() throws IOException {
        JobCount count = new JobCount(1, OptionalInt.of(2), 4096, Optional.of(JobCount.Why.MEMORY));
        for (int i = 0; i < 10; i++) {
            watch.load(new JobLoad(count, OptionalLong.of(8192), OptionalDouble.of(1.5)));
            now += 400;
        }
        watch.load(new JobLoad(
                new JobCount(3, OptionalInt.empty(), 0, Optional.empty()),
                OptionalLong.empty(),
                OptionalDouble.empty()));
        assertThat(events(ProcessWatch.LOAD))
                .hasSize(2)
                .first()
                .satisfies(load -> assertThat(load.values())
                        .isEqualTo(Map.of(
                                "step", "make",
                                "running", 1L,
                                "allowed", 2L,
                                "memory", 4096L,
                                "available", 8192L,
                                "pressure", 1.5,
                                "why", "memory")));
    }

    @Test
    void aCommandThatRunsWhenTheBuildIsKilledHasAStart() throws IOException {
        process(101, ROOT, 10_000, "gcc", "gcc -c a.c");
        look();
        now += 1000;
        look();
        List<String> kinds = new ArrayList<>();
        EventFile.read(recording.path()).forEach(event -> kinds.add(event.kind()));
        assertThat(kinds).as("flushed by the next look").containsExactly("run", "step", "begin");
    }

    @Test
    void aBuildThatGetsNoTimeIsLookedAtEveryFiveSeconds() throws IOException {
        process(101, ROOT, 10_000, "gcc", "gcc -c a.c");
        watch = new ProcessWatch(
                "make",
                tree,
                true,
                new ProcessFiles(proc),
                clock,
                new LookBudget(() -> spent += 100_000_000),
                OptionalLong.of(now),
                recording);
        look();
        process(102, ROOT, 10_010, "gcc", "gcc -c b.c");
        for (int i = 0; i < 10; i++) {
            look();
        }
        end(102);
        process(103, ROOT, 10_110, "gcc", "gcc -c c.c");
        for (int i = 0; i < 50; i++) {
            look();
        }
        assertThat(commands())
                .as("b.c was compiled between two looks")
                .containsExactly("compile src/a.o", "compile src/c.o");
    }

    @Test
    void aCommandWithoutManyShortOnesIsLookedAtOnceASecond() throws IOException {
        watch = recording.watch("configure", tree, false);
        look();
        process(101, ROOT, 10_010, "gcc", "gcc -c a.c");
        for (int i = 0; i < 5; i++) {
            look();
        }
        end(101);
        process(102, ROOT, 10_060, "gcc", "gcc -c b.c");
        for (int i = 0; i < 10; i++) {
            look();
        }
        assertThat(commands()).containsExactly("compile src/b.o");
    }

    @Test
    void theTimeThatTheBuildGetsAllowsFurtherLooks() throws IOException {
        LookBudget budget = new LookBudget(() -> spent);
        budget.begin();
        spent = 35_000_000;
        budget.end(0);
        assertThat(budget.allows()).isFalse();
        budget.begin();
        budget.end(300);
        assertThat(budget.allows())
                .as("three seconds are worth nine milliseconds")
                .isTrue();
    }
}
