package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.OutputListener;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.steps.log.FirstError;
import io.github.mesosbuild.testing.Exclusion;
import io.github.mesosbuild.testing.KnownFlaky;
import io.github.mesosbuild.testing.TestOptions;
import io.github.mesosbuild.testing.TestRequest;
import io.github.mesosbuild.testing.TestRunner;
import io.github.mesosbuild.testing.TestSelection;
import io.github.mesosbuild.testing.TestSurroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of two directories with Makefiles like those of Automake, run by make. */
class MakeCheckTest {
    private static final String TOP = """
            check:
            \t$(MAKE) $(AM_MAKEFLAGS) -C one check
            \t$(MAKE) $(AM_MAKEFLAGS) -C two check
            """;

    /** As the parallel harness: a .trs and a .log without the extension, from a list that can be overridden. */
    private static final String PARALLEL = """
            TESTS = %s
            TEST_EXTENSIONS = .sh
            check: check-TESTS
            check-TESTS:
            \t@failed=0; for test in $(TESTS); do base=$${test%%.sh}; \\
            \tif sh ./$$test >$$base.log 2>&1; then verdict=PASS; else verdict=FAIL; failed=1; fi; \\
            \techo ":test-result: $$verdict" >$$base.trs; echo "$$verdict: $$base"; done; exit $$failed
            """;

    private static final String SERIAL = """
            TESTS = %s
            check: check-TESTS
            check-TESTS: $(TESTS)
            \t@n=0; failed=0; for test in $(TESTS); do n=`expr $$n + 1`; \\
            \tif sh ./$$test; then echo "PASS: $$test"; else echo "FAIL: $$test"; failed=`expr $$failed + 1`; fi; done; \\
            \techo ====; if test $$failed = 0; then echo "All $$n tests passed"; \\
            \telse echo "$$failed of $$n tests failed"; fi; echo ====; test $$failed = 0
            """;

    @TempDir
    Path directory;

