package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one host of a description. */
final class HostReader {
    private static final int LARGEST_PORT = 65535;

    private final ConfigNode commonPlatform;
    private final Optional<Platform> platform;
    private final HostPorts ports;
    private final FlagReader flagReader;
    private final Map<Role, Map<String, String>> flags;
    private final EnvironmentReader environmentReader;
    private final Map<Role, Map<String, String>> environment;

    /**
     * Creates a reader for the hosts of one description.
     *
     * @param commonPlatform the place of the default platform
     * @param ports the default ports
     * @param flags the flags of all hosts, by role
     * @param commonEnvironment the place of the variables of all hosts
     */
    HostReader(
            ConfigNode commonPlatform,
            HostPorts ports,
            FlagReader flagReader,
            Map<Role, Map<String, String>> flags,
            ConfigNode commonEnvironment) {
        this.commonPlatform = commonPlatform;
        this.platform = platform(commonPlatform);
        this.ports = ports;
        this.flagReader = flagReader;
        this.flags = flags;
        this.environmentReader = new EnvironmentReader(flagReader);
        this.environment =
                environmentReader.read(commonEnvironment, EnumSet.of(Role.MASTER, Role.SLAVE), Map.of(), "all hosts");
    }

    HostDraft read(ConfigNode host) {
        if (!host.isMap()) {
            host.problem("A host must be a map with 'name' or 'address', and 'roles'.");
        } else {
            host.onlyKeys(
                    "name",
                    "address",
                    "listen",
                    "platform",
                    "roles",
                    "id",
                    "instance",
                    "ports",
                    "flags",
                    "environment",
                    "attributes",
                    "resources");
        }
        Optional<String> name = host.get("name").trimmed(Validators::hostName);
        Optional<String> address = host.get("address").trimmed(Validators::address);
        if (host.isMap() && !host.get("name").isPresent()) {
            name = address.filter(Validators::isHostName);
            if (!host.get("address").isPresent()) {
                host.problem("'name' or 'address' is required.");
            } else if (name.isEmpty()) {
                host.problem("'name' is required, because the address is not a host name.");
            }
        }
        if (!host.get("address").isPresent()) {
            address = name;
        }
        Set<Role> roles = roles(host);
        String label = name.orElse(host.path());
        Optional<Platform> own = platform(host.get("platform"));
        if (host.isMap() && !host.get("platform").isPresent() && !commonPlatform.isPresent()) {
            host.problem("'platform' is required, for " + label + " or for all hosts. Example: platform: debian 12");
        }
        Map<Role, Map<String, String>> all = flags(host.get("flags"), roles, label);
        String defaultRole = all.getOrDefault(Role.SLAVE, Map.of()).getOrDefault("default_role", "*");
        return new HostDraft(
                host,
                label,
                address,
                host.get("listen").trimmed(Validators::listenAddress),
                host.get("platform").isPresent() ? own : platform,
                roles,
                host.get("id").number(1, ZooKeeperIds.LARGEST),
                ports(host.get("ports"), ports),
                all,
                OfferReader.attributes(host.get("attributes"), roles, label, flagReader.dialect()),
                OfferReader.resources(host.get("resources"), roles, label, defaultRole, flagReader.dialect()),
                environmentReader.read(host.get("environment"), roles, environment, label),
                host.get("instance").trimmed(Validators::instance).orElse(""));
    }

    /** The platform at a place, if it is valid. */
    private static Optional<Platform> platform(ConfigNode place) {
        return place.trimmed().flatMap(text -> place.parse(text, Platform::of));
    }

    /** The ports at a place; absent ones have their defaults. */
    static HostPorts ports(ConfigNode place, HostPorts otherwise) {
        place.onlyKeys("client", "peer", "election", "master", "slave", "agent");
        return new HostPorts(
                port(place.get("client"), otherwise.client()),
                port(place.get("peer"), otherwise.peer()),
                port(place.get("election"), otherwise.election()),
                port(place.get("master"), otherwise.master()),
                port(SlaveKey.in(place), otherwise.slave()));
    }

    private static int port(ConfigNode place, int otherwise) {
        return place.number(1, LARGEST_PORT).orElse(otherwise);
    }

    private static Set<Role> roles(ConfigNode host) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        ConfigNode given = host.get("roles");
        List<ConfigNode> places = new ArrayList<>();
        if (given.isList()) {
            places.addAll(given.list());
        } else {
            given.trimmed().ifPresent(text -> {
                for (String word : text.split("[\\s,]+")) {
                    places.add(given.withValue(word));
                }
            });
        }
        for (ConfigNode place : places) {
            place.trimmed().ifPresent(text -> {
                Optional<Role> role = role(text);
                if (role.isEmpty()) {
                    place.problem(text, "is not a role. Roles: zookeeper, master, slave or agent");
                } else if (!roles.add(role.get())) {
                    place.problem(text, "is listed twice");
                }
            });
        }
        if (roles.isEmpty() && host.isMap() && !given.isPresent()) {
            host.problem("'roles' is required. Roles: zookeeper, master, slave or agent.");
        }
        return roles;
    }

    private static Optional<Role> role(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "zookeeper" -> Optional.of(Role.ZOOKEEPER);
            case "master" -> Optional.of(Role.MASTER);
            case "slave", "agent" -> Optional.of(Role.SLAVE);
            default -> Optional.empty();
        };
    }

    private Map<Role, Map<String, String>> flags(ConfigNode place, Set<Role> roles, String name) {
        Map<Role, Map<String, String>> own = flagReader.read(place, roles, name);
        Map<Role, Map<String, String>> all = new EnumMap<>(Role.class);
        for (Role role : roles) {
            if (role != Role.ZOOKEEPER) {
                Map<String, String> merged = new LinkedHashMap<>(flags.getOrDefault(role, Map.of()));
                merged.putAll(own.getOrDefault(role, Map.of()));
                all.put(role, merged);
            }
        }
        return all;
    }
}
