package io.github.mesosbuild.mojo;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts one agent in the background, joins it to the master that {@code mesos.master} or {@code mesos.zk} names, and waits until it
 * is registered. {@code mesos:stop} stops it. Mesos before 1.0 calls it slave; the goal {@code start-slave} does the same.
 *
 * @since 1.0.0
 */
@Mojo(name = "start-agent", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class StartAgentMojo extends AbstractStartAgentMojo {
    /** {@code <skip>} ({@code mesos.startAgent.skip}) skips this goal. */
    @Parameter
    SkipParameters startAgent;
}