    private final Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Duration.ofMillis(200));
    private final Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C");
    private final List<String> logs = new ArrayList<>();
    private List<Exclusion> exclusions = List.of();
    private List<KnownFlaky> flaky = List.of();
    private List<String> patterns = List.of();
    private int reruns = 1;
    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectories(directory.resolve("tree"));
        Files.writeString(tree.resolve("Makefile"), TOP);
        directory("one", PARALLEL, "good.sh plain");
        directory("two", PARALLEL, "last.sh");
    }

    /** Makes scripts that pass, and count their runs. */
    private void directory(String name, String makefile, String tests) throws IOException {
        Path place = Files.createDirectories(tree.resolve(name));
        Files.writeString(place.resolve("Makefile"), makefile.formatted(tests));
        for (String test : tests.split(" ")) {
            script(name + "/" + test, "");
        }
    }

    private void script(String name, String end) throws IOException {
        Files.writeString(tree.resolve(name), "echo " + name + " >>" + directory.resolve("ran") + "\n" + end);
    }

    private List<String> ran() throws IOException {
        Path ran = directory.resolve("ran");
        return Files.exists(ran) ? Files.readAllLines(ran) : List.of();
    }

    private MakeCheck check() {
        TestOptions options = new TestOptions(
                new TestSelection(patterns),
                true,
                Duration.ofSeconds(30),
                reruns,
                0,
                false,
                Optional.empty(),
                directory.resolve("reports"));
        TestRequest request = new TestRequest(
                "sample 1.0.0",
                directory,
                tree,
                List.of(),
                TestSurroundings.scratch(directory),
                environment,
                exclusions,
                flaky,
                List.of(),
                2,
                Duration.ofSeconds(60),
                directory.resolve("scratch"),
                directory.resolve("logs"),
                directory.resolve("times.properties"),
                options);
        TestRunner runner = new TestRunner(supervisor, System::nanoTime, () -> 0.5);
        return new MakeCheck(runner, request, this::make, directory.resolve("check.log"));
    }

    private void make(Map<String, String> variables, List<String> arguments, Path log)
            throws BuildException, io.github.mesosbuild.process.ProcessException, InterruptedException {
        logs.add(log.getFileName().toString());
        List<String> argv = new ArrayList<>(List.of("make", "-j2"));
        argv.addAll(arguments);
        argv.add("check");
        Outcome outcome = supervisor.run(
                new Command("check", argv, tree, variables, log, Duration.ofSeconds(60), Duration.ZERO),
                OutputListener.NONE);
        if (!outcome.succeeded()) {
            throw BuildFailures.step(
                    Step.CHECK, Outcome.End.EXITED, Optional.of(BuildFailures.error(FirstError.Kind.TEST_FAILED)));
        }
    }

    private List<String> results(MakeCheck.Result result) {
        return result.results().stream()
                .map(one -> one.verdict() + " " + one.test().fullName())
                .toList();
    }

    @Test
    void everyTestRunsOnceWithoutAList() throws Exception {
        MakeCheck.Result result = check().run(environment);
        assertThat(results(result)).containsExactly("PASSED one.good", "PASSED one.plain", "PASSED two.last");
        assertThat(result.failure()).isEmpty();
        assertThat(ran()).containsExactly("one/good.sh", "one/plain", "two/last.sh");
        assertThat(directory.resolve("scratch")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"one.good", "*.good", "one.g??d"})
    void excludedTestsAreLeftOut(String pattern) throws Exception {
        script("one/good.sh", "exit 1\n");
        exclusions = List.of(new Exclusion(pattern, "it needs a terminal."));
        MakeCheck.Result result = check().run(environment);
        assertThat(results(result)).containsExactly("SKIPPED one.good", "PASSED one.plain", "PASSED two.last");
        assertThat(result.results().get(0).message()).isEqualTo("it needs a terminal.");
        assertThat(result.failure()).isEmpty();
        assertThat(ran()).containsExactly("one/plain", "two/last.sh");
    }

    @Test
    void excludedTestsAreLeftOutAlsoIfMakefilesOfAnotherKindCallThoseOfAutomake() throws Exception {
        Files.writeString(
                tree.resolve("Makefile"), "check:\n\t$(MAKE) -C one check TESTS_ARE=here\n\tcd two && make check\n");
        exclusions = List.of(new Exclusion("one.good", "it needs a terminal."), new Exclusion("two.*", "it is slow."));
        MakeCheck.Result result = check().run(environment);
        assertThat(results(result)).containsExactly("SKIPPED one.good", "SKIPPED two.last", "PASSED one.plain");
        assertThat(ran()).containsExactly("one/plain");
    }

    @Test
    void makefilesOfTheUserAreStillRead() throws Exception {
        Path own = Files.writeString(directory.resolve("own.mk"), "export OWN = own\n");
        script("one/plain", "test \"$OWN\" = own\n");
        exclusions = List.of(new Exclusion("one.good", "it needs a terminal."));
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("MAKEFILES", own.toString());
        assertThat(check().run(variables).failure()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            two.last        | two/last.sh
            last            | two/last.sh
            one             | one/good.sh one/plain
            !plain          | one/good.sh two/last.sh
            last.2 - second | two/last.sh
            !one            | two/last.sh
            """)
    void selectedTestsRunAlone(String pattern, String expected) throws Exception {
        patterns = List.of(pattern);
        check().run(environment);
        assertThat(ran()).containsExactly(expected.split(" "));
    }

    @Test
    void aTestThatPassesWhenItIsRerunIsFlakyAndTheRestRuns() throws Exception {
        script("one/good.sh", "echo first; test `grep -c good " + directory.resolve("ran") + "` = 2\n");
        MakeCheck.Result result = check().run(environment);
        assertThat(results(result)).containsExactly("FLAKY one.good", "PASSED one.plain", "PASSED two.last");
        assertThat(result.results().get(0).failures()).hasSize(1);
        assertThat(result.results().get(0).failures().get(0).output()).isEqualTo("first");
        assertThat(result.failure()).isEmpty();
        assertThat(ran()).containsExactly("one/good.sh", "one/plain", "one/good.sh", "two/last.sh");
        assertThat(logs).containsExactly("check.log", "check-rerun-1.log", "check-rest-2.log");
    }

    @Test
    void aTestThatIsKnownToBeFlakyIsRerunMoreOften() throws Exception {
        script("one/good.sh", "test `grep -c good " + directory.resolve("ran") + "` = 5\n");
        flaky = List.of(new KnownFlaky("one.good", "1 of 9", "It waits."));
        MakeCheck.Result result = check().run(environment);
        assertThat(results(result)).startsWith("FLAKY one.good");
        assertThat(result.results().get(0).message())
                .isEqualTo("This test is known to be flaky: it fails in 1 of 9 runs. It waits.");
    }

    @Test
    void aTestThatFailsAgainHasFailed() throws Exception {
        script("one/good.sh", "exit 1\n");
        MakeCheck.Result result = check().run(environment);
        assertThat(results(result)).containsExactly("FAILED one.good", "PASSED one.plain");
        assertThat(result.results().get(0).failures()).hasSize(2);
        assertThat(result.byTests()).isTrue();
        assertThat(ran()).containsExactly("one/good.sh", "one/plain", "one/good.sh");
    }

    @Test
    void aFailureThatMakeCannotRunAloneIsMarked() throws Exception {
        Files.writeString(tree.resolve("Makefile"), TOP + "\techo :test-result: FAIL >two/own.trs; exit 1\n");
        MakeCheck.Result result = check().run(environment);
        assertThat(result.results())
                .filteredOn(one -> one.test().name().equals("own"))
                .allSatisfy(one -> assertThat(one.test().program()).isEmpty())
                .hasSize(1);
        assertThat(result.byTests()).isTrue();
    }

    @Test
    void nothingIsRerunIfTheUserSaysSo() throws Exception {
        reruns = 0;
        script("one/good.sh", "exit 1\n");
        assertThat(check().run(environment).byTests()).isTrue();
        assertThat(ran()).containsExactly("one/good.sh", "one/plain");
    }

    @Test
    void theSerialHarnessObeysToo() throws Exception {
        directory("one", SERIAL, "good.sh plain");
        directory("two", SERIAL, "last.sh shaky.sh");
        script("one/good.sh", "exit 1\n");
        script("two/shaky.sh", "test `grep -c shaky " + directory.resolve("ran") + "` = 2\n");
        exclusions = List.of(new Exclusion("one.good.sh", "it needs a terminal."));
        MakeCheck.Result result = check().run(environment);
        assertThat(results(result))
                .containsExactly("SKIPPED one.good.sh", "PASSED one.plain", "PASSED two.last.sh", "FLAKY two.shaky.sh");
        assertThat(result.failure()).isEmpty();
    }
}
