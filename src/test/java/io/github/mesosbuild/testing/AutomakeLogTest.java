package io.github.mesosbuild.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutomakeLogTest {
    @TempDir
    Path directory;

    private Path log(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name + ".log"), text);
    }

    private Path result(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name + ".trs"), text);
    }

    @Test
    void theReasonOfASkippedTestIsItsLastLine() throws IOException {
        log(
                "root",
                "root.sh: setting up\nroot.sh: skipped test: must be run as root\n\nSKIP root.sh (exit status: 77)\n");
        result("root", ":test-result: SKIP\n");
        log("silent", "SKIP silent.sh (exit status: 77)\n");
        result("silent", ":test-result: SKIP\n");

        assertThat(AutomakeTests.read(directory))
                .extracting(TestResult::message)
                .containsExactly(
                        "The test skipped itself (SKIP): root.sh: skipped test: must be run as root",
                        "The test skipped itself (SKIP).");
    }

    @Test
    void theReasonOfATapTestIsThatOfItsDirective() throws IOException {
        log("tap", "1..2\nok 1 - one\nok 2 - two # SKIP no valgrind\n");
        result("tap", ":test-result: PASS 1 - one\n:test-result: SKIP 2 - two # SKIP no valgrind\n");

        List<TestResult> results = AutomakeTests.read(directory);

        assertThat(results).extracting(result -> result.test().name()).containsExactly("1 - one", "2 - two");
        assertThat(results.get(1).message()).isEqualTo("The test skipped itself (SKIP): no valgrind");
    }

    @Test
    void theTimeOfATestIsFromItsLogToItsResult() throws IOException {
        Path log = log("slow", "at work\n");
        BasicFileAttributes attributes = Files.readAttributes(log, BasicFileAttributes.class);
        Files.setLastModifiedTime(
                log, FileTime.from(attributes.creationTime().toInstant().plusSeconds(2)));
        Assumptions.assumeTrue(
                Files.readAttributes(log, BasicFileAttributes.class)
                        .creationTime()
                        .equals(attributes.creationTime()),
                "this system does not know when a file was created");
        Path result = result("slow", ":test-result: FAIL 1 - a\n:test-result: PASS 2 - b\n");
        Files.setLastModifiedTime(
                result, FileTime.from(attributes.creationTime().toInstant().plusSeconds(3)));

        List<TestResult> results = AutomakeTests.read(directory);

        assertThat(results).extracting(TestResult::time).containsExactly(Duration.ofSeconds(3), Duration.ZERO);
        assertThat(results.get(0).failures().get(0).time()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void theLogOfAnEarlierRunIsForgotten() throws IOException {
        Path log = log("old", "old\n");
        Path other = log("other", "of no test\n");
        result("old", ":test-result: PASS\n");
        AutomakeTests.forget(directory);
        assertThat(log).doesNotExist();
        assertThat(other).exists();
    }
}
