package io.github.mesosbuild.cluster;

import io.github.mesosbuild.release.Daemons;
import io.github.mesosbuild.release.Release;
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
 * @param system what the system has
 * @param java the program that runs ZooKeeper
 */
public record ClusterEnvironment(
        String release,
        Daemons daemons,
        Path prefix,
        Optional<Path> library,
        Map<String, String> environment,
        boolean root,
        Host system,
        Path java) {
    public ClusterEnvironment {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    }

    /**
     * What the system has that daemons may want.
     *
     * @param controlGroups whether there are control groups of version 1
     * @param systemd whether systemd runs it
     */
    public record Host(boolean controlGroups, boolean systemd) {
        private static final String FREEZER = "sys/fs/cgroup/freezer";
        private static final String SYSTEMD = "run/systemd/system";

        /** That of which these are the files ({@code cgroups(7)}, {@code sd_booted(3)}). */
        public static Host of(Path root) {
            return new Host(Files.isDirectory(root.resolve(FREEZER)), Files.isDirectory(root.resolve(SYSTEMD)));
        }
    }

    /**
     * Describes an installation of a release on this machine, for this user.
     *
     * @param environment the variables that daemons may inherit, with {@code JAVA_HOME}
     * @throws ClusterException ({@code NO_DAEMONS}) if the release's recipe names no daemons
     */
    public static ClusterEnvironment of(Release release, Path prefix, Map<String, String> environment)
            throws ClusterException {
        return new ClusterEnvironment(
                release.name(),
                release.daemons().orElseThrow(() -> ClusterException.noDaemons(release.name())),
                prefix,
                release.build().library().map(prefix::resolve).filter(Files::exists),
                environment,
                "root".equals(System.getProperty("user.name")),
                Host.of(Path.of("/")),
                Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    /** Whether a group of flags is for this machine and user. */
    boolean has(Daemons.When when) {
        return switch (when) {
            case ALWAYS -> true;
            case ORDINARY_USER -> !root;
            case NO_CONTROL_GROUPS -> !root || !system.controlGroups();
            case NO_SYSTEMD -> !root || !system.systemd();
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
