package io.github.mesosbuild.testing;

import java.time.Duration;
import java.util.List;

/**
 * How one test went.
 *
 * @param test which
 * @param verdict how
 * @param time how long its last run took
 * @param message why it was skipped, or what the recipe knows of a flaky one; otherwise empty
 * @param failures its runs that failed, the first one first
 */
public record TestResult(TestCase test, TestVerdict verdict, Duration time, String message, List<FailedRun> failures) {
    public TestResult {
        failures = List.copyOf(failures);
    }

    static TestResult passed(TestCase test, Duration time) {
        return new TestResult(test, TestVerdict.PASSED, time, "", List.of());
    }

    static TestResult skipped(TestCase test, String because) {
        return new TestResult(test, TestVerdict.SKIPPED, Duration.ZERO, because, List.of());
    }

    static TestResult failed(TestCase test, FailedRun attempt) {
        return new TestResult(test, TestVerdict.FAILED, attempt.time(), "", List.of(attempt));
    }
}
