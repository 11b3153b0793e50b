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
 * @param name the host's name, also the name of its directory
 * @param address the IPv4 address or name that other hosts use to reach it
 * @param listen the IPv4 address that the daemons bind to, if specified
 * @param platform the distribution and its version
 * @param roles the host's roles, at least one
 * @param zooKeeperId the ZooKeeper server ID, from 1 to 255; 0 without the role ZOOKEEPER
 * @param ports the ports of the host's daemons
 * @param flags the flags in the description by role, under the names that the daemon loads ({@code no-x} is {@code x} with the value
 *     {@code false}); flags that other keys of the description set, such as {@code quorum}, are excluded
 * @param attributes the slave's attributes
 * @param resources the slave's resources
 * @param environment the variables of the daemons by role
 * @param instance distinguishes the daemons of this host from those of others on the same machine; empty if they have the usual names
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
        Map<String, String> resources,
        Map<Role, Map<String, String>> environment,
        String instance) {
    public Host {
        roles = Collections.unmodifiableSet(EnumSet.copyOf(roles));
        flags = Map.copyOf(flags);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
        environment = Map.copyOf(environment);
    }

    /** Returns what is appended to the names of the host's daemons, files and directories: {@code -NAME}, or nothing. */
    String suffix() {
        return instance.isEmpty() ? "" : "-" + instance;
    }

    /** Returns whether another host of the description is the same machine, as it has the same address. */
    boolean isSameMachine(Host other) {
        return address.equalsIgnoreCase(other.address());
    }

    /** Returns whether the host has a role. */
    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** The flags in the description for the daemon of a role. */
    public Map<String, String> flags(Role role) {
        return flags.getOrDefault(role, Map.of());
    }

    /** The variables in the environment of the daemon of a role. */
    public Map<String, String> environment(Role role) {
        return environment.getOrDefault(role, Map.of());
    }

    /** The port where other hosts reach the daemon of a role; for ZooKeeper, the client port. */
    public int port(Role role) {
        return switch (role) {
            case ZOOKEEPER -> ports.client();
            case MASTER -> ports.master();
            case SLAVE -> ports.slave();
        };
    }
}
