package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.RunningCluster;
import io.github.mesosbuild.cluster.Topology;
import io.github.mesosbuild.report.ClusterConsole;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts a cluster of real masters and slaves on this machine, for the integration tests of the project, and answers when it is
 * ready: a leader is elected, and all slaves have registered with it. Builds the installation if it is not there, without the
 * release's own tests. What tests and shells need to know of the cluster is set as properties {@code mesos.running.*} of the project
 * and written into {@code cluster.properties} and {@code cluster.sh} in the cluster's directory.
 * In a build, the cluster ends with Maven at the latest, however Maven ends; called by its name, it goes on until
 * {@code mesos:stop}.
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
        console.ready(running.state(), factory.directory(), goalOfCluster().detached(running, factory.directory().root()));
    }
}
