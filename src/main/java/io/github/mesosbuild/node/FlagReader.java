package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.ClusterException;
import io.github.mesosbuild.cluster.FlagTable;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.SupportedFlags;
import io.github.mesosbuild.cluster.values.Dialect;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.release.Version;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads flags for all daemons, for a role or for one host, and reports those that the daemons would reject. */
final class FlagReader {
    private static final Pattern NAME = Pattern.compile("(--)?(no-)?[A-Za-z][A-Za-z0-9_]*");
    private static final int LARGEST_PORT = 65535;

    /** Flags that other keys of the description set, and those that make no sense for a service, with the advice for each. */
    private static final Map<String, String> NOT_ALLOWED = Map.ofEntries(
            Map.entry("zk", "Use the role zookeeper of hosts, or the key 'zookeeper', instead."),
            Map.entry("master", "Use the role zookeeper of hosts, or the key 'zookeeper', instead."),
            Map.entry("quorum", "The number of masters determines it; to override it, use the key 'quorum'."),
            Map.entry("cluster", "Use the key 'cluster' instead."),
            Map.entry("ip", "Use the host's key 'listen' instead."),
            Map.entry("advertise_ip", "Use the host's keys 'address' and 'listen' instead."),
            Map.entry("advertise_port", "Use the host's key 'ports' and the flag --port instead."),
            Map.entry("attributes", "Use the host's key 'attributes' instead."),
            Map.entry("resources", "Use the host's key 'resources' instead."),
            Map.entry("help", "With this flag, the daemon only prints text and exits."),
            Map.entry("version", "With this flag, the daemon only prints text and exits."));

    private final Map<Role, SupportedFlags> sheets = new EnumMap<>(Role.class);
    private final String slave;

    FlagReader(FlagTable table, Version version) {
        this.slave = RoleWords.slave(version);
        for (Role role : Set.of(Role.MASTER, Role.SLAVE)) {
            table.sheet(version, role).ifPresent(sheet -> sheets.put(role, sheet));
        }
    }

    /** Returns whether the flag table covers this version. */
    boolean knows() {
        return !sheets.isEmpty();
    }

    /** What this version calls a slave. */
    String slaveName() {
        return slave;
    }

    /** How the slaves of this version read values. */
    Dialect dialect() {
        return knows() ? sheets.get(Role.SLAVE).values().dialect() : Dialect.NEWEST;
    }

    /** Returns whether a daemon supports a flag; true if the flag table does not cover the version. */
    boolean has(Role role, String flag) {
        return !knows() || sheets.get(role).knows(flag);
    }

    /**
     * Reads the flags at a place with the keys {@code all}, {@code master} and {@code slave}, which is also {@code agent}.
     *
     * @param roles the roles that may have flags here
     * @param of the owner of the flags, for messages
     */
    Map<Role, Map<String, String>> read(ConfigNode flags, Set<Role> roles, String of) {
        Map<Role, Map<String, String>> read = new EnumMap<>(Role.class);
        flags.onlyKeys("all", "master", "slave", "agent");
        if (flags.get("all").isPresent() && !roles.contains(Role.MASTER) && !roles.contains(Role.SLAVE)) {
            flags.get("all")
                    .problem("These flags have no effect: " + of + " has neither the role master nor " + slave + ".");
        }
        flags.get("all").map().forEach((name, place) -> {
            for (Role role : new Role[] {Role.MASTER, Role.SLAVE}) {
                if (roles.contains(role)) {
                    one(role, name, place, of, read);
                }
            }
        });
        own(Role.MASTER, flags.get("master"), roles, of, read);
        own(Role.SLAVE, SlaveKey.in(flags), roles, of, read);
        return read;
    }

    private void own(Role role, ConfigNode place, Set<Role> roles, String of, Map<Role, Map<String, String>> read) {
        if (place.isPresent() && !roles.contains(role)) {
            place.problem(
                    "These flags have no effect: " + of + " does not have the role " + RoleWords.of(role, slave) + ".");
            return;
        }
        Map<Role, Map<String, String>> given = new EnumMap<>(Role.class);
        place.map().forEach((name, value) -> one(role, name, value, of, given));
        given.forEach((of1, values) ->
                read.computeIfAbsent(of1, some -> new LinkedHashMap<>()).putAll(values));
    }

    private void one(Role role, String name, ConfigNode place, String of, Map<Role, Map<String, String>> into) {
        if (!NAME.matcher(name).matches()) {
            place.problem(name, "is not a flag name");
            return;
        }
        String plain = plain(name);
        if (NOT_ALLOWED.containsKey(plain) && has(role, plain)) {
            place.problem("--" + plain + " is not allowed here. " + NOT_ALLOWED.get(plain));
            return;
        }
        Optional<String> value = place.isPresent() ? place.text().map(String::strip) : Optional.of("");
        if (value.isEmpty()) {
            return;
        }
        Optional<String> unfit = Validators.flagValue(value.get());
        if (unfit.isPresent()) {
            place.problem(value.get(), unfit.get());
            return;
        }
        try {
            Map<String, String> checked = checked(role, name, value.get(), of);
            checked.forEach((flag, loaded) -> {
                Optional<String> clause = clause(flag, loaded);
                if (clause.isPresent()) {
                    place.problem(loaded, clause.get());
                } else if (into.computeIfAbsent(role, some -> new LinkedHashMap<>())
                                .put(flag, loaded)
                        != null) {
                    place.problem("--" + flag + " is set twice.");
                }
            });
        } catch (ClusterException e) {
            place.problem(e.getMessage());
        }
    }

    private Map<String, String> checked(Role role, String name, String value, String of) throws ClusterException {
        if (knows()) {
            return sheets.get(role).checked(of, Map.of(name, value));
        }
        String flag = plain(name);
        return flag.startsWith("no-")
                ? Map.of(flag.substring("no-".length()), "false")
                : Map.of(flag, value.isEmpty() ? "true" : value);
    }

    private static String plain(String name) {
        return name.replaceFirst("^--", "").toLowerCase(Locale.ROOT);
    }

    /** Checks values that scripts and other files use too. */
    private static Optional<String> clause(String flag, String value) {
        return switch (flag) {
            case "work_dir", "log_dir" -> Validators.path(value);
            case "hostname" -> Validators.address(value);
            case "port" ->
                value.matches("[1-9]\\d{0,4}") && Integer.parseInt(value) <= LARGEST_PORT
                        ? Optional.empty()
                        : Optional.of("is not a port from 1 to " + LARGEST_PORT);
            default -> Optional.empty();
        };
    }
}
