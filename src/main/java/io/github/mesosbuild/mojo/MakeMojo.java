package io.github.mesosbuild.mojo;

import io.github.mesosbuild.steps.Step;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs {@code make}, after any earlier step that is out of date. An interrupted build resumes where it stopped.
 *
 * @since 1.0.0
 */
@Mojo(name = "make", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class MakeMojo extends AbstractStepMojo {
    /** {@code <skip>} ({@code mesos.make.skip}) skips this goal. */
    @Parameter
    SkipParameters make;

    @Override
    Step step() {
        return Step.MAKE;
    }
}
