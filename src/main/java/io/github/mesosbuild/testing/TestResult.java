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
public record TestResult(TestCase test, Verdict verdict, Duration time, String message, List<Attempt> failures) {
    public TestResult {
        failures = List.copyOf(failures);
    }

    static TestResult passed(TestCase test, Duration time) {
        return new TestResult(test, Verdict.PASSED, time, "", List.of());
    }

    static TestResult skipped(TestCase test, String because) {
        return new TestResult(test, Verdict.SKIPPED, Duration.ZERO, because, List.of());
    }

    static TestResult failed(TestCase test, Attempt attempt) {
        return new TestResult(test, Verdict.FAILED, attempt.time(), "", List.of(attempt));
    }
}
