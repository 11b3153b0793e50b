package io.github.mesosbuild.cluster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The user's settings for one node, or for all nodes of a role.
 *
 * @param flags the flags of the daemon, by name without dashes
 * @param environment the variables of the daemon, by name
 */
public record NodeSettings(Map<String, String> flags, Map<String, String> environment) {
    /** No settings. */
    public static final NodeSettings NONE = new NodeSettings(Map.of(), Map.of());

    public NodeSettings {
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
}
