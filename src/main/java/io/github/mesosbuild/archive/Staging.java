package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The directory that an archive is unpacked into. It is this run's own: everything in it was made here, never overwritten, never
 * through a link, so the tree of {@link Node}s knows it without asking the file system for each component of each name.
 */
final class Staging implements AutoCloseable {
    private final Path directory;
    private final String top;
    private final Limits limits;
    private final Node root = Node.root();
    private final SmallFiles smallFiles = new SmallFiles();
    private final Modes modes;
    private int nodes = 1;
    private int entries;
    private long bytes;
    private int dropped;

    /**
     * Makes the directory.
     *
     * @param top the name that every entry must begin with; it becomes the directory itself
     */
    Staging(Path directory, String top, Limits limits) throws IOException {
        this.directory = directory;
        this.top = top;
        this.limits = limits;
        Files.createDirectory(directory, Modes.creating(Modes.OPEN_DIRECTORY));
        this.modes = new Modes(directory);
    }

    int entries() {
        return entries;
    }

    long bytes() {
        return bytes;
    }

    /** Entries that asked for a set-id or sticky bit. */
    int dropped() {
        return dropped;
    }

    /** Makes what an entry describes. */
    void add(TarEntry entry, TarReader content) throws IOException, InterruptedException {
        List<String> name = below(entry.name());
        try {
            switch (entry.type()) {
                case DIRECTORY -> directory(name).list(entry.mode(), entry.modified());
                case FILE -> file(entry, name, content);
                case SYMBOLIC_LINK -> symbolicLink(entry, name);
                case HARD_LINK -> hardLink(entry, name);
            }
        } catch (InvalidPathException e) {
            throw new Refusal(Kind.NAME, "has a name that this machine's locale cannot express", e);
        } catch (FileAlreadyExistsException e) {
            throw new Refusal(Kind.DUPLICATE, "has a name that this file system holds for another's", e);
        }
        if (Modes.isSpecial(entry.mode())) {
            dropped++;
        }
        entries++;
    }

    /** The components of a name below the top directory. */
    private List<String> below(String name) throws Refusal {
        List<String> components = Names.components(name, limits);
        if (!components.get(0).equals(top)) {
            throw new Refusal(Kind.WRONG_TOP, "does not lie in the directory '" + Names.printable(top) + "'");
        }
        return components.subList(1, components.size());
    }

    private Node directory(List<String> name) throws IOException {
        Node at = root;
        for (String component : name) {
            Node next = at.child(component);
            if (next == null) {
                next = node(at, Node.Type.DIRECTORY, component);
                Files.createDirectory(next.path(directory), Modes.creating(Modes.OPEN_DIRECTORY));
            } else if (next.type() == Node.Type.LINK) {
                throw new Refusal(Kind.LINK, "lies behind a symbolic link of the archive");
            } else if (next.type() == Node.Type.FILE) {
                throw new Refusal(Kind.DUPLICATE, "needs a directory where the archive has a file already");
            }
            at = next;
        }
        return at;
    }

    /** A new node, its parent directories made if need be. */
    private Node node(List<String> name, Node.Type type) throws IOException {
        if (name.isEmpty()) {
            throw new Refusal(Kind.WRONG_TOP, "is not a directory");
        }
        int last = name.size() - 1;
        return node(directory(name.subList(0, last)), type, name.get(last));
    }

    private Node node(Node parent, Node.Type type, String name) throws Refusal {
        Node node = parent.add(type, name, limits.allowCaseClashes());
        if (++nodes > limits.entries()) {
            throw Refusal.limit(Limits.ENTRIES, "is one of more than " + limits.entries() + " entries");
        }
        return node;
    }

    private void file(TarEntry entry, List<String> name, TarReader content) throws IOException, InterruptedException {
        Path path = node(name, Node.Type.FILE).path(directory);
        NewFile file = new NewFile(entry.name(), path, Modes.kept(entry.mode()), entry.modified(), modes);
        if (entry.size() <= SmallFiles.LARGEST) {
            smallFiles.write(file, content.bytes());
        } else {
            file.write(content::transferTo);
        }
        bytes += entry.size();
    }

    private void symbolicLink(TarEntry entry, List<String> name) throws IOException {
        String link = entry.link();
        if (link.isEmpty() || link.startsWith("/") || Names.hasControls(link) || link.length() > limits.nameLength()) {
            throw new Refusal(
                    Kind.LINK, "is a symbolic link whose target is not allowed, '" + Names.printable(link) + "'");
        }
        Path path = node(name, Node.Type.LINK).path(directory);
        Files.createSymbolicLink(path, Path.of(link));
        Modes.setTime(path, entry.modified(), LinkOption.NOFOLLOW_LINKS);
    }

    private void hardLink(TarEntry entry, List<String> name) throws IOException, InterruptedException {
        Node existing = root;
        try {
            for (String component : below(entry.link())) {
                existing = existing == null ? null : existing.child(component);
            }
        } catch (Refusal e) {
            throw new Refusal(
                    Kind.LINK, "is a hard link to '" + Names.printable(entry.link()) + "', which " + e.getMessage());
        }
        if (existing == null || existing.type() != Node.Type.FILE) {
            throw new Refusal(
                    Kind.LINK,
                    "is a hard link to '" + Names.printable(entry.link()) + "', which is no file that came before it");
        }
        smallFiles.await();
        Files.createLink(node(name, Node.Type.FILE).path(directory), existing.path(directory));
    }

    /**
     * Waits until every file is there, and refuses links that lead out and an archive without the top directory.
     */
    void check() throws IOException, InterruptedException {
        smallFiles.await();
        if (entries == 0) {
            throw new Refusal(Kind.WRONG_TOP, "has no directory '" + Names.printable(top) + "'");
        }
        new LinkCheck(directory).check(root);
    }

    /** Gives the directories their modes and times, the deepest first, since what is made in one changes its time. */
    void finish() throws IOException {
        finish(root);
    }

    private void finish(Node node) throws IOException {
        for (Node child : node.children()) {
            if (child.type() == Node.Type.DIRECTORY) {
                finish(child);
            }
        }
        if (!node.isListed()) {
            return;
        }
        Path path = node.path(directory);
        try {
            Modes.setTime(path, node.modified());
            int mode = Modes.kept(node.mode());
            if (mode != Modes.OPEN_DIRECTORY) {
                modes.set(path, mode);
            }
        } catch (NoSuchFileException removedByThePreparation) {
            return;
        }
    }

    /** Ends what is still being written. */
    @Override
    public void close() {
        smallFiles.close();
    }
}
