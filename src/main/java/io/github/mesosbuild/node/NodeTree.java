package io.github.mesosbuild.node;

import java.util.List;

/**
 * What one machine gets.
 *
 * @param files what goes below {@code /}
 * @param scripts {@code install.sh}, {@code restart.sh} and {@code README.md}, which lie beside them
 */
public record NodeTree(Host host, List<NodeFile> files, List<NodeFile> scripts) {
    /** Names in a node's directory that are not of its tree. */
    public static final List<String> SCRIPTS = List.of("install.sh", "restart.sh", "README.md");

    public NodeTree {
        files = List.copyOf(files);
        scripts = List.copyOf(scripts);
    }
}
