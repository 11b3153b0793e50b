package io.github.mesosbuild.release;

import static io.github.mesosbuild.release.Key.optional;
import static io.github.mesosbuild.release.Key.required;

import io.github.mesosbuild.config.ConfigNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys under {@code cluster}. */
final class DaemonKeys {

    /** A group of flags. */
    static final class Flags {
        static final Key<Daemons.When> WHEN = optional(
                        "when",
                        Kinds.choice(
                                "`ordinary user`, `no control groups` or `no systemd`",
                                List.of("ordinary user", "no control groups", "no systemd"),
                                Flags::when),
                        "condition for adding them",
                        "ordinary user")
                .absent("always");
        static final Key<String> BECAUSE = required(
                "because",
                Kinds.TEXT,
                "why, in lower case and without a period",
                "only root can run tasks as another user");
        static final Key<Map<String, String>> VALUES =
                required("values", Kinds.TEXT_BY_NAME, "values by flag", "{ switch_user: \"false\" }");
        static final Section SECTION = Section.of("cluster.DAEMON.flags", WHEN, BECAUSE, VALUES);

        private Flags() {}

        private static Daemons.When when(ConfigNode node) {
            return switch (node.textOrEmpty()) {
                case "" -> Daemons.When.ALWAYS;
                case "ordinary user" -> Daemons.When.ORDINARY_USER;
                case "no control groups" -> Daemons.When.NO_CONTROL_GROUPS;
                case "no systemd" -> Daemons.When.NO_SYSTEMD;
                default -> {
                    node.problem(
                            node.textOrEmpty(), "is not one of 'ordinary user', 'no control groups' or 'no systemd'");
                    yield Daemons.When.ALWAYS;
                }
            };
        }
    }

    static final Key<String> NAME = required(
            "name",
            Kinds.NAME,
            "prefix of node names, such as `agent` in `agent-1`, and word for the daemon in messages",
            "slave");
    static final Key<String> PROGRAM =
            required("program", Kinds.PATH, "program in the installation", "sbin/mesos-slave");
    static final Key<String> HEALTH =
            required("health", Kinds.TEXT, "path of the daemon's web server that answers 200", "/slave(1)/health");
    static final Key<String> STATE =
            required("state", Kinds.TEXT, "path of the daemon's state in JSON", "/slave(1)/state.json");
    static final Key<List<String>> INITIALIZE = optional(
            "initialize",
            Kinds.COMMAND,
            "command that prepares the work directory before the first start",
            "[bin/mesos-log, initialize, \"--path={workDirectory}/replicated_log\"]");
    static final Key<List<ConfigNode>> FLAGS = optional("flags", Kinds.list(Flags.SECTION), "groups of flags", "");
    static final Section DAEMON = Section.of("cluster.DAEMON", NAME, PROGRAM, HEALTH, STATE, INITIALIZE, FLAGS);

    static final Key<Optional<VersionRange>> RELEASE = optional(
                    "release", Kinds.RANGE, "versions that the entry is for", "\">= 1.0\"")
            .absent("all");
    static final Key<ConfigNode> MASTER =
            required("master", Kinds.map(DAEMON), "the daemon that leads the cluster", "");
    static final Key<ConfigNode> SLAVE = required("slave", Kinds.map(DAEMON), "the daemon that runs tasks", "");
    static final Section SECTION = Section.of("cluster", RELEASE, MASTER, SLAVE);

    private DaemonKeys() {}
}
