package io.github.mesosbuild.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Nodes whose daemons are servers of a test. */
final class LoopbackNode {
    private LoopbackNode() {}

    static ClusterNode at(int port, String name, Role role) {
        return new ClusterNode(
                name,
                role,
                new ClusterNode.Address("127.0.0.1", port),
                Path.of("/c/nodes", name),
                Path.of("/c/logs", name + ".log"),
                List.of("x"),
                Map.of());
    }
}
