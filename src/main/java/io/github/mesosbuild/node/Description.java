package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.ZooKeeperUrl;
import io.github.mesosbuild.release.Version;
import java.util.List;
import java.util.Optional;

/**
 * All machines of a cluster. Only a {@link DescriptionReader} makes one, after all its checks.
 *
 * @param clusterName what the web page calls it
 * @param version of Mesos
 * @param chroot the path in ZooKeeper below which the masters are, such as {@code /mesos}
 * @param externalZooKeeper the {@code zk://} URL of an ensemble that is not of these hosts
 * @param quorum how many masters must agree; 0 without masters
 * @param hosts in the order of the description
 * @param warnings sentences about what is allowed and not advised
 */
public record Description(
        Optional<String> clusterName,
        Version version,
        DeliveryMethod delivery,
        String chroot,
        Optional<String> externalZooKeeper,
        int quorum,
        List<Host> hosts,
        List<String> warnings) {
    private static final Version AGENTS = new Version("1.0");

    public Description {
        hosts = List.copyOf(hosts);
        warnings = List.copyOf(warnings);
    }

    /** The hosts that do this, in the order of the description. */
    public List<Host> hosts(Role role) {
        return hosts.stream().filter(host -> host.is(role)).toList();
    }

    /** The host of that name. */
    public Optional<Host> host(String name) {
        return hosts.stream().filter(host -> host.name().equals(name)).findFirst();
    }

    /** Where the masters elect their leader and the slaves find it: {@code zk://h1:2181,h2:2181/mesos}. */
    public String zooKeeperUrl() {
        return externalZooKeeper.orElseGet(() -> new ZooKeeperUrl(
                        Optional.empty(),
                        hosts(Role.ZOOKEEPER).stream()
                                .map(host -> host.address() + ":" + host.ports().client())
                                .toList(),
                        chroot)
                .toString());
    }

    /** What its service is called: {@code slave}, from 1.0 on {@code agent}, though not in packages (mesos-deb-packaging). */
    public String slaveName() {
        return version.compareTo(AGENTS) < 0 || delivery instanceof DeliveryMethod.Packages ? "slave" : "agent";
    }

    /** The service and program of a role: {@code zookeeper}, {@code mesos-master}, {@code mesos-slave}. */
    public String daemon(Role role) {
        return switch (role) {
            case ZOOKEEPER -> "zookeeper";
            case MASTER -> "mesos-master";
            case SLAVE -> "mesos-" + slaveName();
        };
    }
}
