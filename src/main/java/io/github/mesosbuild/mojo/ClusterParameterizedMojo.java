package io.github.mesosbuild.mojo;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;

/** What goals have that know of a cluster. */
abstract class ClusterParameterizedMojo extends AbstractMesosMojo {
    /**
     * The cluster. Each element is also a property. Its form: {@code <masters>} ({@code mesos.cluster.masters}, 1);
     * {@code <slaves>} ({@code mesos.cluster.slaves}, 1); {@code <zookeeper>} ({@code mesos.cluster.zookeeper}) is {@code none}, the
     * default for one master, {@code embedded}, the default for more, or a {@code zk://} URL; {@code <ensemble>}
     * ({@code mesos.cluster.ensemble}) is 1 or 3 members, 3 from three masters on; {@code <zookeeperVersion>}
     * ({@code mesos.cluster.zookeeperVersion}, 3.9.5); {@code <quorum>} ({@code mesos.cluster.quorum}), the smallest majority of the
     * masters if not given.
     *
     * <p>Its nodes, which are called {@code master-1}, {@code slave-1}, {@code zookeeper-1} and so on: {@code <ip>}
     * ({@code mesos.cluster.ip}, 127.0.0.1); {@code <ports>} ({@code mesos.cluster.ports.NODE}), fixed ports by node, all others are
     * chosen; {@code <resources>} ({@code mesos.cluster.resources}) and {@code <attributes>} ({@code mesos.cluster.attributes}) of each
     * slave; {@code <roles>} ({@code mesos.cluster.roles}), {@code <credentials>} ({@code mesos.cluster.credentials}) and {@code <acls>}
     * ({@code mesos.cluster.acls}) of the masters; {@code <masterFlags>} ({@code mesos.cluster.masterFlags.FLAG}), {@code <slaveFlags>}
     * ({@code mesos.cluster.slaveFlags.FLAG}) and {@code <nodeFlags>} ({@code mesos.cluster.nodeFlags.NODE.FLAG}), any flags that the
     * daemons have; {@code <environment>} ({@code mesos.cluster.environment.NAME}) and {@code <nodeEnvironment>}
     * ({@code mesos.cluster.nodeEnvironment.NODE.NAME}).
     *
     * <p>And the rest: {@code <home>} ({@code mesos.cluster.home}), an installation that is used as it is, wherever it was built for;
     * {@code <directory>} ({@code mesos.cluster.directory}), where state, logs and data are, {@code cluster} in the work directory if not
     * given; {@code <timeoutSeconds>} ({@code mesos.cluster.timeoutSeconds}, 60) until it is ready; {@code <graceSeconds>}
     * ({@code mesos.cluster.graceSeconds}, 5) between TERM and KILL; {@code <detached>} ({@code mesos.cluster.detached}) says whether it
     * goes on when this Maven ends, which it does if started on the command line, and does not in a build; {@code <keepData>}
     * ({@code mesos.cluster.keepData}, false) leaves what nodes have kept after a stop; {@code <skip>} ({@code mesos.cluster.skip})
     * leaves out all goals for clusters.
     *
     * @since 1.0.0
     */
    @Parameter
    ClusterParameters cluster;

    @Override
    Map<String, File> ownPlaces() {
        Map<String, File> places = new HashMap<>();
        places.put("mesos.cluster.directory", cluster.directory);
        places.put("mesos.cluster.home", cluster.home);
        return places;
    }
}
