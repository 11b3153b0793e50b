package io.github.mesosbuild.testing;

/**
 * One test of a release.
 *
 * @param program where it is, as the recipe names it; for Automake the directory of its {@code .trs} file
 * @param suite the suite, such as {@code FlagsTest} or {@code SlaveRecoveryTest/0}
 * @param name the test's name in it, such as {@code Load} or {@code Bad/2}
 */
public record TestCase(String program, String suite, String name) {
    /** What is given to {@code mesos.test} and to {@code --gtest_filter}. */
    public String fullName() {
        return suite + "." + name;
    }

    /** By googletest's rule: the name, or that of the suite, without a prefix, starts with {@code DISABLED_}. */
    boolean disabled() {
        return name.startsWith("DISABLED_") || suite.startsWith("DISABLED_") || suite.contains("/DISABLED_");
    }
}
