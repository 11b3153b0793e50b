package io.github.mesosbuild.steps;

import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.testing.TestVerdict;

/** Thrown if some of the release's own tests failed, and failed again when they were rerun. */
public final class TestsFailedException extends BuildException {
    private static final long serialVersionUID = 1L;

    private final transient TestReport report;

    TestsFailedException(TestReport report) {
        super(report.count(TestVerdict.FAILED) + " of " + report.results().size() + " tests of " + report.release()
                + " failed.");
        this.report = report;
    }

    /** Returns the results of all tests. */
    public TestReport report() {
        return report;
    }
}
