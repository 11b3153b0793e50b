package io.github.mesosbuild.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The results of the release's own tests.
 *
 * @param release the name of the release
 * @param results the result of each test, in the order of the programs and of their lists
 * @param elapsed the time from the start of the first process to the end of the last one
 * @param file the JUnit XML report
 */
public record TestReport(String release, List<TestResult> results, Duration elapsed, Path file) {
    public TestReport {
        results = List.copyOf(results);
    }

    /** Returns the results with the given verdict. */
    public List<TestResult> with(TestVerdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).toList();
    }

    /** Returns the number of results with the given verdict. */
    public int count(TestVerdict verdict) {
        return with(verdict).size();
    }

    /** Returns whether any test failed, even when it was rerun. */
    public boolean failed() {
        return count(TestVerdict.FAILED) > 0;
    }
}
