package io.github.mesosbuild.node;

import io.github.mesosbuild.files.PathNames;
import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The directory that contains one directory for each host, with its tree and scripts. Other files in it are left alone. */
public final class NodeStore {
    private static final String MARK = "Written by mesos:node-config.";
    private static final String STAGED = ".new";
    private static final String REPLACED = ".old";

    private NodeStore() {}

    /**
     * Writes the trees of all hosts, each in one step, and removes those of other hosts.
     *
     * @throws NodeException ({@code FOREIGN}) if something else has the name of a host; no files are written then
     * @throws IOException if a file cannot be written
     */
    public static void write(Path directory, List<NodeTree> trees) throws IOException, NodeException {
        for (NodeTree tree : trees) {
            Path host = PathNames.child(directory, tree.host().name());
            if (Trees.exists(host) && !isOurs(host)) {
                throw new NodeException(
                        NodeException.Kind.FOREIGN,
                        host + " already exists and was not written by 'mesos:node-config'.");
            }
        }
        Files.createDirectories(directory);
        Set<String> names = new HashSet<>();
        for (NodeTree tree : trees) {
            names.add(tree.host().name());
            replace(directory, tree);
        }
        for (String name : hosts(directory)) {
            if (!names.contains(name)) {
                Trees.delete(directory.resolve(name));
            }
        }
    }

    private static void replace(Path directory, NodeTree tree) throws IOException {
        String name = tree.host().name();
        Path staged = directory.resolve("." + name + STAGED);
        Path replaced = directory.resolve("." + name + REPLACED);
        Trees.delete(staged);
        Trees.delete(replaced);
        for (NodeFile file : tree.files()) {
            write(staged, file);
        }
        for (NodeFile file : tree.scripts()) {
            write(staged, file);
        }
        Path host = directory.resolve(name);
        if (Trees.exists(host)) {
            Trees.moveIntoPlace(host, replaced);
        }
        Trees.moveIntoPlace(staged, host);
        Trees.delete(replaced);
    }

    /** Returns whether this class wrote a directory, which a mark in its first script shows. */
    private static boolean isOurs(Path host) throws IOException {
        Path script = host.resolve(NodeTree.SCRIPTS.get(0));
        return Files.isDirectory(host, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(script, LinkOption.NOFOLLOW_LINKS)
                && Files.readString(script, StandardCharsets.ISO_8859_1).contains(MARK);
    }

    /**
     * Returns the names of the hosts that have a directory here.
     *
     * @throws IOException if it cannot be listed
     */
    public static List<String> hosts(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path host : all.sorted().toList()) {
                String name = host.getFileName().toString();
                if (!name.startsWith(".") && isOurs(host)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Writes a file of a tree, and the directories above it. */
    static void write(Path host, NodeFile file) throws IOException {
        Path path = PathNames.in(host, file.path());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.text());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(file.mode()));
    }

    /**
     * Returns the files of a host's tree in the order of their paths, without its scripts.
     *
     * @throws NoSuchFileException if the host has no directory here
     * @throws IOException if a file cannot be read
     */
    public static List<NodeFile> read(Path directory, String host) throws IOException {
        Path root = directory.resolve(host);
        if (PathNames.file(host).isPresent() || !Files.isDirectory(root)) {
            throw new NoSuchFileException(root.toString());
        }
        List<NodeFile> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(one -> Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                String name = root.relativize(path).toString();
                if (!NodeTree.SCRIPTS.contains(name)) {
                    files.add(new NodeFile(
                            name,
                            Files.readString(path),
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(path))));
                }
            }
        }
        files.sort(Comparator.comparing(NodeFile::path));
        return files;
    }
}
