package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.jobs.JobLimits;

/**
 * The parts of this machine that a build uses, and the changes that it may make.
 *
 * @param jdk the JDK
 * @param java whether Java bindings are built
 * @param python whether Python bindings are built, if the machine has the Python that they need
 * @param checkDependencies whether the requirements are checked before a build
 * @param installDependencies whether missing packages are installed
 * @param limits the limits of the jobs of make
 */
public record HostUse(
        SelectedJdk jdk,
        JavaBindings java,
        boolean python,
        boolean checkDependencies,
        boolean installDependencies,
        JobLimits limits) {

    /** The choice whether the Java bindings of a release are built. */
    public enum JavaBindings {
        /** If the JDK has everything that they need. */
        AUTO,
        /** Always; a JDK that lacks something is a failure. */
        TRUE,
        /** Never. */
        FALSE
    }
}
