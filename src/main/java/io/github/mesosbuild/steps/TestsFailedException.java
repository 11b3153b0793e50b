package io.github.mesosbuild.steps;

import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.testing.TestVerdict;

/** Thrown if some of the release's own tests failed, and failed again when they were rerun. */
public final class TestsFailedException extends BuildException {
    private static final long serialVersionUID = 1L;

    private final transient TestReport report;
    private final boolean together;

    /** @param together whether make ran several tests at once */
    TestsFailedException(TestReport report, boolean together) {
        super(report.count(TestVerdict.FAILED) + " of " + report.results().size() + " tests of " + report.release()
                + " failed.");
        this.report = report;
        this.together = together;
    }

    /** Returns whether a test failed while make ran others, and was not run alone afterwards. */
    public boolean mayHaveDisturbed() {
        return together
                && report.with(TestVerdict.FAILED).stream()
                        .anyMatch(result -> result.failures().size() == 1);
    }

    /** Returns the results of all tests. */
    public TestReport report() {
        return report;
    }
}
