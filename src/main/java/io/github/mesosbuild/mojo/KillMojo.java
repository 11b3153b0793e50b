package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.cluster.StartedNode;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Ends one daemon of the project's cluster at once, as a crash would. {@code mesos:restart} starts it again.
 *
 * @since 1.0.0
 */
@Mojo(name = "kill", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class KillMojo extends AbstractFaultMojo {
    /**
     * The element {@code <skip>} ({@code mesos.kill.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    SkipParameters kill;

    @Override
    SkipParameters ownSkip() {
        return kill;
    }

    @Override
    String goal() {
        return "kill";
    }

    @Override
    StartedNode hurt(ClusterControl control, String node) throws Exception {
        return control.kill(node);
    }

    @Override
    String done() {
        return "was killed";
    }
}
