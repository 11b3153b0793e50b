package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.cluster.StartedNode;
import io.github.mesosbuild.report.ClusterConsole;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** A fault that is made on purpose, for people who test frameworks. */
abstract class AbstractFaultMojo extends AbstractClusterMojo {
    /**
     * Which node: its name, as {@code mesos:status} has it, or {@code leader} for the master that leads.
     */
    @Parameter(property = "mesos.node")
    String node;

    /** Does it to the node, and answers what it was. */
    abstract StartedNode hurt(ClusterControl control, String node) throws Exception;

    /** What has been done, behind the name of the node. */
    abstract String done();

    @Override
    final void run(ClusterFactory factory, ClusterConsole console) throws Exception {
        if (node == null || node.isBlank()) {
            throw new MojoFailureException(
                    "Name the node with -Dmesos.node=NAME, such as master-1, slave-1 or leader; 'mesos:status' lists them.");
        }
        console.hurt(hurt(factory.control(), node.strip()), done());
    }
}
