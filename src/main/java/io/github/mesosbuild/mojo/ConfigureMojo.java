package io.github.mesosbuild.mojo;

import io.github.mesosbuild.steps.Step;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the release's {@code configure}, after any earlier step that is out of date.
 *
 * @since 1.0.0
 */
@Mojo(name = "configure", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class ConfigureMojo extends AbstractStepMojo {
    /** {@code <skip>} ({@code mesos.configure.skip}) skips this goal. */
    @Parameter
    SkipParameters configure;

    @Override
    Step step() {
        return Step.CONFIGURE;
    }
}
