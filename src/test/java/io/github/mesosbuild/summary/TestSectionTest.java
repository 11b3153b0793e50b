package io.github.mesosbuild.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.QuirkBuilder;
import io.github.mesosbuild.testing.TestCase;
import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.testing.TestResult;
import io.github.mesosbuild.testing.TestVerdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestSectionTest {
    private static final Quirk DOCKER = quirk("docker", "No Docker.", "*DOCKER*");
    private static final Quirk ROOT = quirk("root", "No root.", "*ROOT_*");

    private static final TestReport REPORT = new TestReport(
            "sample 1.0.0",
            List.of(
                    skipped("ROOT_DOCKER_One", "No Docker."),
                    skipped("DOCKER_Two", "No Docker."),
                    skipped("Three", "DISABLED_"),
                    new TestResult(
                            new TestCase("tests", "A", "Four"), TestVerdict.PASSED, Duration.ZERO, "", List.of())),
            Duration.ofMillis(7),
            Path.of("/report.xml"));

    private static Quirk quirk(String name, String because, String pattern) {
        return QuirkBuilder.quirk(name, because).excludedTests(pattern).build();
    }

    private static TestResult skipped(String name, String because) {
        return TestResult.skipped(new TestCase("tests", "A", name), because);
    }

    @Test
    void testsThatAQuirkLeavesOutAreCountedByItsReason() {
        assertThat(TestSection.leftOut(DOCKER, REPORT)).containsEntry("tests", 2L);
        assertThat(TestSection.leftOut(ROOT, REPORT)).containsEntry("tests", 0L).containsEntry("because", "No root.");
        assertThat(TestSection.totals(REPORT, List.of(DOCKER, ROOT)))
                .containsEntry("leftOut", 2L)
                .containsEntry("skipped", 1L)
                .containsEntry("passed", 1);
    }

    @Test
    void quirksWithTheSameReasonAreOneGroupWithOneCount() {
        List<Quirk> quirks = List.of(
                quirk("docker", "No Docker.", "*DOCKER*"),
                ROOT,
                quirk("containers", "No Docker.", "*Container*"),
                quirk("again", "No Docker.", "*DOCKER*"));
        Events events = Events.of().run(1000, "first").step(1000, "check", "started");
        quirks.forEach(quirk -> events.event("left-out", 1001, TestSection.leftOut(quirk)));
        events.event("tests", 1002, TestSection.totals(REPORT, quirks));
        quirks.forEach(quirk -> events.event("left-out-tests", 1002, TestSection.leftOut(quirk, REPORT)));
        assertThat(TestSection.values(events.time()).orElseThrow())
                .containsEntry("leftOut", 2L)
                .containsEntry(
                        "leftOutBecause",
                        List.of(
                                Map.of(
                                        "names",
                                        List.of("*DOCKER*", "*Container*"),
                                        "tests",
                                        2L,
                                        "because",
                                        "No Docker."),
                                Map.of("names", List.of("*ROOT_*"), "tests", 0L, "because", "No root.")));
    }
}
