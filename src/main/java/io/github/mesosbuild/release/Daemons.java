package io.github.mesosbuild.release;

import java.util.List;
import java.util.Map;

/**
 * The programs of a release that make a cluster.
 *
 * @param master the one that leads
 * @param slave the one that runs tasks; up to Mesos 0.28 it is called slave, from 1.0 on agent
 */
public record Daemons(Daemon master, Daemon slave) {
    /** Stands in the value of a flag for the directory of the installation, which may have been moved since it was built. */
    public static final String PREFIX = "{prefix}";

    /** Stands in the arguments of {@link Daemon#initialize} for the directory that the daemon keeps its state in. */
    public static final String WORK_DIRECTORY = "{workDirectory}";

    /**
     * One of the programs.
     *
     * @param name what it is called, in the names of nodes as well: {@code master}, {@code slave}
     * @param program its file below the installation
     * @param health the path on its HTTP server that answers 200 once it serves
     * @param state the path on its HTTP server that answers with its state as JSON
     * @param initialize the program below the installation, with its arguments, that makes its state when it is one of several which
     *     are all new; none if it needs none
     * @param flags groups of flags that it is given when a condition holds, with the reason
     */
    public record Daemon(
            String name, String program, String health, String state, List<String> initialize, List<Flags> flags) {
        public Daemon {
            initialize = List.copyOf(initialize);
            flags = List.copyOf(flags);
        }
    }

    /** When a group of flags is given. */
    public enum When {
        /** Always: what would be wrong in an installation that was moved. */
        ALWAYS,
        /** If the cluster does not run as root. */
        ORDINARY_USER,
        /** If the system has no control groups of version 1 to mount or use, or they are not the user's. */
        NO_CONTROL_GROUPS,
        /** If the system is not run by systemd, or the user may not ask it. */
        NO_SYSTEMD
    }

    /**
     * Flags that a daemon is given, as far as it knows them.
     *
     * @param when on which machine, as which user
     * @param because one sentence: why
     * @param values by name
     */
    public record Flags(When when, String because, Map<String, String> values) {
        public Flags {
            values = Map.copyOf(values);
        }
    }
}
