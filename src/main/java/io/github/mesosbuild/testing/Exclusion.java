package io.github.mesosbuild.testing;

/**
 * Tests that are not run.
 *
 * @param pattern in the language of {@code --gtest_filter}: {@code *} is any text, {@code ?} one character
 * @param because the reason, one sentence
 */
public record Exclusion(String pattern, String because) {
    boolean covers(TestCase test) {
        return Wildcards.matches(pattern, test.fullName());
    }
}
