package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.ClusterException;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.SupportedFlags;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.release.Version;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the flags of daemons, those of both, of a role, or of one host, and refuses what the daemons would. */
final class FlagReader {
    private static final Pattern NAME = Pattern.compile("(--)?(no-)?[A-Za-z][A-Za-z0-9_]*");
    private static final int LARGEST_PORT = 65535;

    /** Flags that follow from the rest of a description, and where it says them. */
    private static final Map<String, String> FOLLOWING = Map.ofEntries(
            Map.entry("zk", "follows from the hosts with the role zookeeper, or from 'zookeeper'"),
            Map.entry("master", "follows from the hosts with the role zookeeper, or from 'zookeeper'"),
            Map.entry("quorum", "follows from the number of masters, or from 'quorum'"),
            Map.entry("cluster", "follows from 'cluster'"),
            Map.entry("ip", "follows from 'listen' of the host"),
            Map.entry("advertise_ip", "follows from 'address' and 'listen' of the host"),
            Map.entry("advertise_port", "follows from 'ports' of the host, where it is not the flag 'port'"),
            Map.entry("attributes", "follows from 'attributes' of the host"),
            Map.entry("resources", "follows from 'resources' of the host"),
            Map.entry("help", "ends the daemon before it has begun"),
            Map.entry("version", "ends the daemon before it has begun"));

    private final Map<Role, SupportedFlags> sheets = new EnumMap<>(Role.class);

    FlagReader(FlagTable table, Version version) {
        for (Role role : Set.of(Role.MASTER, Role.SLAVE)) {
            table.sheet(version, role).ifPresent(sheet -> sheets.put(role, sheet));
        }
    }

    /** Whether the flags of this version are known. */
    boolean knows() {
        return !sheets.isEmpty();
    }

    /** Whether a daemon has a flag; where they are not known, it is taken to have it. */
    boolean has(Role role, String flag) {
        return !knows() || sheets.get(role).knows(flag);
    }

    /**
     * The flags at a place with the keys {@code all}, {@code master} and {@code slave}.
     *
     * @param roles those that may be given flags here
     * @param of whose flags they are, for messages
     */
    Map<Role, Map<String, String>> read(ConfigNode flags, Set<Role> roles, String of) {
        Map<Role, Map<String, String>> read = new EnumMap<>(Role.class);
        flags.onlyKeys("all", "master", "slave", "agent");
        if (flags.get("all").isPresent() && !roles.contains(Role.MASTER) && !roles.contains(Role.SLAVE)) {
            flags.get("all").problem("These flags are given to " + of + ", which runs no daemon of Mesos.");
        }
        flags.get("all").map().forEach((name, place) -> {
            for (Role role : new Role[] {Role.MASTER, Role.SLAVE}) {
                if (roles.contains(role)) {
                    one(role, name, place, of, read);
                }
            }
        });
        own(Role.MASTER, flags.get("master"), roles, of, read);
        own(Role.SLAVE, flags.get("slave"), roles, of, read);
        own(Role.SLAVE, flags.get("agent"), roles, of, read);
        return read;
    }

    private void own(Role role, ConfigNode place, Set<Role> roles, String of, Map<Role, Map<String, String>> read) {
        if (place.isPresent() && !roles.contains(role)) {
            place.problem("These flags are given to " + of + ", which is no "
                    + role.name().toLowerCase(Locale.ROOT) + ".");
            return;
        }
        Map<Role, Map<String, String>> given = new EnumMap<>(Role.class);
        place.map().forEach((name, value) -> one(role, name, value, of, given));
        given.forEach((of1, values) ->
                read.computeIfAbsent(of1, some -> new LinkedHashMap<>()).putAll(values));
    }

    private void one(Role role, String name, ConfigNode place, String of, Map<Role, Map<String, String>> into) {
        if (!NAME.matcher(name).matches()) {
            place.problem(name, "is not the name of a flag");
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
                if (FOLLOWING.containsKey(flag)) {
                    place.problem("The flag '" + flag + "' is not given here: it " + FOLLOWING.get(flag) + ".");
                } else if (clause.isPresent()) {
                    place.problem(loaded, clause.get());
                } else if (into.computeIfAbsent(role, some -> new LinkedHashMap<>())
                                .put(flag, loaded)
                        != null) {
                    place.problem("The flag '" + flag + "' is given twice.");
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
        String flag = name.replaceFirst("^--", "").toLowerCase(Locale.ROOT);
        return flag.startsWith("no-")
                ? Map.of(flag.substring("no-".length()), "false")
                : Map.of(flag, value.isEmpty() ? "true" : value);
    }

    /** Values that scripts and other files need too. */
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
