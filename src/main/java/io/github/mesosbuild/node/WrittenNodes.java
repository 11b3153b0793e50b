package io.github.mesosbuild.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What was written of a description, node by node, in a directory. */
public final class WrittenNodes {
    private final Path directory;

    public WrittenNodes(Path directory) {
        this.directory = directory;
    }

    /**
     * The names of the nodes, in their order.
     *
     * @throws IOException if the directory is there and cannot be read
     */
    public List<String> names() throws IOException {
        return Files.isDirectory(directory) ? NodeStore.hosts(directory) : List.of();
    }

    /**
     * The node that is meant: the one of a name, or the only one.
     *
     * @throws NodeException ({@code NO_NODE}) if there is none or nobody can tell
     */
    public String named(Optional<String> name) throws NodeException, IOException {
        List<String> names = names();
        if (name.isEmpty() && names.size() == 1) {
            return names.get(0);
        }
        if (name.isEmpty() || names.isEmpty()) {
            throw NodeException.noNode(names);
        }
        if (!names.contains(name.get())) {
            throw NodeException.unknownNode(name.get(), names);
        }
        return name.get();
    }

    /**
     * The files of a node that go below its root.
     *
     * @throws NodeException ({@code NO_TREE}) if nothing was written for it
     */
    public List<NodeFile> files(String name) throws NodeException, IOException {
        try {
            return NodeStore.read(directory, name);
        } catch (NoSuchFileException e) {
            throw new NodeException(
                    NodeException.Kind.NO_TREE, "Nothing was written for " + name + " in " + directory + ".", e);
        }
    }

    /** The script of a node that restarts its services. */
    public Path restartScript(String name) {
        return directory.resolve(name).resolve("restart.sh");
    }
}
