package io.github.mesosbuild.node;

import io.github.mesosbuild.config.ConfigNode;
import java.util.Objects;

/** The key of a description for what belongs to slaves. Mesos 1.0 renamed them to agents, so the key has two names, for every version. */
final class SlaveKey {
    private static final String SLAVE = "slave";
    private static final String AGENT = "agent";

    private SlaveKey() {}

    /** Returns the node at a place that has either name. It is a problem if both are there, with different values. */
    static ConfigNode in(ConfigNode place) {
        ConfigNode slave = place.get(SLAVE);
        ConfigNode agent = place.get(AGENT);
        if (slave.isPresent() && agent.isPresent() && !Objects.equals(slave.value(), agent.value())) {
            agent.problem(
                    "'agent' and 'slave' are two names of one key, but have different values. Use only one of them.");
        }
        return agent.isPresent() ? agent : slave;
    }
}
