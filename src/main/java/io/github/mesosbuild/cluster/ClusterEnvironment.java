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
 * An installation and the machine that a cluster of it runs on.
 *
 * @param release the name and version, such as {@code mesos 0.24.0}
 * @param daemons the release's daemons and their flags
 * @param prefix the directory of the installation
 * @param library the native library for frameworks, if the installation has one
 * @param environment the variables that daemons may inherit
 * @param root whether this process runs as root
 * @param system the features of the system
 * @param java the {@code java} program that runs ZooKeeper
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
     * Features of the system that daemons use by default.
     *
     * @param controlGroups whether control groups of version 1 are mounted
     * @param systemd whether systemd is the init system
     */
    public record Host(boolean controlGroups, boolean systemd) {
        private static final String FREEZER = "sys/fs/cgroup/freezer";
        private static final String SYSTEMD = "run/systemd/system";

        /** Detects the features under a root directory ({@code cgroups(7)}, {@code sd_booted(3)}). */
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

    /** Returns whether a group of flags applies to this machine and user. */
    boolean has(Daemons.When when) {
        return switch (when) {
            case ALWAYS -> true;
            case ORDINARY_USER -> !root;
            case NO_CONTROL_GROUPS -> !root || !system.controlGroups();
            case NO_SYSTEMD -> !root || !system.systemd();
        };
    }

    /** Returns the path of a daemon's program. */
    Path program(Daemons.Daemon daemon) {
        return prefix.resolve(daemon.program());
    }

    /**
     * Returns the environment for daemons and their tasks. It omits {@code MESOS_} and {@code LIBPROCESS_} variables, which daemons
     * would read as flags. It adds the installation's libraries to {@code LD_LIBRARY_PATH}, because they may have been moved after
     * the build.
     */
    Map<String, String> daemonEnvironment() {
        Map<String, String> plain = new TreeMap<>(environment);
        plain.keySet().removeIf(ClusterEnvironment::isFlag);
        String own = prefix.resolve("lib").toString();
        plain.merge("LD_LIBRARY_PATH", own, (theirs, ours) -> ours + ":" + theirs);
        return plain;
    }

    /** Returns whether daemons and executors read an environment variable as a flag. */
    static boolean isFlag(String variable) {
        return variable.startsWith("MESOS_") || variable.startsWith("LIBPROCESS_");
    }

    /** Returns the daemon of a role. */
    Daemons.Daemon daemon(Role role) {
        return role == Role.MASTER ? daemons.master() : daemons.slave();
    }

    /** Returns the roles whose daemons a topology needs. */
    List<Role> roles(Topology topology) {
        return topology.masters() == 0
                ? List.of(Role.SLAVE)
                : topology.slaves() == 0 ? List.of(Role.MASTER) : List.of(Role.MASTER, Role.SLAVE);
    }
}
