package io.github.mesosbuild.cluster;

import io.github.mesosbuild.release.Daemons;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * On what a cluster is built.
 *
 * @param release name and version: {@code mesos 0.24.0}
 * @param daemons what the release calls its programs
 * @param prefix the installation, where it lies now
 * @param library the native library for frameworks, if it has one
 * @param environment that of the user; what daemons read flags from is left out of it
 * @param root whether it runs as root
 * @param controlGroups whether there are control groups of version 1
 * @param java the program that runs ZooKeeper
 */
public record Site(
        String release,
        Daemons daemons,
        Path prefix,
        Optional<Path> library,
        Map<String, String> environment,
        boolean root,
        boolean controlGroups,
        Path java) {
    /** Where control groups of version 1 are, if the system has them ({@code cgroups(7)}). */
    private static final String FREEZER = "sys/fs/cgroup/freezer";

    public Site {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /** Whether the system whose files these are has control groups of version 1. */
    public static boolean hasControlGroups(Path root) {
        return Files.isDirectory(root.resolve(FREEZER));
    }

    /** Whether a group of flags is for this machine and user. */
    boolean has(Daemons.When when) {
        return switch (when) {
            case ALWAYS -> true;
            case ORDINARY_USER -> !root;
            case NO_CONTROL_GROUPS -> !root || !controlGroups;
        };
    }

    /** A daemon's file. */
    Path program(Daemons.Daemon daemon) {
        return prefix.resolve(daemon.program());
    }

    /**
     * The environment that daemons and their tasks have: without {@code MESOS_…} and {@code LIBPROCESS_…}, from which they would read
     * flags that nobody has meant for them, and with the installation's libraries, which may lie elsewhere than where it was built for.
     */
    Map<String, String> daemonEnvironment() {
        Map<String, String> plain = new TreeMap<>(environment);
        plain.keySet().removeIf(name -> name.startsWith("MESOS_") || name.startsWith("LIBPROCESS_"));
        String own = prefix.resolve("lib").toString();
        plain.merge("LD_LIBRARY_PATH", own, (theirs, ours) -> ours + ":" + theirs);
        return plain;
    }

    /** The two daemons, the one with a role first asked for. */
    Daemons.Daemon daemon(Role role) {
        return role == Role.MASTER ? daemons.master() : daemons.slave();
    }

    /** Those of the daemons that a topology needs. */
    List<Role> roles(Topology topology) {
        return topology.masters() == 0
                ? List.of(Role.SLAVE)
                : topology.slaves() == 0 ? List.of(Role.MASTER) : List.of(Role.MASTER, Role.SLAVE);
    }
}
