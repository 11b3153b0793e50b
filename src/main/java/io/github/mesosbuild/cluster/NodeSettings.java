package io.github.mesosbuild.cluster;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is asked of one node, or of all that have a role.
 *
 * @param flags of its daemon, by name without the dashes
 * @param environment set for its daemon, by name
 */
public record NodeSettings(Map<String, String> flags, Map<String, String> environment) {
    /** Nothing in particular. */
    public static final NodeSettings NONE = new NodeSettings(Map.of(), Map.of());

    public NodeSettings {
        flags = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(flags));
        environment = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }
}
