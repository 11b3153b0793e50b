package io.github.mesosbuild.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.page.ReportPage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StepSectionTest {
    /** A step that runs begin, one minute after the other, and that the last run leaves out. */
    private static Events checked(String... ends) {
        Events events = Events.of();
        double at = 1000;
        for (int run = 0; run < ends.length; run++) {
            events.run(at, ends[run]).step(at, "make", "reused").step(at, "check", "started");
            at += 60 * (run + 1);
            if (ends[run].equals("succeeded")) {
                events.step(at, "check", "finished");
            } else {
                events.event("load", at, Map.of("step", "check", "running", 1L, "memory", 0L));
            }
            at += 9000;
        }
        return events.run(at, "failed").step(at, "make", "started");
    }

    static Stream<Arguments> runs() {
        return Stream.of(
                Arguments.of(checked("failed"), "failed after 1 min in an earlier run", 1L),
                Arguments.of(checked("interrupted", "failed"), "3 min in 2 earlier runs, the last of which failed", 2L),
                Arguments.of(
                        checked("failed", "failed", "interrupted"),
                        "6 min in 3 earlier runs, the last of which was interrupted",
                        3L),
                Arguments.of(checked("succeeded", "failed"), "3 min in 2 earlier runs, the last of which failed", 2L),
                Arguments.of(checked("failed", "succeeded"), "ran in an earlier run", 2L));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("runs")
    void theTimeOfSeveralEarlierRunsIsNotThatOfTheLastOfThem(Events events, String result, long count)
            throws Exception {
        List<Map<String, Object>> steps = new StepSection(
                        events.time(), run -> run.head().text("run").orElseThrow(), Path.of("/report"))
                .values();
        assertThat(steps)
                .extracting(step -> step.get("earlierRuns"))
                .as("only of a step that the last run did not do")
                .containsExactly(null, null, null, count, null);
        String page = ReportPage.of(Documents.json(Json.report(Map.of("steps", steps))));
        assertThat(page).contains("<title>check: skipped; " + result + "</title>");
    }
}
