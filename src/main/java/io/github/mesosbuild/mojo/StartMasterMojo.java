package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterException;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.Topology;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Starts one master in the background, on port 5050 unless {@code mesos.flags.port} sets another. With {@code mesos.zk} it is one of
 * several masters, whose quorum is {@code mesos.cluster.quorum}. {@code mesos:stop} stops it.
 *
 * @since 1.0.0
 */
@Mojo(name = "start-master", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class StartMasterMojo extends AbstractStartNodeMojo {
    /** {@code <skip>} ({@code mesos.startMaster.skip}) skips this goal. */
    @Parameter
    SkipParameters startMaster;

    private static final String PORT = "5050";

    @Override
    Topology topology(ClusterFactory factory, Map<String, String> flags) throws Exception {
        Map<String, String> all = new LinkedHashMap<>(flags);
        if (!factory.masterPortGiven()) {
            all.putIfAbsent("port", PORT);
        }
        if (zk != null && cluster.quorum == null && !flags.containsKey("quorum")) {
            throw ClusterException.quorumUnknown(zk);
        }
        return factory.node(release(), Role.MASTER, Optional.ofNullable(zk), Optional.empty(), all);
    }
}
