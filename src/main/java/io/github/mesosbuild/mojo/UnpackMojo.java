package io.github.mesosbuild.mojo;

import io.github.mesosbuild.steps.Step;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Unpacks the verified archive into the work directory, with its modes and modification times, and edits the sources as the
 * recipe's quirks for this machine require.
 *
 * @since 1.0.0
 */
@Mojo(name = "unpack", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class UnpackMojo extends AbstractStepMojo {
    @Override
    Step step() {
        return Step.UNPACK;
    }
}
