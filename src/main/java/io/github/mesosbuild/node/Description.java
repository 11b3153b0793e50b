package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.ZooKeeperUrl;
import io.github.mesosbuild.release.Version;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machines of a cluster. Only a {@link DescriptionReader} creates one, after all checks have passed.
 *
 * @param clusterName the name in the web UI
 * @param version the Mesos version
 * @param upgradeFrom the older version that the machines run until now, if they do
 * @param delivery how Mesos is delivered to the machines
 * @param chroot the znode of the masters, such as {@code /mesos}
 * @param externalZooKeeper the {@code zk://} URL of a ZooKeeper ensemble outside these hosts
 * @param zooKeeperSettings settings of the ZooKeeper servers that add to {@code zoo.cfg} or replace those in it
 * @param quorum the number of masters that must agree; 0 without masters
 * @param hosts the hosts in the order of the description
 * @param warnings sentences about settings that are allowed, but not recommended
 */
public record Description(
        Optional<String> clusterName,
        Version version,
        Optional<Version> upgradeFrom,
        DeliveryMethod delivery,
        String chroot,
        Optional<String> externalZooKeeper,
        Map<String, String> zooKeeperSettings,
        int quorum,
        List<Host> hosts,
        List<String> warnings) {
    public Description {
        zooKeeperSettings = Collections.unmodifiableMap(new LinkedHashMap<>(zooKeeperSettings));
        hosts = List.copyOf(hosts);
        warnings = List.copyOf(warnings);
    }

    /** The hosts with a role, in the order of the description. */
    public List<Host> hosts(Role role) {
        return hosts.stream().filter(host -> host.is(role)).toList();
    }

    /** The host with a name. */
    public Optional<Host> host(String name) {
        return hosts.stream().filter(host -> host.name().equals(name)).findFirst();
    }

    /** The URL that masters and slaves use to find the leader: {@code zk://h1:2181,h2:2181/mesos}. */
    public String zooKeeperUrl() {
        return externalZooKeeper.orElseGet(() -> new ZooKeeperUrl(
                        Optional.empty(),
                        hosts(Role.ZOOKEEPER).stream()
                                .map(host -> host.address() + ":" + host.ports().client())
                                .toList(),
                        chroot)
                .toString());
    }

    /** The name of the slave service: {@code slave}, or {@code agent} since 1.0 unless it comes from packages (mesos-deb-packaging). */
    public String slaveName() {
        return delivery instanceof DeliveryMethod.Packages ? "slave" : RoleWords.slave(version);
    }

    /** The word for a role, such as {@code master}. A slave has the name of its service. */
    public String word(Role role) {
        return RoleWords.of(role, slaveName());
    }

    /** The hosts that are the same machine as a host, and the host itself. */
    List<Host> onMachineOf(Host host) {
        return hosts.stream().filter(host::isSameMachine).toList();
    }

    /**
     * The name of the service of a host's daemon, such as {@code mesos-slave-ssd}. The directory with its flags and the file with its
     * environment have the same name.
     */
    String service(Host host, Role role) {
        return daemon(role) + host.suffix();
    }

    /** The name of a role's program, such as {@code mesos-slave}; {@code zookeeper} for ZooKeeper. */
    public String daemon(Role role) {
        return switch (role) {
            case ZOOKEEPER -> "zookeeper";
            case MASTER -> "mesos-master";
            case SLAVE -> "mesos-" + slaveName();
        };
    }
}
