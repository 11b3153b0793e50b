package io.github.mesosbuild.testing;

import java.time.Duration;
import java.util.ArrayList;
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

    /** Returns the same result of a test by another name. */
    public TestResult of(TestCase other) {
        return new TestResult(other, verdict, time, message, failures);
    }

    /** Returns the result of the same test after it passed in a rerun. */
    public TestResult flaky(String about) {
        return new TestResult(test, TestVerdict.FLAKY, time, about, failures);
    }

    /** Returns the result of the same test after it failed in a rerun, too. */
    public TestResult failedAgain(List<TestResult> rerun) {
        List<FailedRun> all = new ArrayList<>(failures);
        rerun.stream().filter(result -> result.test().equals(test)).forEach(result -> all.addAll(result.failures()));
        return new TestResult(test, TestVerdict.FAILED, time, message, all);
    }

    /** Returns the result of a test that did not run. */
    public static TestResult skipped(TestCase test, String because) {
        return new TestResult(test, TestVerdict.SKIPPED, Duration.ZERO, because, List.of());
    }

    static TestResult failed(TestCase test, FailedRun attempt) {
        return new TestResult(test, TestVerdict.FAILED, attempt.time(), "", List.of(attempt));
    }
}
