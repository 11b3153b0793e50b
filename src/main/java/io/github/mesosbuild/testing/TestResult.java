package io.github.mesosbuild.testing;

import java.time.Duration;
import java.util.List;

/**
 * The result of one test.
 *
 * @param test the test
 * @param verdict the verdict
 * @param time the duration of the last run
 * @param message why the test was skipped, or what the recipe says about a flaky one; otherwise empty
 * @param failures the failed runs, the first one first
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
