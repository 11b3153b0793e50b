package io.github.mesosbuild.testing;

import java.util.List;

/**
 * Which tests are asked for. Each pattern is that of a full name, or, without a dot, of a suite; {@code *} is any text, {@code
 * ?} one character. One that starts with {@code !} takes tests out again. With none but such, or none at all, every other test
 * is asked for.
 *
 * @param patterns such as {@code FlagsTest.Load*}
 */
public record TestSelection(List<String> patterns) {
    /** All tests. */
    public static final TestSelection ALL = new TestSelection(List.of());

    public TestSelection {
        patterns = List.copyOf(patterns);
    }

    /** Whether it asks for less than all. */
    public boolean partial() {
        return !patterns.isEmpty();
    }

    boolean takes(TestCase test) {
        boolean anyPositive = patterns.stream().anyMatch(pattern -> !pattern.startsWith("!"));
        boolean in = !anyPositive || patterns.stream().anyMatch(pattern -> matches(pattern, test));
        return in
                && patterns.stream()
                        .noneMatch(pattern -> pattern.startsWith("!") && matches(pattern.substring(1), test));
    }

    private static boolean matches(String pattern, TestCase test) {
        return Wildcards.matches(pattern, pattern.contains(".") ? test.fullName() : test.suite());
    }
}
