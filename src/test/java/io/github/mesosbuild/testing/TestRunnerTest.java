package io.github.mesosbuild.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** Runs {@link ScriptedTests}. */
class TestRunnerTest {
    @TempDir
    Path directory;

    private final Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Duration.ofMillis(200));
    private final List<TestProgress> heard = new ArrayList<>();
    private Path tests;
    private TestOptions options;
    private TestSurroundings surroundings;
    private List<Exclusion> exclusions = List.of();
    private List<KnownFlaky> flaky = List.of();
    private Optional<String> user = ScriptedTests.SELF;
    private String path = System.getenv("PATH");

    @BeforeEach
    void program() throws IOException {
        Path program = Files.createDirectories(directory.resolve("tree/src")).resolve("unit-tests");
        ScriptedTests.write(program);
        tests = Files.createDirectories(directory.resolve("tree/src/unit-tests.d"));
        options = options(TestSelection.ALL, 1, 30);
        surroundings = TestSurroundings.scratch(directory.resolve("source"));
    }

    private TestOptions options(TestSelection selection, int reruns, int seconds) {
        return new TestOptions(
                selection, true, Duration.ofSeconds(seconds), reruns, 0, false, user, directory.resolve("reports"));
    }

    private void list(String... lines) throws IOException {
        Files.writeString(tests.resolve("list"), String.join("\n", lines) + "\n");
    }

    private void behaviour(String test, String script) throws IOException {
        Files.writeString(tests.resolve(test), script + "\n");
    }

    private TestReport run() throws Exception {
        TestRequest request = new TestRequest(
                "sample 1.0.0",
                directory,
                directory.resolve("tree"),
                List.of("src/unit-tests"),
                surroundings,
                Map.of("PATH", path),
                exclusions,
                flaky,
                List.of(),
                2,
                Duration.ofSeconds(60),
                directory.resolve("scratch"),
                directory.resolve("logs"),
                directory.resolve("times.properties"),
                options);
        return new TestRunner(supervisor, System::nanoTime, () -> 0.1).run(request, heard::add);
    }

    private static Map<String, TestVerdict> verdicts(TestReport report) {
        Map<String, TestVerdict> verdicts = new TreeMap<>();
        report.results().forEach(result -> verdicts.put(result.test().fullName(), result.verdict()));
        return verdicts;
    }

    private static TestResult of(TestReport report, String name) {
        return report.results().stream()
                .filter(result -> result.test().fullName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> runs() throws IOException {
        return Files.readAllLines(tests.resolve("runs"));
    }

    private Element xml(TestReport report) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.file().toFile())
                .getDocumentElement();
    }

    @Test
    void everyTestHasOneResultInTheOrderOfTheList() throws Exception {
        list(
                "A warning that is no test",
                "FlagsTest.",
                "  Load",
                "  DISABLED_Slow",
                "SlaveRecoveryTest/0.  # TypeParam = mesos::Containerizer",
                "  Reconnect",
                "Uri/FetcherTest.",
                "  Bad/0  # GetParam() = \"a b\"",
                "  Bad/1  # GetParam() = 4-byte object <00-00 00-00>");
        behaviour(
                "FlagsTest.Load",
                "verdict='  FAILED  ' message='a.cc:7&#x0A;Expected: 1'; echo 'a.cc:7: Failure'; printf 'no line end'");
        TestReport report = run();
        assertThat(report.results())
                .extracting(result -> result.test().fullName())
                .containsExactly(
                        "FlagsTest.Load",
                        "FlagsTest.DISABLED_Slow",
                        "SlaveRecoveryTest/0.Reconnect",
                        "Uri/FetcherTest.Bad/0",
                        "Uri/FetcherTest.Bad/1");
        assertThat(verdicts(report)).containsEntry("FlagsTest.Load", TestVerdict.FAILED);
        assertThat(verdicts(report)).containsEntry("FlagsTest.DISABLED_Slow", TestVerdict.SKIPPED);
        assertThat(report.count(TestVerdict.PASSED)).isEqualTo(3);
        TestResult failed = of(report, "FlagsTest.Load");
        assertThat(failed.failures()).hasSize(2);
        assertThat(failed.failures().get(0).message()).isEqualTo("a.cc:7\nExpected: 1");
        assertThat(failed.failures().get(0).output()).isEqualTo("a.cc:7: Failure\nno line end");
        assertThat(failed.time()).isEqualTo(Duration.ofMillis(7));
        assertThat(heard).last().satisfies(progress -> {
            assertThat(progress.total()).isEqualTo(4);
            assertThat(progress.done()).isEqualTo(4);
        });

        Element suite = xml(report);
        assertThat(suite.getAttribute("name")).isEqualTo("sample 1.0.0");
        assertThat(suite.getAttribute("tests")).isEqualTo("5");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("rerunFailure").getLength()).isEqualTo(1);
        Element skipped = (Element) suite.getElementsByTagName("skipped").item(0);
        assertThat(skipped.getAttribute("message")).isEqualTo("The release disables this test by its name.");
    }

    @Test
    void eachShardHasItsOwnDirectory() throws Exception {
        list("A.", "  One", "  Two");
        behaviour("A.One", "[ -z \"$(ls)\" ] && [ \"$PWD\" != / ] && touch mine || verdict='  FAILED  '");
        assertThat(run().failed()).isFalse();
        assertThat(directory.resolve("scratch").toFile().list()).doesNotContain("1");
    }

    @Test
    void aCrashFailsTheRunningTestAndTheRestOfTheShardRuns() throws Exception {
        list("A.", "  One", "  Two", "  Three", "  Four");
        behaviour("A.Two", "kill -SEGV $$");
        TestReport report = run();
        assertThat(verdicts(report))
                .isEqualTo(Map.of(
                        "A.One", TestVerdict.PASSED,
                        "A.Two", TestVerdict.FAILED,
                        "A.Three", TestVerdict.PASSED,
                        "A.Four", TestVerdict.PASSED));
        assertThat(of(report, "A.Two").failures().get(0).message())
                .isEqualTo("The program was killed by signal 11 (SIGSEGV) in this test.");
        assertThat(runs()).last().as("run again alone").isEqualTo("A.Two");
    }

    @Test
    void aFailureAfterTheLastTestIsReported() throws Exception {
        list("A.", "  One");
        behaviour("end", "kill -ABRT $$");
        TestReport report = run();
        assertThat(verdicts(report))
                .containsEntry("A.One", TestVerdict.PASSED)
                .containsEntry("Program.unit-tests-1", TestVerdict.FAILED);
        assertThat(of(report, "Program.unit-tests-1").failures().get(0).message())
                .isEqualTo("The program was killed by signal 6 (SIGABRT) after its last test.");

        behaviour("end", "failed=3");
        assertThat(run().failed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    kill -SEGV $$                      | The program was killed by signal 11 (SIGSEGV) in this test.
                    verdict='  FAILED  ' message=wrong | wrong
                    exit 9                             | The program exited with status 9 in this test.
                    """)
    void aProgramThatFailedWithoutATestIsNotFlakyIfItFailsInATestTheNextTime(String script, String message)
            throws Exception {
        list("A.", "  One");
        behaviour("A.One", "[ -e $here/again ] && { " + script + "; }");
        behaviour("end", "[ -e $here/again ] || { touch $here/again; kill -ABRT $$; }");
        TestResult program = of(run(), "Program.unit-tests-1");
        assertThat(program.verdict()).isEqualTo(TestVerdict.FAILED);
        assertThat(program.failures()).extracting(FailedRun::message).endsWith(message);
    }

    @Test
    void aProgramThatFailsOutsideATestIsNotFlakyIfItsRerunReachesNoTest() throws Exception {
        list("A.", "  One");
        Files.writeString(
                directory.resolve("tree/src/unit-tests"),
                ScriptedTests.SCRIPT.replace("failed=0 cases=", "failed=0 cases=; [ ! -e $here/again ] || exit 9"));
        behaviour("end", "touch $here/again; kill -ABRT $$");
        TestResult program = of(run(), "Program.unit-tests-1");
        assertThat(program.verdict()).isEqualTo(TestVerdict.FAILED);
        assertThat(program.failures())
                .extracting(FailedRun::message)
                .endsWith("The test did not run. The program exited with status 9 between two tests.");
    }

    @Test
    void aProgramThatFailsOutsideATestIsFlakyIfItsRerunSucceeds() throws Exception {
        list("A.", "  One");
        behaviour("end", "[ -e $here/again ] || { touch $here/again; kill -ABRT $$; }");
        TestReport report = run();
        assertThat(verdicts(report))
                .isEqualTo(Map.of("A.One", TestVerdict.PASSED, "Program.unit-tests-1", TestVerdict.FLAKY));
    }

    @Test
    void aProgramThatReachesNoTestIsNotStartedForever() throws Exception {
        list("A.", "  One", "  Two");
        behaviour("left-out", "A.One");
        Files.writeString(
                directory.resolve("tree/src/unit-tests"), ScriptedTests.SCRIPT.replace("failed=0 cases=", "exit 9"));
        TestReport report = run();
        assertThat(report.count(TestVerdict.FAILED)).isEqualTo(2);
        assertThat(of(report, "A.Two").failures().get(0).message())
                .isEqualTo("The test did not run. The program exited with status 9 between two tests.");
        assertThat(directory.resolve("times.properties")).content().doesNotContain("A.Two");
    }

    @Test
    void aHangingTestIsStoppedAndItsStackIsKept() throws Exception {
        list("A.", "  One", "  Two");
        behaviour("A.One", "echo waiting; sleep 1000");
        Path gdb = Files.createDirectory(directory.resolve("bin")).resolve("gdb");
        Files.writeString(gdb, "#!/bin/sh\necho \"gdb $*\"\n");
        Files.setPosixFilePermissions(gdb, PosixFilePermissions.fromString("rwxr-xr-x"));
        path = gdb.getParent() + ":" + path;
        options = options(TestSelection.ALL, 0, 1);
        TestReport report = run();
        assertThat(verdicts(report)).isEqualTo(Map.of("A.One", TestVerdict.FAILED, "A.Two", TestVerdict.PASSED));
        FailedRun attempt = of(report, "A.One").failures().get(0);
        assertThat(attempt.message())
                .isEqualTo("The test was stopped because it ran for more than 1 s (mesos.test.timeoutSeconds).");
        assertThat(attempt.output())
                .startsWith("waiting\nStacks of its processes, from gdb:\nProcess ")
                .contains("sleep 1000")
                .containsPattern("Process \\d+: sleep 1000 \ngdb -nx -p \\d+ -batch -ex .* -ex thread apply all bt");
        assertThat(Files.readString(attempt.log())).contains("# Stacks of its processes");
    }

    @Test
    void withoutGdbProcShowsWhereAProcessIs() throws Exception {
        StackDump dump = new StackDump(supervisor, Map.of("PATH", "/nowhere"), Path.of("/proc"));
        assertThat(dump.of(List.of(ProcessHandle.current().pid())))
                .startsWith("Its processes, from /proc (install gdb")
                .contains("java", "thread ", "comm ");
    }

    @Test
    void aTestThatPassesWhenRerunIsFlakyAndItsFailureIsShown() throws Exception {
        list("A.", "  One", "  Two");
        behaviour("A.Two", "[ -e $here/again ] || { touch $here/again; verdict='  FAILED  ' message=once; }");
        TestReport report = run();
        assertThat(verdicts(report)).isEqualTo(Map.of("A.One", TestVerdict.PASSED, "A.Two", TestVerdict.FLAKY));
        assertThat(report.failed()).isFalse();
        assertThat(runs()).last().isEqualTo("A.Two");
        Element suite = xml(report);
        assertThat(suite.getAttribute("flakes")).isEqualTo("1");
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        Element flaky = (Element) suite.getElementsByTagName("flakyFailure").item(0);
        assertThat(flaky.getAttribute("message")).isEqualTo("once");
        assertThat(flaky.getElementsByTagName("stackTrace").getLength()).isEqualTo(1);
    }

    @Test
    void aKnownFlakyTestHasMoreRerunsAndIsStillReported() throws Exception {
        list("A.", "  One", "  Two");
        String twice = "n=$(cat $here/n 2>/dev/null); echo x$n >$here/n; [ ${#n} -ge 2 ] || verdict='  FAILED  '";
        behaviour("A.Two", twice);
        flaky = List.of(new KnownFlaky("A.T*", "2 of 40", "It waits too short."));
        TestResult result = of(run(), "A.Two");
        assertThat(result.verdict()).isEqualTo(TestVerdict.FLAKY);
        assertThat(result.message())
                .isEqualTo("This test is known to be flaky: it fails in 2 of 40 runs. It waits too short.");
        assertThat(result.failures()).hasSize(2);

        behaviour("A.Two", "verdict='  FAILED  '");
        assertThat(of(run(), "A.Two").verdict()).as("always").isEqualTo(TestVerdict.FAILED);
        Files.delete(tests.resolve("n"));
        behaviour("A.Two", twice);
        flaky = List.of();
        assertThat(of(run(), "A.Two").verdict()).as("not known").isEqualTo(TestVerdict.FAILED);
    }

    /** Runs a test that prints its directory and variables. */
    private String seen(Optional<String> place, Map<String, String> environment, String makefile) throws Exception {
        Files.createDirectories(directory.resolve("tree/data"));
        Files.writeString(directory.resolve("tree/src/Makefile"), makefile);
        list("A.", "  One");
        behaviour("A.One", "echo \"$PWD|$srcdir|$top_builddir|$ONE|$TWO|$SET\" >\"$here/seen\"");
        surroundings = new TestSurroundings(directory.resolve("source"), place, environment, Set.of("SET"));
        assertThat(verdicts(run())).containsExactly(Map.entry("A.One", TestVerdict.PASSED));
        return Files.readString(tests.resolve("seen"))
                .strip()
                .replace(directory.toRealPath().toString(), "")
                .replace(directory.toString(), "");
    }

    @Test
    void programsRunInTheDirectoryOfTheirMakefileAndFindTheSources() throws Exception {
        assertThat(seen(Optional.empty(), Map.of(), "all:\n")).isEqualTo("/tree/src|/source/src|/tree|||");
    }

    @Test
    void aPackageInThePackageHasItsOwnSources() throws Exception {
        assertThat(seen(Optional.empty(), Map.of(), "srcdir = ../../other\ntop_builddir = .\nall:\n"))
                .isEqualTo("/tree/src|/other|/tree/src|||");
    }

    @Test
    void programsGetTheVariablesOfTheMakeRuleAndThoseOfTheRecipe() throws Exception {
        assertThat(seen(Optional.of("data"), Map.of("TWO", "{srcdir}/data", "SET", "recipe"), """
                        AM_TESTS_ENVIRONMENT = ONE='a b'; export ONE; SET=make; export SET;
                        TESTS_ENVIRONMENT = TWO=make
                        """))
                .isEqualTo("/tree/data|/source/src|/tree|a b|/source/src/data|");
    }

    @Test
    void aTestsEnvironmentThatCannotBeEvaluatedIsLeftOut() throws Exception {
        assertThat(seen(Optional.empty(), Map.of(), "TESTS_ENVIRONMENT = ONE=1 no-such-program\n"))
                .isEqualTo("/tree/src|/source/src|/tree|||");
    }

    @Test
    void excludedTestsAreSkippedWithTheReason() throws Exception {
        list("A.", "  ROOT_Mount", "  Two");
        exclusions = List.of(new Exclusion("*ROOT_*", "it mounts."));
        TestReport report = run();
        assertThat(of(report, "A.ROOT_Mount").message()).isEqualTo("it mounts.");
        assertThat(runs()).containsExactly("A.Two");
    }

    @Test
    void aTestThatTheProgramDoesNotRunIsSkipped() throws Exception {
        list("A.", "  One", "  Two");
        behaviour("left-out", "A.One");
        assertThat(of(run(), "A.One").message()).isEqualTo("The program did not run this test.");
    }

    @Test
    void onlySelectedTestsAreRunAndReported() throws Exception {
        list("A.", "  One", "  Two", "B/0.", "  Three");
        options = options(new TestSelection(List.of("B/0", "A.T*", "!*.Three")), 1, 30);
        assertThat(verdicts(run())).containsOnlyKeys("A.Two");
        options = options(new TestSelection(List.of("!A.*")), 1, 30);
        assertThat(verdicts(run())).containsOnlyKeys("B/0.Three");
        options = options(new TestSelection(List.of("C.*")), 1, 30);
        Files.delete(run().file().getParent().resolve("TEST-sample-1.0.0.xml"));
        TestReport none = run();
        assertThat(none.results()).isEmpty();
        assertThat(none.file()).doesNotExist();
    }

    @Test
    void aMissingProgramOrOneThatListsNoTestsIsAFailure() throws Exception {
        list("oops");
        behaviour("list-status", "3");
        assertThat(of(run(), "Program.unit-tests").failures().get(0).message())
                .isEqualTo("src/unit-tests --gtest_list_tests exited with status 3.");
        Files.delete(directory.resolve("tree/src/unit-tests"));
        assertThat(of(run(), "Program.unit-tests").failures().get(0).message())
                .isEqualTo("The test program " + directory.resolve("tree/src/unit-tests") + " does not exist.");
    }

    @Test
    void durationsAreKeptAndTheLongestTestRunsFirst() throws Exception {
        list("A.", "  One", "  Two", "  Three");
        run();
        Path times = directory.resolve("times.properties");
        assertThat(times).content().contains("src/unit-tests\\ A.Two=7");
        Files.writeString(times, Files.readString(times).replace("A.Two=7", "A.Two=9000"));
        Files.delete(tests.resolve("runs"));
        run();
        assertThat(runs()).containsExactlyInAnyOrder("A.Two", "A.One:A.Three");
    }

    @Test
    void anInterruptLeavesNoProcess() throws Exception {
        list("A.", "  One", "  Two");
        behaviour("A.One", "echo $$ >$here/pid; sleep 1000");
        Thread thread = new Thread(() -> {
            try {
                run();
            } catch (Exception e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        Path pid = tests.resolve("pid");
        while (!Files.exists(pid) || Files.size(pid) == 0) {
            Thread.sleep(10);
        }
        thread.interrupt();
        thread.join();
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())))
                .isEmpty();
    }

    @Test
    void automakesResultsAreRead() throws Exception {
        Path tree = Files.createDirectories(directory.resolve("automake/tests"));
        for (String verdict : List.of("PASS", "FAIL", "XFAIL", "XPASS", "SKIP", "ERROR")) {
            Files.writeString(
                    tree.resolve(verdict.toLowerCase(java.util.Locale.ROOT) + ".trs"),
                    ":test-result: " + verdict + "\n:global-test-result: " + verdict + "\n:recheck: no\n");
        }
        Files.writeString(tree.resolve("tap.trs"), ":test-result: PASS 1 - first\n:test-result: FAIL 2 - second\n");
        Files.writeString(tree.resolve("fail.log"), "expected 1\n");
        Map<String, TestVerdict> verdicts = new TreeMap<>();
        List<TestResult> results = AutomakeTests.read(directory.resolve("automake"));
        results.forEach(result -> verdicts.put(result.test().fullName(), result.verdict()));
        assertThat(verdicts)
                .containsEntry("tests.pass", TestVerdict.PASSED)
                .containsEntry("tests.fail", TestVerdict.FAILED)
                .containsEntry("tests.xfail", TestVerdict.SKIPPED)
                .containsEntry("tests.xpass", TestVerdict.FAILED)
                .containsEntry("tests.skip", TestVerdict.SKIPPED)
                .containsEntry("tests.error", TestVerdict.FAILED)
                .containsEntry("tap.1 - first", TestVerdict.PASSED)
                .containsEntry("tap.2 - second", TestVerdict.FAILED);
        assertThat(results)
                .filteredOn(result -> result.test().name().equals("fail"))
                .allSatisfy(
                        result -> assertThat(result.failures().get(0).output()).isEqualTo("expected 1"));
        AutomakeTests.forget(directory.resolve("automake"));
        try (Stream<Path> left = Files.list(tree)) {
            assertThat(left).isEmpty();
        }
    }
}
