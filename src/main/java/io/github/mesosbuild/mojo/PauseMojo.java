package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.cluster.StartedNode;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Suspends one daemon of the project's cluster, as if its machine hung, until {@code mesos:resume}.
 *
 * @since 1.0.0
 */
@Mojo(name = "pause", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class PauseMojo extends AbstractFaultMojo {
    /** {@code <skip>} ({@code mesos.pause.skip}) skips this goal. */
    @Parameter
    SkipParameters pause;

    @Override
    StartedNode hurt(ClusterControl control, String node) throws Exception {
        return control.pause(node);
    }

    @Override
    String done() {
        return "is paused";
    }
}
