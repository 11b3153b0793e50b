package io.github.mesosbuild.testing;

/**
 * Tests that are excluded.
 *
 * @param pattern as in {@code --gtest_filter}: {@code *} is any text, {@code ?} one character
 * @param because the reason, as a sentence
 */
public record Exclusion(String pattern, String because) {
    /** Returns whether the test is excluded. */
    public boolean covers(TestCase test) {
        return Wildcards.matches(pattern, test.fullName());
    }
}
