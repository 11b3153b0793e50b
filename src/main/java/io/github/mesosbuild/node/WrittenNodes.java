package io.github.mesosbuild.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The nodes that were written to a directory. */
public final class WrittenNodes {
    private final Path directory;

    public WrittenNodes(Path directory) {
        this.directory = directory;
    }

    /**
     * Returns the names of the nodes in alphabetical order.
     *
     * @throws IOException if the directory exists, but cannot be read
     */
    public List<String> names() throws IOException {
        return Files.isDirectory(directory) ? NodeStore.hosts(directory) : List.of();
    }

    /**
     * Returns the name of the chosen node, or of the only one if none was chosen.
     *
     * @throws NodeException ({@code NO_NODE}) if the node does not exist, or a choice is needed
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
     * Returns the files of a node that go under its root.
     *
     * @throws NodeException ({@code NO_TREE}) if no files were written for it
     */
    public List<NodeFile> files(String name) throws NodeException, IOException {
        try {
            return NodeStore.read(directory, name);
        } catch (NoSuchFileException e) {
            throw new NodeException(NodeException.Kind.NO_TREE, directory + " contains no files for " + name + ".", e);
        }
    }

    /** Returns the script that restarts the services of a node. */
    public Path restartScript(String name) {
        return directory.resolve(name).resolve("restart.sh");
    }
}
