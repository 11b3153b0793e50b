package io.github.mesosbuild.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What make leaves or prints about tests. */
class MakeResultsTest {
    @TempDir
    Path directory;

    private Path tree;
    private Path log;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectories(directory.resolve("tree"));
        log = directory.resolve("check.log");
    }

    private List<String> read() throws IOException {
        return MakeResults.read(tree, log).stream()
                .map(result -> result.verdict() + " " + result.test().fullName())
                .toList();
    }

    private void printed(String text) throws IOException {
        Files.writeString(log, text.replace("TREE", tree.toRealPath().toString()));
    }

    /** The layout of DejaGnu 1.6.3. */
    @Test
    void dejaGnusSummaryIsRead() throws Exception {
        Path suite = Files.createDirectories(tree.resolve("testsuite"));
        Files.writeString(suite.resolve("sample.sum"), """
                Test run by root on Mon Jan  1 00:00:00 2024
                Native configuration is x86_64-pc-linux-gnu

                \t\t=== sample tests ===

                Schedule of variations:
                    unix

                Running target unix
                Running /src/testsuite/sample.call/call.exp ...
                PASS: sample.call/a.c -O0 (test for excess errors)
                FAIL: sample.call/a.c -O0 execution test
                XFAIL: known
                KFAIL: known too
                Running /src/testsuite/sample.go/go.exp ...
                XPASS: better
                KPASS: better too
                UNRESOLVED: unclear
                UNTESTED: none
                UNSUPPORTED: not here
                ERROR: tcl error sourcing go.exp

                \t\t=== sample Summary ===

                # of expected passes\t\t1
                """);
        Files.writeString(suite.resolve("sample.log"), """
                PASS: sample.call/a.c -O0 (test for excess errors)
                spawn ./a.exe
                expected 7, got 8
                FAIL: sample.call/a.c -O0 execution test
                """);
        Files.writeString(tree.resolve("go.sum"), "example.com/m v1.0.0 h1:abc=\n");

        assertThat(read())
                .containsExactly(
                        "PASSED sample.call/call.exp.sample.call/a.c -O0 (test for excess errors)",
                        "FAILED sample.call/call.exp.sample.call/a.c -O0 execution test",
                        "SKIPPED sample.call/call.exp.known",
                        "SKIPPED sample.call/call.exp.known too",
                        "FAILED sample.go/go.exp.better",
                        "FAILED sample.go/go.exp.better too",
                        "FAILED sample.go/go.exp.unclear",
                        "SKIPPED sample.go/go.exp.none",
                        "SKIPPED sample.go/go.exp.not here",
                        "FAILED sample.go/go.exp.tcl error sourcing go.exp");
        assertThat(MakeResults.read(tree, log).get(1).failures().get(0).output())
                .isEqualTo("spawn ./a.exe\nexpected 7, got 8");

        MakeResults.forget(tree);
        assertThat(read()).isEmpty();
        assertThat(tree.resolve("go.sum")).exists();
    }

    /** The output of Automake 1.16 with serial-tests, in two directories. */
    @Test
    void automakesSerialSummaryIsRead() throws Exception {
        printed("""
                Making check in lib
                make[1]: Entering directory 'TREE/lib'
                make[2]: Entering directory 'TREE/lib'
                PASS: inner
                PASS: one.sh
                SKIP: two.sh
                =============
                1 test passed
                (1 test was not run)
                =============
                make[2]: Leaving directory 'TREE/lib'
                make[1]: Leaving directory 'TREE/lib'
                make[1]: Entering directory 'TREE'
                XFAIL: three
                XPASS: four
                FAIL: five
                ================================================================
                2 of 3 tests did not behave as expected (1 unexpected pass)
                Please report to bugs@example.org
                ================================================================
                make[1]: *** [Makefile:300: check-TESTS] Error 1
                make[1]: Leaving directory 'TREE'
                """);
        assertThat(read())
                .containsExactly(
                        "PASSED lib.one.sh",
                        "SKIPPED lib.two.sh",
                        "SKIPPED tests.three",
                        "FAILED tests.four",
                        "FAILED tests.five");
    }

    @ParameterizedTest
    @CsvSource({
        "All 2 tests passed",
        "All 2 tests behaved as expected (1 expected failure)",
        "All 2 tests behaved as expected (2 expected failures)",
        "1 of 2 tests failed",
        "2 of 2 tests did not behave as expected (2 unexpected passes)"
    })
    void everySummaryCounts(String summary) throws Exception {
        printed("PASS: a\nPASS: b\n" + "=".repeat(summary.length()) + "\n" + summary + "\n"
                + "=".repeat(summary.length()) + "\n");
        assertThat(read()).hasSize(2);
    }

    @Test
    void linesWithoutASummaryAreNoResults() throws Exception {
        printed("PASS: a\nAll tests passed\n=====\n# TOTAL: 1\n");
        assertThat(read()).isEmpty();
    }

    /** The layout of Meson 1.0.1. */
    @Test
    void mesonsLogIsRead() throws Exception {
        printed("");
        Path logs = Files.createDirectories(tree.resolve("ninja/meson-logs"));
        Files.writeString(logs.resolve("testlog.json"), """
                {"name": "a", "stdout": "1\\n2\\n", "result": "OK", "duration": 1.5, "returncode": 0, "env": {"A": "b"}, "command": ["/a"]}
                {"name": "b c", "stdout": "one", "stderr": "two", "result": "FAIL", "duration": 0.25, "returncode": 1}
                {"name": "d", "result": "SKIP", "returncode": 77}
                {"name": "e", "result": "EXPECTEDFAIL"}
                {"name": "f", "result": "UNEXPECTEDPASS"}
                {"name": "g", "result": "TIMEOUT"}
                {"name": "h", "result": "ERROR"}
                {"result": "OK"}
                {"name": "cut", "resu
                """);
        assertThat(read())
                .containsExactly(
                        "PASSED meson.a",
                        "FAILED meson.b c",
                        "SKIPPED meson.d",
                        "SKIPPED meson.e",
                        "FAILED meson.f",
                        "FAILED meson.g",
                        "FAILED meson.h");
        List<TestResult> results = MakeResults.read(tree, log);
        assertThat(results.get(0).time()).isEqualTo(Duration.ofMillis(1500));
        assertThat(results.get(1).failures())
                .containsExactly(new FailedRun(
                        "The test failed (FAIL).", "one\ntwo", logs.resolve("testlog.txt"), Duration.ofMillis(250)));
        MakeResults.forget(tree);
        assertThat(read()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            make: Nothing to be done for 'check'.                         | make has nothing to do for the target 'check'.
            ~# make check~Making check in src~make[1]: Nothing to be done for 'check'.~make[1]: Leaving directory '/b/src' | make has nothing to do for the target 'check'.
            WARNING: could not find 'runtest'~make[1]: Nothing to be done for 'check-am'. | DejaGnu is not installed, so 'make check' ran none of its tests.
            WARNING: could not find `runtest'                             | DejaGnu is not installed, so 'make check' ran none of its tests.
            else echo "WARNING: could not find 'runtest'" 1>&2; :;\\  | 'make check' succeeded, but left no results of Automake, DejaGnu or Meson.
            ./own-tests~make[1]: Nothing to be done for 'check-am'.       | 'make check' succeeded, but left no results of Automake, DejaGnu or Meson.
            """)
    void theReasonForNoResultsIsNamed(String output, String reason) throws Exception {
        printed(output.replace('~', '\n') + "\n");
        assertThat(MakeResults.whyNone("check", log)).startsWith(reason);
    }
}
