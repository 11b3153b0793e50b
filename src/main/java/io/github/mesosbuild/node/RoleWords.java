package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.release.Version;
import java.util.Locale;

/** The words of messages and guides for roles, and for what is named after them. Mesos 1.0 renamed slaves to agents. */
final class RoleWords {
    private static final String AGENT = "agent";
    private static final String SLAVE = "slave";

    private RoleWords() {}

    /** Returns what a release calls a slave: {@code slave} or {@code agent}. */
    static String slave(Version version) {
        return Trait.AGENTS.in(version) ? AGENT : SLAVE;
    }

    /** Returns what the program of a service is called: {@code slave} or {@code agent}. */
    static String slave(String service) {
        return service.startsWith("mesos-" + AGENT) ? AGENT : SLAVE;
    }

    /** Returns the word for a role, if a slave is called {@code slaveName}. */
    static String of(Role role, String slaveName) {
        return role == Role.SLAVE ? slaveName : role.name().toLowerCase(Locale.ROOT);
    }

    /** Returns {@code A slave} or {@code An agent}. */
    static String withArticle(String slaveName) {
        return (slaveName.equals(AGENT) ? "An " : "A ") + slaveName;
    }

    /** Returns the parameter of {@code mesos:node-apply} that lets a slave start as a new one. */
    static String forgetParameter(String slaveName) {
        return slaveName.equals(AGENT) ? "mesos.forgetAgent" : "mesos.forgetSlave";
    }

    /** Returns the variable of the scripts that lets a slave start as a new one. Both names work for every release. */
    static String forgetVariable(String slaveName) {
        return "MESOS_NODE_FORGET_" + slaveName.toUpperCase(Locale.ROOT);
    }
}
