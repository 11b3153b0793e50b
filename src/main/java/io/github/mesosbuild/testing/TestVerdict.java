package io.github.mesosbuild.testing;

/** The verdict on a test. */
public enum TestVerdict {
    PASSED,
    /** The test did not run, or its failure was expected; the message of the result has the reason. */
    SKIPPED,
    /** The test failed, then passed when it was rerun. */
    FLAKY,
    FAILED
}
