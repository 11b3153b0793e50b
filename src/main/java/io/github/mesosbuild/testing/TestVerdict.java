package io.github.mesosbuild.testing;

/** How a test went. */
public enum TestVerdict {
    PASSED,
    /** It was not run, or not to be judged; the reason is in the result's message. */
    SKIPPED,
    /** It failed, and passed when it was run again. */
    FLAKY,
    FAILED
}
