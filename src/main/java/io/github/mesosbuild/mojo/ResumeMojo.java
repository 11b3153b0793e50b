package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.cluster.StartedNode;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Resumes a daemon that {@code mesos:pause} suspended.
 *
 * @since 1.0.0
 */
@Mojo(name = "resume", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class ResumeMojo extends AbstractFaultMojo {
    /** {@code <skip>} ({@code mesos.resume.skip}) skips this goal. */
    @Parameter
    SkipParameters resume;

    @Override
    StartedNode hurt(ClusterControl control, String node) throws Exception {
        return control.resume(node);
    }

    @Override
    String done() {
        return "was resumed";
    }
}
