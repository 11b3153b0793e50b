package io.github.mesosbuild.testing;

/**
 * One test of a release.
 *
 * @param program the test program, as the recipe names it; for Automake the directory of the {@code .trs} file
 * @param suite the suite, such as {@code FlagsTest} or {@code SlaveRecoveryTest/0}
 * @param name the test's name in the suite, such as {@code Load} or {@code Bad/2}
 */
public record TestCase(String program, String suite, String name) {
    /** Returns the name for {@code mesos.test} and {@code --gtest_filter}. */
    public String fullName() {
        return suite + "." + name;
    }

    /**
     * Returns whether googletest disables the test: its name, or that of the suite without a prefix, starts with {@code
     * DISABLED_}.
     */
    boolean disabled() {
        return name.startsWith("DISABLED_") || suite.startsWith("DISABLED_") || suite.contains("/DISABLED_");
    }
}
