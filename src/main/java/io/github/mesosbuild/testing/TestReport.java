package io.github.mesosbuild.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the release's own tests went.
 *
 * @param release its name
 * @param results one for each test, in the order of the programs and of the lists in them
 * @param elapsed from the start of the first process to the end of the last
 * @param file the JUnit XML report
 */
public record TestReport(String release, List<TestResult> results, Duration elapsed, Path file) {
    public TestReport {
        results = List.copyOf(results);
    }

    /** The results with this verdict. */
    public List<TestResult> with(TestVerdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).toList();
    }

    /** The number of results with this verdict. */
    public int count(TestVerdict verdict) {
        return with(verdict).size();
    }

    /** Whether any test failed for good. */
    public boolean failed() {
        return count(TestVerdict.FAILED) > 0;
    }
}
