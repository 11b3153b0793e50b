package io.github.mesosbuild.testing;

import java.util.List;

/**
 * The selected tests. A pattern matches full names, or without a dot the names of suites; {@code *} is any text, {@code
 * ?} one character. A pattern that starts with {@code !} excludes tests. Without other patterns, every test that is not
 * excluded is selected.
 *
 * @param patterns the patterns, such as {@code FlagsTest.Load*}
 */
public record TestSelection(List<String> patterns) {
    /** All tests. */
    public static final TestSelection ALL = new TestSelection(List.of());

    public TestSelection {
        patterns = List.copyOf(patterns);
    }

    /** Returns whether the selection may leave out tests. */
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

    /**
     * Returns whether a script of make's tests is selected. A pattern may also be its name, or name a test in it.
     */
    public boolean takesScript(TestCase script) {
        boolean anyPositive = patterns.stream().anyMatch(pattern -> !pattern.startsWith("!"));
        boolean in = !anyPositive
                || patterns.stream()
                        .anyMatch(pattern -> matches(pattern, script)
                                || Wildcards.matches(pattern, script.name())
                                || pattern.startsWith(script.name() + "."));
        return in
                && patterns.stream()
                        .filter(pattern -> pattern.startsWith("!"))
                        .map(pattern -> pattern.substring(1))
                        .noneMatch(pattern -> matches(pattern, script) || Wildcards.matches(pattern, script.name()));
    }

    private static boolean matches(String pattern, TestCase test) {
        return Wildcards.matches(pattern, pattern.contains(".") ? test.fullName() : test.suite());
    }
}
