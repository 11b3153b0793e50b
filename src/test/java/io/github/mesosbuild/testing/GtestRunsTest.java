package io.github.mesosbuild.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that make started with a filter that matches no test. */
class GtestRunsTest {
    @TempDir
    Path directory;

    private final List<TestResult> made = new ArrayList<>();
    private Path tree;
    private Path reports;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectories(directory.resolve("tree"));
        Files.createDirectories(tree.resolve("src"));
        reports = Files.createDirectories(directory.resolve("reports"));
    }

    private void harness(String name, String log) throws IOException {
        made.add(TestResult.passed(new TestCase("src", "src", name), Duration.ZERO));
        Path program = Files.writeString(tree.resolve("src").resolve(name), "");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(tree.resolve("src").resolve(name + ".log"), log);
    }

    private void report(String name) throws IOException {
        Files.createFile(reports.resolve(name + ".xml"));
    }

    private GtestRuns runs() throws IOException {
        return GtestRuns.of(tree, reports, List.of("src/listed-test"), made);
    }

    @Test
    void everyProgramHasItsPlace() throws Exception {
        String note = "Note: Google Test filter = -*\n[  PASSED  ] 0 tests.\n";
        harness("listed-test", note);
        report("listed-test");
        harness("unlisted-test", note);
        report("lt-unlisted-test");
        harness("plain", "one more\n");
        harness("script.sh", note);
        GtestRuns runs = runs();
        assertThat(runs.unlisted()).containsExactly("src/unlisted-test");
        assertThat(runs.unknown()).containsExactly("src/script.sh");
        assertThat(runs.others()).extracting(result -> result.test().name()).containsExactly("plain", "script.sh");
        assertThat(runs.others())
                .extracting(TestResult::verdict)
                .containsExactly(TestVerdict.PASSED, TestVerdict.SKIPPED);
        assertThat(runs.others().get(1).message())
                .isEqualTo(
                        "make ran this googletest program without its tests, because the recipe does not list it under"
                                + " build.test.programs.");
    }

    @Test
    void aProgramThatARuleRunsIsNamed() throws Exception {
        report("listed-test");
        report("hidden");
        GtestRuns runs = runs();
        assertThat(runs.unlisted()).isEmpty();
        assertThat(runs.unknown()).containsExactly("hidden");
        assertThat(runs.others()).extracting(result -> result.test().fullName()).containsExactly("make.hidden");
    }

    @Test
    void aSecondProgramOfTheSameNameIsNamed() throws Exception {
        report("listed-test");
        report("listed-test_1");
        assertThat(runs().unknown()).containsExactly("listed-test");
    }

    @Test
    void listedProgramsAndOtherTestsNeedNoName() throws Exception {
        report("listed-test");
        made.add(TestResult.passed(new TestCase("src", "tap.sh", "1 - first"), Duration.ZERO));
        GtestRuns runs = runs();
        assertThat(runs.unlisted()).isEmpty();
        assertThat(runs.unknown()).isEmpty();
        assertThat(runs.others()).isEqualTo(made);
    }
}
