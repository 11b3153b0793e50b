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

    /**
     * Returns the services of a node's machine whose roles the node does not have.
     *
     * @param root the directory that is {@code /} of the machine
     * @throws IOException if they cannot be listed
     */
    public List<RetiredServices.Service> retired(String name, Path root) throws IOException, InterruptedException {
        Path script = retireScript(name);
        return Files.isRegularFile(script)
                ? RetiredServices.under(
                        root, new NodeFile(RetiredServices.SCRIPT, Files.readString(script), NodeFile.PROGRAM))
                : List.of();
    }

    /** Returns the script that stops and disables services of a node's machine whose roles the node does not have. */
    public Path retireScript(String name) {
        return directory.resolve(name).resolve(RetiredServices.SCRIPT);
    }
}
