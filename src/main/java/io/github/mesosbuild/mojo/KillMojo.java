package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.cluster.StartedNode;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Kills one daemon of the project's cluster, as a crash would. {@code mesos:restart} starts it again.
 *
 * @since 1.0.0
 */
@Mojo(name = "kill", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class KillMojo extends AbstractFaultMojo {
    /** {@code <skip>} ({@code mesos.kill.skip}) skips this goal. */
    @Parameter
    SkipParameters kill;

    @Override
    StartedNode hurt(ClusterControl control, String node) throws Exception {
        return control.kill(node);
    }

    @Override
    String done() {
        return "was killed";
    }
}
