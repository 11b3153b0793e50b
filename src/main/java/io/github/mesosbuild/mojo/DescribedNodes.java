package io.github.mesosbuild.mojo;

import io.github.mesosbuild.node.DescriptionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** The description of machines in a POM, as maps, lists and strings. */
final class DescribedNodes {
    /** Elements whose children are items, whatever their names. */
    private static final Set<String> LISTS = Set.of("hosts", "roles");

    private final List<String> problems = new ArrayList<>();

    private DescribedNodes() {}

    /**
     * Returns the tree of an element.
     *
     * @throws DescriptionException if an element that can occur once occurs twice
     */
    static Object tree(PlexusConfiguration element) throws DescriptionException {
        DescribedNodes nodes = new DescribedNodes();
        Object tree = nodes.of(element, element.getName());
        if (!nodes.problems.isEmpty()) {
            throw new DescriptionException(nodes.problems);
        }
        return tree;
    }

    private Object of(PlexusConfiguration element, String path) {
        if (element.getChildCount() == 0) {
            String value = element.getValue(null);
            return value == null ? "" : value.strip();
        }
        if (LISTS.contains(element.getName())) {
            List<Object> items = new ArrayList<>();
            for (PlexusConfiguration child : element.getChildren()) {
                items.add(of(child, path + "." + child.getName()));
            }
            return items;
        }
        Map<String, Object> children = new LinkedHashMap<>();
        for (PlexusConfiguration child : element.getChildren()) {
            String below = path + "." + child.getName();
            if (children.putIfAbsent(child.getName(), of(child, below)) != null) {
                problems.add(below + ": The element is set twice.");
            }
        }
        return children;
    }
}
