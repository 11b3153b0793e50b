package io.github.mesosbuild.steps.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.mesosbuild.steps.log.FirstError.Kind;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildLogTest {
    @TempDir
    Path directory;

    private static FirstError first(String... lines) {
        return BuildLog.firstError(List.of(lines)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "configure.ac:7: installing 'build-aux/install-sh'",
                "checking for error_at_line... yes",
                "checking if compiler needs -Werror to reject unknown flags... no",
                "checking whether cannot create symbolic links... No such file or directory",
                "src/error_tests.cpp:3:7: warning: unused variable 'error' [-Wunused-variable]",
                "In file included from error.cpp:1:",
                "error.h:3:5: note: declared here",
                "Makefile.am:157: warning: source file '$(STOUT)/tests/error_tests.cpp' is in a subdirectory,",
                "g++ -Wall -Werror -c -o error.o error.cpp",
                "  CXX      error.o",
                "make[1]: Entering directory '/build/error: 1'",
                "make: [Makefile:4: clean] Error 1 (ignored)",
                "make: *** Waiting for unfinished jobs....",
                "configure: WARNING: unrecognized options: --disable-error",
                "/usr/bin/ld: warning: libz.so.1, needed by libx.so, not found (try using -rpath)",
                "[ RUN      ] ErrorTest.Failed",
                "XFAIL: error-test",
                "# FAIL:  0",
                "PASS: fatal-errors.sh",
                " 3/12 wrong OK              0.01s",
                "12/12 FAIL                  0.01s"
            })
    void linesThatOnlyLookLikeErrorsAreIgnored(String line) {
        assertThat(BuildLog.firstError(List.of("g++ -c -o a.o a.cpp", line, "done")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        " 2/12 wrong    FAIL            0.03s   exit status 1, FAIL: wrong, wrong",
        "12/12 libx:a b / c d TIMEOUT  30.02s   killed by signal 15 SIGTERM, TIMEOUT: libx:a b / c d, libx:a b / c d",
        "1/1 x  UNEXPECTEDPASS  0.03 s, UNEXPECTEDPASS: x, x"
    })
    void aFailedTestOfMesonIsTheFirstError(String line, String message, String test) {
        assertThat(BuildLog.firstError(List.of(
                        "meson test -C ninja",
                        " 1/12 good     OK              0.03s",
                        line,
                        "Fail:               1",
                        "make: *** [Makefile:3: check] Error 1")))
                .hasValueSatisfying(error -> {
                    assertThat(error.kind()).isEqualTo(FirstError.Kind.TEST_FAILED);
                    assertThat(error.message()).isEqualTo(message);
                    assertThat(error.hint()).contains(test);
                });
    }

    @Test
    void aLongLineOfBlanksIsReadInOnePass() {
        String line = "1/1 a" + " ".repeat(100_000);
        assertThat(assertTimeoutPreemptively(
                        Duration.ofSeconds(10),
                        () -> BuildLog.firstError(
                                List.of(line + "b", line.repeat(3), "1/1 a" + " FAIL 1".repeat(20_000)))))
                .isEmpty();
    }

    /** Messages of tools that are not on every machine, from their sources and manuals. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "main.o: In function `main': main.c:(.text+0x5): undefined reference to `grow'|UNKNOWN|",
                "main.c:(.text+0x5): undefined reference to `grow'|UNDEFINED_SYMBOL|grow",
                "main.o:main.c:(.text+0x5): undefined reference to `grow'|UNDEFINED_SYMBOL|grow",
                "libmeadow.a(grass.o): undefined reference to `grow'|UNDEFINED_SYMBOL|grow",
                "/usr/bin/ld: cannot find -lmeadow|MISSING_LIBRARY|-lmeadow",
                "ld: library not found for -lmeadow|MISSING_LIBRARY|-lmeadow",
                "libtool: link: cannot find the library `../libmeadow.la'|MISSING_LIBRARY|../libmeadow.la",
                "/usr/bin/ld: skipping incompatible libz.so when searching for -lz|LINK|",
                "g++: internal compiler error: Killed (program cc1plus)|KILLED|",
                "cc1plus: out of memory allocating 65536 bytes after a total of 3219456 bytes|KILLED|",
                "collect2: fatal error: ld terminated with signal 9 [Killed]|KILLED|",
                "/bin/sh: fork: Cannot allocate memory|KILLED|",
                "cp: error writing 'x': Disk quota exceeded|NO_SPACE|",
                "orchard.proto:5:3: \"Apple\" is not defined.|COMPILE|",
                "orchard.proto: File not found.|COMPILE|",
                "grammar.yy:3.1-5: error: syntax error, unexpected identifier|COMPILE|",
                "clang: error: no such file or directory: 'tree.cpp'|COMPILE|tree.cpp",
                "configure.ac:9: error: possibly undefined macro: AC_PROG_LIBTOOL|CONFIGURE|",
                "config.status: error: cannot find input file: `Makefile.in'|CONFIGURE|",
                "checking for gcc... configure: error: no acceptable cc found in $PATH|CONFIGURE|",
                "WARNING: `aclocal-1.10' is missing on your system.  You should only need it if|AUTOMAKE_RERUN|aclocal-1.10",
                "make[2]: gperf: Command not found|COMMAND_MISSING|gperf",
                "make: execvp: gperf: No such file or directory|COMMAND_MISSING|gperf",
                "/bin/sh: gperf: not found|COMMAND_MISSING|gperf",
                "sh: gperf: command not found|COMMAND_MISSING|gperf",
                "./gen.py: /usr/bin/python2: bad interpreter: No such file or directory|COMMAND_MISSING|/usr/bin/python2",
                "mkdir: cannot create directory `/opt/x': Permission denied|PERMISSION|/opt/x",
                "mkdir: cannot create directory '/usr/x': Read-only file system|PERMISSION|/usr/x",
                "/usr/bin/ld: cannot open output file orchard: Permission denied|PERMISSION|orchard",
                "Exception in thread \"main\" java.lang.NoClassDefFoundError: org/Meadow|JAVA|",
            })
    void messagesOfOtherToolVersionsAreRecognised(String line, Kind kind, String hint) {
        FirstError error = first("sh ./recipe.sh", line, "make[1]: *** [all-am] Error 1", "make: *** [all] Error 2");
        assertThat(error.kind()).isEqualTo(kind);
        assertThat(error.hint()).isEqualTo(Optional.ofNullable(hint));
        assertThat(error.target()).contains("all-am");
    }

    @Test
    void messagesOfOldMakeVersionsAreRecognised() {
        FirstError error = first("make[1]: *** No rule to make target `fence.c', needed by `fence.o'.  Stop.");
        assertThat(error.kind()).isEqualTo(Kind.NO_RULE);
        assertThat(error.hint()).contains("fence.c");
        assertThat(first("make: *** [fence.o] Segmentation fault (core dumped)").target())
                .contains("fence.o");
    }

    @Test
    void aSilentlyKilledRecipeIsReportedAsKilled() {
        assertThat(first("protoc --cpp_out=. orchard.proto", "make: *** [Makefile:3: orchard.pb.cc] Killed")
                        .kind())
                .isEqualTo(Kind.KILLED);
        assertThat(first("sh long.sh", "make: *** [Makefile:3: x] Error 137").kind())
                .isEqualTo(Kind.KILLED);
    }

    @Test
    void aFullDiskExplainsErrorsOfConfigure() {
        FirstError error = first(
                "checking whether the C compiler works... no",
                "./configure: line 3712: echo: write error: No space left on device",
                "configure: error: C compiler cannot create executables");
        assertThat(error.kind()).isEqualTo(Kind.NO_SPACE);
    }

    @Test
    void aFailedOptionalPartIsShownIfNothingElseFailed() {
        FirstError error = first(
                "make -C opt || true",
                "make[1]: Entering directory '/build/opt'",
                "g++ -c extra.cpp",
                "extra.cpp:1:9: error: 'y' was not declared in this scope",
                "make[1]: *** [Makefile:2: all] Error 1",
                "make[1]: Leaving directory '/build/opt'",
                "make[1]: Entering directory '/build/core'",
                "make[1]: Leaving directory '/build/core'");
        assertThat(error.file()).contains("extra.cpp");
        assertThat(error.directory()).contains("/build/opt");
    }

    @Test
    void anErrorOfAnotherJobIsNotMistakenForThatOfTheFirstFailedTarget() {
        FirstError error = first(
                "g++ -c -o bar.o bar.cpp",
                "g++ -o orchard main.o",
                "main.c:(.text+0x5): undefined reference to `grow'",
                "bar.cpp:1:1: error: of another job",
                "make: *** [Makefile:5: orchard] Error 1",
                "make: *** [Makefile:9: bar.o] Error 1");
        assertThat(error.kind()).isEqualTo(Kind.UNDEFINED_SYMBOL);
        assertThat(error.command()).contains("g++ -o orchard main.o");
    }

    @Test
    void anIgnoredErrorIsNotTheReasonOfALaterSilentFailure() {
        FirstError error = first(
                "g++ -o probe probe.cpp",
                "probe.cpp:1:21: error: 'missing' was not declared in this scope",
                "make: [Makefile:3: probe] Error 1 (ignored)",
                "sh ./grow.sh",
                "make: *** [Makefile:5: crop] Error 3");
        assertThat(error.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(error.command()).contains("sh ./grow.sh");
    }

    @Test
    void aFailedOptionalPartIsNotTheReasonOfALaterSilentFailure() {
        FirstError error = first(
                "make[1]: Entering directory '/build/opt'",
                "extra.cpp:1:9: error: 'y' was not declared in this scope",
                "make[1]: *** [Makefile:2: all] Error 1",
                "make[1]: Leaving directory '/build/opt'",
                "make[1]: Entering directory '/build/core'",
                "sh ./grow.sh",
                "make[1]: *** [Makefile:7: crop] Error 3",
                "make: *** [Makefile:3: all] Error 2");
        assertThat(error.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(error.target()).contains("crop");
    }

    @Test
    void withKeepGoingTheFirstFailureIsReported() {
        FirstError error = first(
                "make[1]: Entering directory '/build/a'",
                "a.c:1:1: error: first",
                "make[1]: *** [Makefile:2: a.o] Error 1",
                "make[1]: Leaving directory '/build/a'",
                "make[1]: Entering directory '/build/b'",
                "b.c:1:1: error: second",
                "make[1]: *** [Makefile:2: b.o] Error 1",
                "make[1]: Leaving directory '/build/b'",
                "make: Target 'all' not remade because of errors.");
        assertThat(error.file()).contains("a.c");
    }

    /** Merges the lines of several jobs in random order, as with make -j. The lines of one job stay in order. */
    @Test
    void withManyJobsTheErrorAndItsCommandBelongToTheFirstFailedTarget() {
        for (long seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int jobs = 2 + random.nextInt(7);
            int failing = random.nextInt(jobs);
            int alsoFailing = random.nextBoolean() ? random.nextInt(jobs) : failing;
            List<Deque<String>> output = IntStream.range(0, jobs)
                    .mapToObj(job -> job(job, job == failing || job == alsoFailing, random))
                    .collect(Collectors.toCollection(ArrayList::new));
            List<String> log = new ArrayList<>();
            boolean stopped = false;
            while (!stopped) {
                Deque<String> job = output.get(random.nextInt(jobs));
                if (job.isEmpty()) {
                    continue;
                }
                log.add(job.remove());
                stopped = log.get(log.size() - 1).endsWith("Error 1");
            }
            int stopping = Integer.parseInt(log.get(log.size() - 1).replaceAll(".*unit(\\d+)\\.lo.*", "$1"));
            output.forEach(log::addAll);
            log.add("make: *** [Makefile:390: all-recursive] Error 1");

            FirstError error = BuildLog.firstError(log).orElseThrow();
            assertThat(error.target()).as("seed %d", seed).contains("libx_la-unit" + stopping + ".lo");
            assertThat(error.message()).as("seed %d", seed).isEqualTo("first of unit " + stopping);
            assertThat(error.command().orElseThrow())
                    .as("seed %d", seed)
                    .startsWith("g++ ")
                    .contains("-c ../src/unit" + stopping + ".cpp");
        }
    }

    private static Deque<String> job(int job, boolean fails, Random random) {
        Deque<String> lines = new ArrayDeque<>();
        String source = "../src/unit" + job + ".cpp";
        lines.add("/bin/bash ../libtool --tag=CXX --mode=compile g++ -Wall -c -o libx_la-unit" + job
                + ".lo `test -f 'unit" + job + ".cpp' || echo '../src/'`unit" + job + ".cpp");
        lines.add("libtool: compile:  g++ -Wall -c " + source + "  -fPIC -DPIC -o .libs/libx_la-unit" + job + ".o");
        for (int i = random.nextInt(4); i > 0; i--) {
            lines.add(source + ":" + i + ":3: warning: unused variable 'error' [-Wunused-variable]");
        }
        if (fails) {
            lines.add(source + ": In function 'int main()':");
            lines.add(source + ":9:3: error: first of unit " + job);
            lines.add("    9 |   error: fatal error: x");
            lines.add(source + ":12:3: error: second of unit " + job);
            lines.add("make[1]: *** [Makefile:470: libx_la-unit" + job + ".lo] Error 1");
        } else {
            lines.add("mv -f .deps/libx_la-unit" + job + ".Tpo .deps/libx_la-unit" + job + ".Plo");
        }
        return lines;
    }

    @Test
    void aCommandThatSilentRulesShortenedIsReplacedByAMakeThatPrintsIt() {
        FirstError error = first(
                "make[1]: Entering directory '/build'",
                "make[2]: Entering directory '/build/my src'",
                "  CC       deflate.o",
                "deflate.c:7:3: error: unknown type name 'Bytes'",
                "make[2]: *** [Makefile:100: deflate.o] Error 1",
                "make[2]: *** Waiting for unfinished jobs....",
                "make[1]: Leaving directory '/other'",
                "make[2]: Leaving directory '/build/my src'",
                "make[1]: *** [Makefile:20: all-recursive] Error 1",
                "make[1]: Leaving directory '/build'",
                "make: *** [Makefile:10: all] Error 2");
        assertThat(error.command()).contains("make -C '/build/my src' V=1 deflate.o");
        assertThat(error.directory()).isEmpty();
        assertThat(error.message()).contains("unknown type name");
        assertThat(first("  CCLD     tool", "ld: cannot find -lz", "make: *** [Makefile:3: tool] Error 1")
                        .command())
                .contains("make V=1 tool");
        assertThat(first("gcc -c -o a.o a.c", "a.c:1:1: error: wrong", "make: *** [Makefile:3: a.o] Error 1")
                        .command())
                .contains("gcc -c -o a.o a.c");
    }

    @Test
    void anErrorAtTheStartOfALongLogIsFound() {
        List<String> start = List.of("g++ -c -o a.o a.cpp", "a.cpp:1:2: error: early");
        Iterable<String> lines = () -> Stream.of(
                        start.stream(),
                        IntStream.range(0, 30_000).mapToObj(i -> "x" + i % 400 + ".cpp:" + i + ":1: error: again"),
                        Stream.of("make: *** [Makefile:1: a.o] Error 1"))
                .flatMap(part -> part)
                .iterator();
        assertThat(BuildLog.firstError(lines).orElseThrow().target()).contains("a.o");
        Iterable<String> withoutMake =
                () -> Stream.concat(start.stream(), IntStream.range(0, 50_000).mapToObj(i -> "line " + i))
                        .iterator();
        assertThat(BuildLog.firstError(withoutMake).orElseThrow().message()).isEqualTo("early");
    }

    @Test
    void aLineOfManyMegabytesIsCut() throws Exception {
        Path log = directory.resolve("long.log");
        Files.writeString(log, "x".repeat(20_000_000) + "\na.c:1:1: error: after it\n");
        FirstError error = BuildLog.firstError(log).orElseThrow();
        assertThat(error.message()).isEqualTo("after it");
        assertThat(error.context()).allMatch(line -> line.length() < 3000);
    }

    @Test
    void theTailHasTheLastLinesWhateverTheirLength() throws Exception {
        Path log = directory.resolve("tail.log");
        List<String> all = IntStream.range(0, 3000)
                .mapToObj(i -> i + " " + "y".repeat(i % 1500))
                .toList();
        Files.write(log, all);
        assertThat(BuildLog.tail(log, 40)).isEqualTo(all.subList(2960, 3000));
        assertThat(BuildLog.tail(log, 5000)).isEqualTo(all);
        Files.writeString(log, "one\n\u001B[1mtwo\u001B[m");
        assertThat(BuildLog.tail(log, 1)).containsExactly("two");
        Files.writeString(log, "");
        assertThat(BuildLog.tail(log, 3)).isEmpty();
    }

    @Test
    void aMissingLogIsAnError() {
        assertThatThrownBy(() -> BuildLog.firstError(directory.resolve("none.log")))
                .isInstanceOf(NoSuchFileException.class);
    }
}
