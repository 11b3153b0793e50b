package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.config.ConfigNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A host as it was read, before it is checked against the other hosts. Invalid values are empty.
 *
 * @param place the host's place in the description
 * @param name the host's name, or its place if it has none
 * @param id the ZooKeeper server ID in the description
 * @param instance see {@link Host#instance}
 */
record HostDraft(
        ConfigNode place,
        String name,
        Optional<String> address,
        Optional<String> listen,
        Optional<Platform> platform,
        Set<Role> roles,
        OptionalInt id,
        HostPorts ports,
        Map<Role, Map<String, String>> flags,
        Map<String, String> attributes,
        Map<String, String> resources,
        Map<Role, Map<String, String>> environment,
        String instance) {

    boolean is(Role role) {
        return roles.contains(role);
    }

    /** The port that a Mesos daemon binds to. */
    int bound(Role role) {
        String port = flags.getOrDefault(role, Map.of()).get("port");
        return port != null ? Integer.parseInt(port) : role == Role.MASTER ? ports.master() : ports.slave();
    }
}
