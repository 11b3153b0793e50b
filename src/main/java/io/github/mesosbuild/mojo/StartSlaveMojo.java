package io.github.mesosbuild.mojo;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts one slave in the background, joins it to the master that {@code mesos.master} or {@code mesos.zk} names, and waits until it
 * is registered. {@code mesos:stop} stops it. The goal {@code start-agent} does the same.
 *
 * @since 1.0.0
 */
@Mojo(name = "start-slave", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class StartSlaveMojo extends AbstractStartAgentMojo {
    /** {@code <skip>} ({@code mesos.startSlave.skip}) skips this goal. */
    @Parameter
    SkipParameters startSlave;
}
