package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.Topology;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts one slave in the background, which joins the master that {@code mesos.master} or {@code mesos.zk} names, and answers when it
 * has registered. {@code mesos:stop} stops it.
 *
 * @since 1.0.0
 */
@Mojo(name = "start-slave", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class StartSlaveMojo extends AbstractNodeMojo {
    /**
     * The element {@code <skip>} ({@code mesos.startSlave.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    SkipParameters startSlave;

    /**
     * The master that the slave joins, {@code host:port}: the slave's flag {@code --master}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "mesos.master")
    String master;

    @Override
    SkipParameters ownSkip() {
        return startSlave;
    }

    @Override
    String goal() {
        return "startSlave";
    }

    @Override
    Topology topology(ClusterFactory wiring, Map<String, String> flags) throws Exception {
        Optional<String> zooKeeper = Optional.ofNullable(zk)
                .or(() -> Optional.ofNullable(master).filter(address -> address.startsWith("zk://")));
        return wiring.node(
                Role.SLAVE, zooKeeper, Optional.ofNullable(master).filter(address -> zooKeeper.isEmpty()), flags);
    }
}
