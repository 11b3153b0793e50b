package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.RunningCluster;
import io.github.mesosbuild.cluster.Topology;
import io.github.mesosbuild.report.ClusterConsole;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts a cluster of real masters and agents on this machine, for the project's integration tests, and waits until it is ready: a
 * leader is elected and every agent is registered. Builds the installation if there is none, without the release's own tests.
 * Publishes the cluster as project properties {@code mesos.running.*} and in {@code cluster.properties} and {@code cluster.sh} in
 * the cluster's directory. When bound to a lifecycle phase, the cluster stops with Maven at the latest; called by its name, it runs
 * until {@code mesos:stop}.
 *
 * @since 1.0.0
 */
@Mojo(
        name = "start",
        defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST,
        threadSafe = true,
        requiresProject = false,
        configurator = LenientConfigurator.NAME)
public class StartMojo extends AbstractStartMojo {
    /** {@code <skip>} ({@code mesos.start.skip}) skips this goal. */
    @Parameter
    SkipParameters start;

    @Override
    void run(ClusterFactory factory, ClusterConsole console) throws Exception {
        Topology topology = factory.topology(release());
        RunningCluster running = factory.starter(environmentOfNodes(factory))
                .start(topology, factory.zooKeeperClassPath(topology), factory.times());
        factory.publish(running.state());
        console.ready(
                running.state(),
                factory.directory(),
                goalOfCluster().detached(running, factory.directory().root()));
    }
}
