package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.cluster.StartedNode;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Restarts one daemon of the project's cluster with its data, and waits until it is ready.
 *
 * @since 1.0.0
 */
@Mojo(name = "restart", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class RestartMojo extends AbstractFaultMojo {
    /** {@code <skip>} ({@code mesos.restart.skip}) skips this goal. */
    @Parameter
    SkipParameters restart;

    @Override
    StartedNode hurt(ClusterControl control, String node) throws Exception {
        return control.restart(node);
    }

    @Override
    String done() {
        return "was restarted";
    }
}
