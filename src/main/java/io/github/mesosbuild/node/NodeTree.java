package io.github.mesosbuild.node;

import java.util.List;

/**
 * The files for one machine.
 *
 * @param files the files to put under {@code /}
 * @param scripts {@code install.sh}, {@code restart.sh}, {@code README.md} and {@code retire.sh}, which stay next to them
 */
public record NodeTree(Host host, List<NodeFile> files, List<NodeFile> scripts) {
    /** The names in a node's directory that do not go under {@code /}. */
    public static final List<String> SCRIPTS = List.of("install.sh", "restart.sh", "README.md", RetiredServices.SCRIPT);

    public NodeTree {
        files = List.copyOf(files);
        scripts = List.copyOf(scripts);
    }

    /** Returns the script with a name of {@link #SCRIPTS}. */
    NodeFile script(String name) {
        return scripts.stream()
                .filter(script -> script.path().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
