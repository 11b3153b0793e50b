package io.github.mesosbuild.node;

import java.util.List;

/**
 * The files for one machine.
 *
 * @param files the files to put under {@code /}
 * @param scripts {@code install.sh}, {@code restart.sh} and {@code README.md}, which stay next to them
 */
public record NodeTree(Host host, List<NodeFile> files, List<NodeFile> scripts) {
    /** The names in a node's directory that do not go under {@code /}. */
    public static final List<String> SCRIPTS = List.of("install.sh", "restart.sh", "README.md");

    public NodeTree {
        files = List.copyOf(files);
        scripts = List.copyOf(scripts);
    }
}
