package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterException;
import io.github.mesosbuild.cluster.RunningCluster;
import io.github.mesosbuild.report.ClusterConsole;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Stops the project's cluster, no matter which Maven process started it: masters, agents, executors, tasks and ZooKeeper. Copies
 * the tasks' logs next to those of the nodes and removes the nodes' data. Succeeds if no cluster is running.
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
     * {@code <failOnError>} ({@code mesos.stop.failOnError}, false): whether a cluster that cannot be stopped is a failure instead
     * of a warning; {@code <skip>} ({@code mesos.stop.skip}) skips this goal.
     */
    @Parameter
    StopParameters stop;

    @Override
    void run(ClusterFactory factory, ClusterConsole console) throws Exception {
        try {
            console.stopped(factory.control().stop(Boolean.TRUE.equals(cluster.keepData), "stop", redactor()::redact));
        } catch (ClusterException | IOException e) {
            if (Boolean.TRUE.equals(stop.failOnError)) {
                throw e;
            }
            console.notStopped(e);
        } finally {
            console.page();
            goalOfCluster().held(factory.directory().root()).forEach(RunningCluster::close);
            goalOfCluster().held(factory.directory().root()).clear();
        }
    }
}
