package io.github.mesosbuild.report;

import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.steps.TestsFailedException;
import io.github.mesosbuild.testing.FailedRun;
import io.github.mesosbuild.testing.TestProgress;
import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.testing.TestResult;
import io.github.mesosbuild.testing.TestVerdict;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.ShellWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Progress and results of the release's own tests, as shown to the user. */
final class TestSummary {
    private static final int MOST_TESTS = 10;
    private static final int FIRST_LINES = 6;

    /** What googletest appends to the place of a failure in its output. */
    private static final String PLACE = ": Failure";

    /** What to try with tests that pass alone; {@code build.jobs.test} of the recipe makes it permanent. */
    static final String ONE_AT_A_TIME =
            "To run the tests one at a time, in case they disturb each other: -Dmesos.jobs=1";

    private TestSummary() {}

    static String line(TestProgress progress) {
        return "Check: " + progress.done() + "/" + progress.total() + " tests, " + progress.failed()
                + " failed so far, "
                + Quantities.count(progress.shards(), "shard") + ", "
                + Quantities.duration(progress.elapsed());
    }

    /** {@code 412 tests: 405 passed, 5 skipped, 1 flaky, 1 failed}. */
    static String line(TestReport report) {
        StringBuilder line = new StringBuilder(Quantities.count(report.results().size(), "test") + ": "
                + report.count(TestVerdict.PASSED) + " passed");
        for (TestVerdict verdict : List.of(TestVerdict.SKIPPED, TestVerdict.FLAKY, TestVerdict.FAILED)) {
            if (report.count(verdict) > 0) {
                line.append(", ")
                        .append(report.count(verdict))
                        .append(' ')
                        .append(verdict.name().toLowerCase(java.util.Locale.ROOT));
            }
        }
        return line.toString();
    }

    static List<String> flaky(TestReport report) {
        List<String> lines = new ArrayList<>();
        for (TestResult result : report.with(TestVerdict.FLAKY)) {
            FailedRun first = result.failures().get(0);
            lines.add("Flaky: " + result.test().fullName() + " failed, then passed when it was run again (log: "
                    + first.log() + ")"
                    + (result.message().isEmpty() ? "" : ". " + result.message()));
        }
        return lines;
    }

    /** Returns the failed tests with the first lines of their output. */
    static List<String> failures(TestReport report) {
        List<TestResult> failed = report.with(TestVerdict.FAILED);
        List<String> lines = new ArrayList<>();
        for (TestResult result : failed.subList(0, Math.min(MOST_TESTS, failed.size()))) {
            FailedRun first = result.failures().get(0);
            lines.add("Failed: " + result.test().fullName());
            firstLines(first).forEach(line -> lines.add("    " + line));
            lines.add("    Log: " + first.log());
        }
        if (failed.size() > MOST_TESTS) {
            lines.add("and " + (failed.size() - MOST_TESTS) + " more");
        }
        return lines;
    }

    /** The output repeats the message, whose place it marks with {@code : Failure}. */
    private static List<String> firstLines(FailedRun run) {
        Set<String> lines = new LinkedHashSet<>();
        (run.message() + "\n" + run.output())
                .lines()
                .filter(line -> !line.isBlank())
                .filter(line ->
                        !line.endsWith(PLACE) || !lines.contains(line.substring(0, line.length() - PLACE.length())))
                .forEachOrdered(lines::add);
        return lines.stream().limit(FIRST_LINES).toList();
    }

    static ExplainedFailure explain(TestsFailedException failure) {
        return explain(failure.getMessage(), failure.report(), failure.mayHaveDisturbed());
    }

    static ExplainedFailure explain(String sentence, TestReport report, boolean disturbed) {
        TestResult first = report.with(TestVerdict.FAILED).get(0);
        boolean alone =
                !first.test().program().isEmpty() && !first.test().suite().equals("Program");
        return new ExplainedFailure(
                sentence,
                String.join("\n", failures(report)) + "\nReport: " + report.file(),
                (alone
                                ? "To run only this test: "
                                        + ShellWords.quoted(
                                                "-Dmesos.test=" + first.test().fullName()) + "\n"
                                : "")
                        + (disturbed ? ONE_AT_A_TIME + "\n" : "")
                        + "To continue despite failures: -Dmesos.test.failureIgnore=true\n"
                        + "To install without running the release's own tests: -DskipTests");
    }

    static String confined(String user, boolean ownTmp) {
        return "The tests run as " + user + (ownTmp ? ", with a private /tmp" : ", with the shared /tmp");
    }

    static String left(List<Path> files) {
        return "These files appeared in /tmp during the tests and were not removed: "
                + files.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    static String untested(TestReport report, String because) {
        return "No tests of " + report.release() + " were found. " + because;
    }

    static String alsoRun(List<String> programs) {
        return "Also running googletest programs that the recipe does not list: " + String.join(", ", programs);
    }

    static String notRun(List<String> programs) {
        return "No tests ran of googletest programs that the recipe does not list: " + String.join(", ", programs)
                + ". List them under build.test.programs.";
    }
}
