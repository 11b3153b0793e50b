package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.StartedNode;
import io.github.mesosbuild.report.ClusterConsole;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** Goals that cause a fault on purpose, for tests of frameworks. */
abstract class AbstractFaultMojo extends AbstractClusterMojo {
    /** The node, by its name in {@code mesos:status}, or {@code leader} for the leading master. */
    @Parameter(property = "mesos.node")
    String node;

    /** Causes the fault and returns the node. */
    abstract StartedNode hurt(ClusterControl control, String node) throws Exception;

    /** Returns what happened, as the predicate of a sentence about the node. */
    abstract String done();

    @Override
    final void run(ClusterFactory factory, ClusterConsole console) throws Exception {
        if (node == null || node.isBlank()) {
            throw new MojoFailureException(
                    "Name the node with -Dmesos.node=NAME, such as master-1, agent-1 or leader; 'mesos:status' lists them.");
        }
        ClusterControl control = factory.control();
        StartedNode hurt = hurt(control, node.strip());
        console.hurt(hurt, done());
        if (hurt.node().role() == Role.MASTER) {
            control.followLeader().ifPresent(state -> {
                factory.publish(state);
                console.follows(state);
            });
        }
    }
}
