package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.Topology;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts one slave in the background, joins it to the master that {@code mesos.master} or {@code mesos.zk} names, and waits until it
 * is registered. {@code mesos:stop} stops it.
 *
 * @since 1.0.0
 */
@Mojo(name = "start-slave", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class StartSlaveMojo extends AbstractStartNodeMojo {
    /** {@code <skip>} ({@code mesos.startSlave.skip}) skips this goal. */
    @Parameter
    SkipParameters startSlave;

    /** The master to join, {@code host:port}: the slave's flag {@code --master}. */
    @Parameter(property = "mesos.master")
    String master;

    @Override
    Topology topology(ClusterFactory factory, Map<String, String> flags) throws Exception {
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
