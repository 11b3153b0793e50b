package io.github.mesosbuild.release;

import java.util.List;
import java.util.Map;

/**
 * The programs of a release that form a cluster.
 *
 * @param master the program that leads the cluster
 * @param slave the program that runs tasks; Mesos 1.0 and newer call it agent
 */
public record Daemons(Daemon master, Daemon slave) {
    /** The placeholder in flag values for the directory of the installation, which may have been moved since the build. */
    public static final String PREFIX = "{prefix}";

    /** The placeholder in flag values and in {@link Daemon#initialize} for the directory of the daemon's state. */
    public static final String WORK_DIRECTORY = "{workDirectory}";

    /** The placeholder in flag values for the environment of the daemon, as a JSON object. */
    public static final String ENVIRONMENT = "{environment}";

    /**
     * A program of a cluster.
     *
     * @param name its name, also used in names of nodes: {@code master}, {@code slave}
     * @param program its file, relative to the installation
     * @param health the HTTP path that answers with status 200 once the daemon is ready
     * @param state the HTTP path that answers with the daemon's state as JSON
     * @param initialize the command that creates the state when all of several such daemons are new, relative to the installation; empty
     *     if there is none
     * @param flags groups of flags to add under a condition
     */
    public record Daemon(
            String name, String program, String health, String state, List<String> initialize, List<Flags> flags) {
        public Daemon {
            initialize = List.copyOf(initialize);
            flags = List.copyOf(flags);
        }
    }

    /** The condition for adding a group of flags. */
    public enum When {
        /** Always, for example because a default breaks when the installation is moved. */
        ALWAYS,
        /** The cluster does not run as root. */
        ORDINARY_USER,
        /** The user cannot mount or use version 1 control groups. */
        NO_CONTROL_GROUPS,
        /** The system does not run systemd, or the user cannot access it. */
        NO_SYSTEMD
    }

    /**
     * Flags to add to a daemon's command line, if the daemon supports them.
     *
     * @param when the condition for adding them
     * @param because the reason, as a clause in lower case without a period
     * @param values the flags' values by name
     */
    public record Flags(When when, String because, Map<String, String> values) {
        public Flags {
            values = Map.copyOf(values);
        }
    }
}
