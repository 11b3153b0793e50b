package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.text.VisibleText;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the environment of daemons, for all, for a role or for one host. A shell reads the variables from {@code /etc/default}, and bash
 * does so with packages ({@code mesos-init-wrapper} of mesosphere/mesos-deb-packaging), so names that mean something to them are refused.
 * Sentences never contain a value, which may be a password.
 */
final class EnvironmentReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String FLAG = "MESOS_";

    /** Variables that bash does not let a script set, or that change how it reads the script (bash(1), "Shell Variables"). */
    private static final Set<String> OF_SHELL =
            Set.of("BASHOPTS", "BASH_ENV", "BASH_VERSINFO", "ENV", "EUID", "IFS", "PPID", "SHELLOPTS", "UID");

    /** Variables that the packages' wrapper uses for itself. */
    private static final Set<String> OF_WRAPPER =
            Set.of("args", "attributes", "etc_master", "etc_slave", "f", "name", "resources");

    /** Variables that set what other keys of the description set, with the advice for each. */
    private static final Map<String, String> NOT_ALLOWED = Map.ofEntries(
            Map.entry("LIBPROCESS_IP", "Use the host's key 'listen' instead."),
            Map.entry("LIBPROCESS_PORT", "Use the host's key 'ports' instead."),
            Map.entry("LIBPROCESS_ADVERTISE_IP", "Use the host's keys 'address' and 'listen' instead."),
            Map.entry("LIBPROCESS_ADVERTISE_PORT", "Use the host's key 'ports' and the flag --port instead."),
            Map.entry("ULIMIT", "The packages' wrapper reads it as a limit."),
            Map.entry("MASTER", "The packages' wrapper reads it as a flag."),
            Map.entry("ZK", "The packages' wrapper reads it as a flag."),
            Map.entry("IP", "Use the host's key 'listen' instead."),
            Map.entry("PORT", "Use the host's key 'ports' instead."),
            Map.entry("CLUSTER", "Use the key 'cluster' instead."),
            Map.entry("LOGS", "Use the flag --log_dir instead."),
            Map.entry("ISOLATION", "Use the flag --isolation instead."));

    private final FlagReader flags;

    EnvironmentReader(FlagReader flags) {
        this.flags = flags;
    }

    /**
     * Reads the variables at a place with the keys {@code all}, {@code master} and {@code slave}.
     *
     * @param roles the roles that may have variables here
     * @param before the variables by role that those of this place replace or add to
     * @param of the owner of the variables, for messages
     */
    Map<Role, Map<String, String>> read(
            ConfigNode place, Set<Role> roles, Map<Role, Map<String, String>> before, String of) {
        Map<Role, Map<String, String>> read = new EnumMap<>(Role.class);
        for (Role role : List.of(Role.MASTER, Role.SLAVE)) {
            if (roles.contains(role)) {
                read.put(role, new LinkedHashMap<>(before.getOrDefault(role, Map.of())));
            }
        }
        place.onlyKeys("all", "master", "slave", "agent");
        if (place.get("all").isPresent() && read.isEmpty()) {
            place.get("all")
                    .problem("These variables have no effect: " + of + " has neither the role master nor "
                            + flags.slaveName() + ".");
        }
        read.forEach((role, into) -> add(place.get("all"), role, into));
        own(place.get("master"), Role.MASTER, read, of);
        own(SlaveKey.in(place), Role.SLAVE, read, of);
        return read;
    }

    private void own(ConfigNode place, Role role, Map<Role, Map<String, String>> read, String of) {
        if (read.containsKey(role)) {
            add(place, role, read.get(role));
        } else if (place.isPresent()) {
            place.problem("These variables have no effect: " + of + " does not have the role "
                    + RoleWords.of(role, flags.slaveName()) + ".");
        }
    }

    private void add(ConfigNode place, Role role, Map<String, String> into) {
        place.map().forEach((name, value) -> {
            Optional<String> text = value.value() == null ? Optional.of("") : value.text();
            Optional<String> clause = clause(role, name);
            if (clause.isPresent()) {
                value.problem(name, clause.get());
            } else if (text.filter(VisibleText::hasUnsafe).isPresent()) {
                value.problem("The value of " + name + " contains a control character or a line break.");
            } else {
                text.ifPresent(valid -> into.put(name, valid));
            }
        });
    }

    private Optional<String> clause(Role role, String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of("is not the name of a variable: letters, digits and _, without a digit at the start");
        }
        if (NOT_ALLOWED.containsKey(name)) {
            return Optional.of("is not allowed here. " + NOT_ALLOWED.get(name).replaceFirst("\\.$", ""));
        }
        if (OF_SHELL.contains(name) || OF_WRAPPER.contains(name)) {
            return Optional.of("has a meaning for the shell that starts the daemon");
        }
        String flag = name.startsWith(FLAG) ? name.substring(FLAG.length()).toLowerCase(Locale.ROOT) : "";
        return !flag.isEmpty() && flags.knows() && flags.has(role, flag)
                ? Optional.of("sets the flag --" + flag + ". Use the key 'flags' instead")
                : Optional.empty();
    }
}
