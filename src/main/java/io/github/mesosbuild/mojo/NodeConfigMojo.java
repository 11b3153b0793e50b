package io.github.mesosbuild.mojo;

import io.github.mesosbuild.node.Description;
import io.github.mesosbuild.node.NodeStore;
import io.github.mesosbuild.node.NodeTree;
import io.github.mesosbuild.node.NodeWriter;
import io.github.mesosbuild.node.ZooKeeperIds;
import io.github.mesosbuild.report.NodeConsole;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes the files of each machine of a real cluster, from one description of all machines: for every host a directory with its
 * tree, {@code install.sh}, {@code restart.sh}, and a {@code README.md} that explains what to do. Rejects a description of a cluster
 * that cannot work, with all its problems. Keeps the IDs of the ZooKeeper servers in {@code mesos-nodes.ids} next to the
 * description, so that a host keeps its ID when others are added or removed.
 *
 * @since 1.0.0
 */
@Mojo(name = "node-config", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class NodeConfigMojo extends AbstractNodesMojo {
    /** {@code <skip>} ({@code mesos.nodeConfig.skip}) skips this goal. */
    @Parameter
    SkipParameters nodeConfig;

    @Override
    void run() throws Exception {
        NodeConsole nodeConsole = new NodeConsole(console());
        Description description = description(nodeConsole);
        List<NodeTree> trees = NodeWriter.trees(description);
        ZooKeeperIds before = ZooKeeperIds.read(idsFile());
        ZooKeeperIds ids = before.with(description);
        NodeStore.write(nodesDirectory(), trees);
        if (!ids.equals(before)) {
            ids.write(idsFile());
            nodeConsole.numbered(idsFile());
        }
        nodeConsole.trees(description, trees);
        nodeConsole.written(nodesDirectory());
    }

    @Override
    void printDryRun() throws Exception {
        NodeConsole nodeConsole = new NodeConsole(console());
        Description description = description(nodeConsole);
        nodeConsole.rehearsed(description, NodeWriter.trees(description));
    }

    private Description description(NodeConsole nodeConsole) throws Exception {
        Description description = description();
        nodeConsole.described(description);
        return description;
    }
}
