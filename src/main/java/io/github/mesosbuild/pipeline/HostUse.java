package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.jobs.JobLimits;
import java.util.Set;

/**
 * The parts of this machine that a build uses, and the changes that it may make.
 *
 * @param jdk the JDK
 * @param java whether Java bindings are built
 * @param python whether Python bindings are built, if the machine has the Python that they need
 * @param options the options of {@code configure} that the user turns on, such as {@code --enable-ssl}
 * @param checkDependencies whether the requirements are checked before a build
 * @param installDependencies whether missing packages are installed
 * @param limits the limits of the jobs of make
 */
public record HostUse(
        SelectedJdk jdk,
        JavaBindings java,
        boolean python,
        Set<String> options,
        boolean checkDependencies,
        boolean installDependencies,
        JobLimits limits) {
    public HostUse {
        options = Set.copyOf(options);
    }

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
