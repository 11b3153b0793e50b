package io.github.mesosbuild.cluster;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of nodes. Mesos 1.0 renamed slaves to agents, so {@code slave-1} and {@code agent-1} are the same node of every cluster: it has
 * the name that its release uses, and is found by both.
 */
final class NodeNames {
    private static final List<String> WORDS = List.of("agent", "slave");
    private static final Pattern SLAVE = Pattern.compile("(?:" + String.join("|", WORDS) + ")(-\\d+)");

    private NodeNames() {}

    /** Returns the name of a node in the words of its release. */
    static String own(String name, String slaveName) {
        Matcher slave = SLAVE.matcher(name);
        return slave.matches() ? slaveName + slave.group(1) : name;
    }

    /**
     * Returns ports by the names of nodes in the words of their release.
     *
     * @throws ClusterException ({@code TOPOLOGY}) if a node has two ports by its two names
     */
    static Map<String, Integer> ownPorts(Map<String, Integer> ports, String slaveName) throws ClusterException {
        Map<String, Integer> own = new TreeMap<>();
        for (Map.Entry<String, Integer> entry : new TreeMap<>(ports).entrySet()) {
            Integer other = own.put(own(entry.getKey(), slaveName), entry.getValue());
            if (other != null && !other.equals(entry.getValue())) {
                throw refused(entry.getKey(), "ports: " + other + " and " + entry.getValue());
            }
        }
        return own;
    }

    /**
     * Returns settings by the names of nodes in the words of their release.
     *
     * @throws ClusterException ({@code TOPOLOGY}) if a flag or variable of a node has two values by its two names
     */
    static Map<String, NodeSettings> ownSettings(Map<String, NodeSettings> settings, String slaveName)
            throws ClusterException {
        Map<String, NodeSettings> own = new TreeMap<>();
        for (Map.Entry<String, NodeSettings> entry : new TreeMap<>(settings).entrySet()) {
            String name = own(entry.getKey(), slaveName);
            NodeSettings other = own.getOrDefault(name, NodeSettings.NONE);
            NodeSettings value = entry.getValue();
            own.put(
                    name,
                    new NodeSettings(
                            merged(entry.getKey(), "values of --", other.flags(), value.flags()),
                            merged(entry.getKey(), "values of ", other.environment(), value.environment())));
        }
        return own;
    }

    private static Map<String, String> merged(
            String node, String what, Map<String, String> one, Map<String, String> two) throws ClusterException {
        Map<String, String> merged = new LinkedHashMap<>(one);
        for (Map.Entry<String, String> entry : two.entrySet()) {
            String other = merged.put(entry.getKey(), entry.getValue());
            if (other != null && !other.equals(entry.getValue())) {
                throw refused(node, what + entry.getKey());
            }
        }
        return merged;
    }

    private static ClusterException refused(String node, String what) {
        return new ClusterException(
                ClusterException.Kind.TOPOLOGY,
                WORDS.stream().map(word -> own(node, word)).collect(Collectors.joining(" and "))
                        + " are two names of one node, but have different " + what + ".");
    }

    /** Returns all names of a node. */
    static Set<String> of(ClusterNode node) {
        Set<String> names = new LinkedHashSet<>(List.of(node.name()));
        if (node.role() == Role.SLAVE) {
            WORDS.forEach(
                    word -> names.add(word + node.name().substring(node.name().lastIndexOf('-'))));
        }
        return names;
    }
}
