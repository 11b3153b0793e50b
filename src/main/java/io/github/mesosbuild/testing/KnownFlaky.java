package io.github.mesosbuild.testing;

/**
 * Tests that are known to fail occasionally.
 *
 * @param pattern as in {@code --gtest_filter}
 * @param rate how often they fail, as measured: {@code 2 of 40}
 * @param because the reason, as a sentence
 */
public record KnownFlaky(String pattern, String rate, String because) {
    /** Returns whether the test is known to be flaky. */
    public boolean covers(TestCase test) {
        return Wildcards.matches(pattern, test.fullName());
    }

    /** Returns a sentence about the test for the report. */
    public String sentence() {
        return "This test is known to be flaky: it fails in " + rate + " runs. " + because;
    }
}
