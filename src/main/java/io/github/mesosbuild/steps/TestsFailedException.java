package io.github.mesosbuild.steps;

import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.testing.TestVerdict;

/** Some of the release's own tests failed, and did so again when they were run again. */
public final class TestsFailedException extends BuildException {
    private static final long serialVersionUID = 1L;

    private final transient TestReport report;

    TestsFailedException(TestReport report) {
        super(report.count(TestVerdict.FAILED) + " of " + report.results().size() + " tests of " + report.release()
                + " failed.");
        this.report = report;
    }

    /** How all tests went. */
    public TestReport report() {
        return report;
    }
}
