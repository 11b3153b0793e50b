package io.github.mesosbuild.testing;

/**
 * Tests that are known to fail now and then.
 *
 * @param pattern in the language of {@code --gtest_filter}
 * @param rate how often, as it was measured: {@code 2 of 40}
 * @param because the reason, one sentence
 */
public record KnownFlaky(String pattern, String rate, String because) {
    boolean covers(TestCase test) {
        return Wildcards.matches(pattern, test.fullName());
    }

    /** What is said beside such a test. */
    String sentence() {
        return "The recipe knows it: it fails in " + rate + " runs. " + because;
    }
}
