package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.Topology;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/** The goals that start one agent. Mesos before 1.0 calls it slave. Each goal works for every release. */
abstract class AbstractStartAgentMojo extends AbstractStartNodeMojo {
    /** The master to join, {@code host:port}: the daemon's flag {@code --master}. */
    @Parameter(property = "mesos.master")
    String master;

    @Override
    final Topology topology(ClusterFactory factory, Map<String, String> flags) throws Exception {
        Optional<String> zooKeeper = Optional.ofNullable(zk)
                .or(() -> Optional.ofNullable(master).filter(address -> address.startsWith("zk://")));
        return factory.node(
                release(),
                Role.SLAVE,
                zooKeeper,
                Optional.ofNullable(master).filter(address -> zooKeeper.isEmpty()),
                flags);
    }
}
