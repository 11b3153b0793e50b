package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterException;
import io.github.mesosbuild.cluster.RunningCluster;
import io.github.mesosbuild.report.ClusterConsole;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Stops the cluster of the project, whichever Maven has started it: masters, slaves, executors, tasks and ZooKeeper. Puts the logs of
 * the tasks beside those of the nodes, and removes what the nodes have kept. Nothing to stop is no error.
 *
 * @since 1.0.0
 */
@Mojo(
        name = "stop",
        defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST,
        threadSafe = true,
        requiresProject = false,
        configurator = LenientConfigurator.NAME)
public class StopMojo extends AbstractClusterMojo {
    /**
     * The element {@code <failOnError>} ({@code mesos.stop.failOnError}, false) makes it a failure if the cluster cannot be stopped, in
     * the place of a warning; {@code <skip>} ({@code mesos.stop.skip}) leaves out this goal.
     */
    @Parameter
    StopParameters stop;

    @Override
    void run(ClusterFactory factory, ClusterConsole console) throws Exception {
        try {
            console.stopped(factory.control().stop(Boolean.TRUE.equals(cluster.keepData)));
        } catch (ClusterException | IOException e) {
            if (Boolean.TRUE.equals(stop.failOnError)) {
                throw e;
            }
            console.notStopped(e);
        } finally {
            goalOfCluster().held(factory.directory().root()).forEach(RunningCluster::close);
            goalOfCluster().held(factory.directory().root()).clear();
        }
    }
}
