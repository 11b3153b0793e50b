package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One machine of a cluster.
 *
 * @param name its name, which is also that of its directory
 * @param address an IPv4 address or a name, by which the others reach it
 * @param listen the IPv4 address that the daemons bind, if it is said
 * @param roles at least one
 * @param zooKeeperId from 1 to 255; 0 without the role ZOOKEEPER
 * @param flags of each daemon's role all flags that the description gives it, under the names by which the daemon loads them
 *     ({@code no-x} is {@code x} with the value {@code false}); those that follow from the description, such as {@code quorum},
 *     are not among them
 * @param attributes what the slave says of itself
 * @param resources what the slave offers
 */
public record Host(
        String name,
        String address,
        Optional<String> listen,
        Platform platform,
        Set<Role> roles,
        int zooKeeperId,
        HostPorts ports,
        Map<Role, Map<String, String>> flags,
        Map<String, String> attributes,
        Map<String, String> resources) {
    public Host {
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
        flags = Map.copyOf(flags);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    }

    /** Whether it does this. */
    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** The flags that the description gives the daemon of a role. */
    public Map<String, String> flags(Role role) {
        return flags.getOrDefault(role, Map.of());
    }

    /** The port on which others reach the daemon of a role, for ZooKeeper that of clients. */
    public int port(Role role) {
        return switch (role) {
            case ZOOKEEPER -> ports.client();
            case MASTER -> ports.master();
            case SLAVE -> ports.slave();
        };
    }
}
