package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import io.github.mesosbuild.text.VisibleText;
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
 * through a link, so the tree of {@link UnpackedNode}s knows it without asking the file system for each component of each name.
 */
final class StagingDirectory implements AutoCloseable {
    private final Path directory;
    private final String top;
    private final ArchiveLimits limits;
    private final UnpackedNode root = UnpackedNode.root();
    private final SmallFiles smallFiles = new SmallFiles();
    private final EntryModes modes;
    private int nodes = 1;
    private int entries;
    private long bytes;
    private int dropped;

    /**
     * Makes the directory.
     *
     * @param top the name that every entry must begin with; it becomes the directory itself
     */
    StagingDirectory(Path directory, String top, ArchiveLimits limits) throws IOException {
        this.directory = directory;
        this.top = top;
        this.limits = limits;
        Files.createDirectory(directory, EntryModes.creating(EntryModes.OPEN_DIRECTORY));
        this.modes = new EntryModes(directory);
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
            throw new RefusedArchiveException(Kind.NAME, "has a name that this machine's locale cannot express", e);
        } catch (FileAlreadyExistsException e) {
            throw new RefusedArchiveException(
                    Kind.DUPLICATE, "has a name that this file system holds for another's", e);
        }
        if (EntryModes.isSpecial(entry.mode())) {
            dropped++;
        }
        entries++;
    }

    /** The components of a name below the top directory. */
    private List<String> below(String name) throws RefusedArchiveException {
        List<String> components = EntryNames.components(name, limits);
        if (!components.get(0).equals(top)) {
            throw new RefusedArchiveException(
                    Kind.WRONG_TOP, "does not lie in the directory '" + VisibleText.of(top) + "'");
        }
        return components.subList(1, components.size());
    }

    private UnpackedNode directory(List<String> name) throws IOException {
        UnpackedNode at = root;
        for (String component : name) {
            UnpackedNode next = at.child(component);
            if (next == null) {
                next = node(at, UnpackedNode.Type.DIRECTORY, component);
                Files.createDirectory(next.path(directory), EntryModes.creating(EntryModes.OPEN_DIRECTORY));
            } else if (next.type() == UnpackedNode.Type.LINK) {
                throw new RefusedArchiveException(Kind.LINK, "lies behind a symbolic link of the archive");
            } else if (next.type() == UnpackedNode.Type.FILE) {
                throw new RefusedArchiveException(
                        Kind.DUPLICATE, "needs a directory where the archive has a file already");
            }
            at = next;
        }
        return at;
    }

    /** A new node, its parent directories made if need be. */
    private UnpackedNode node(List<String> name, UnpackedNode.Type type) throws IOException {
        if (name.isEmpty()) {
            throw new RefusedArchiveException(Kind.WRONG_TOP, "is not a directory");
        }
        int last = name.size() - 1;
        return node(directory(name.subList(0, last)), type, name.get(last));
    }

    private UnpackedNode node(UnpackedNode parent, UnpackedNode.Type type, String name) throws RefusedArchiveException {
        UnpackedNode node = parent.add(type, name, limits.allowCaseClashes());
        if (++nodes > limits.entries()) {
            throw RefusedArchiveException.limit(
                    ArchiveLimits.ENTRIES, "is one of more than " + limits.entries() + " entries");
        }
        return node;
    }

    private void file(TarEntry entry, List<String> name, TarReader content) throws IOException, InterruptedException {
        Path path = node(name, UnpackedNode.Type.FILE).path(directory);
        NewFile file = new NewFile(entry.name(), path, EntryModes.kept(entry.mode()), entry.modified(), modes);
        if (entry.size() <= SmallFiles.LARGEST) {
            smallFiles.write(file, content.bytes());
        } else {
            file.write(content::transferTo);
        }
        bytes += entry.size();
    }

    private void symbolicLink(TarEntry entry, List<String> name) throws IOException {
        String link = entry.link();
        if (link.isEmpty()
                || link.startsWith("/")
                || EntryNames.hasControls(link)
                || link.length() > limits.nameLength()) {
            throw new RefusedArchiveException(
                    Kind.LINK, "is a symbolic link whose target is not allowed, '" + VisibleText.of(link) + "'");
        }
        Path path = node(name, UnpackedNode.Type.LINK).path(directory);
        Files.createSymbolicLink(path, Path.of(link));
        EntryModes.setTime(path, entry.modified(), LinkOption.NOFOLLOW_LINKS);
    }

    private void hardLink(TarEntry entry, List<String> name) throws IOException, InterruptedException {
        UnpackedNode existing = root;
        try {
            for (String component : below(entry.link())) {
                existing = existing == null ? null : existing.child(component);
            }
        } catch (RefusedArchiveException e) {
            throw new RefusedArchiveException(
                    Kind.LINK, "is a hard link to '" + VisibleText.of(entry.link()) + "', which " + e.getMessage());
        }
        if (existing == null || existing.type() != UnpackedNode.Type.FILE) {
            throw new RefusedArchiveException(
                    Kind.LINK,
                    "is a hard link to '" + VisibleText.of(entry.link()) + "', which is no file that came before it");
        }
        smallFiles.await();
        Files.createLink(node(name, UnpackedNode.Type.FILE).path(directory), existing.path(directory));
    }

    /**
     * Waits until every file is there, and refuses links that lead out and an archive without the top directory.
     */
    void check() throws IOException, InterruptedException {
        smallFiles.await();
        if (entries == 0) {
            throw new RefusedArchiveException(Kind.WRONG_TOP, "has no directory '" + VisibleText.of(top) + "'");
        }
        new LinkCheck(directory).check(root);
    }

    /** Gives the directories their modes and times, the deepest first, since what is made in one changes its time. */
    void finish() throws IOException {
        finish(root);
    }

    private void finish(UnpackedNode node) throws IOException {
        for (UnpackedNode child : node.children()) {
            if (child.type() == UnpackedNode.Type.DIRECTORY) {
                finish(child);
            }
        }
        if (!node.isListed()) {
            return;
        }
        Path path = node.path(directory);
        try {
            EntryModes.setTime(path, node.modified());
            int mode = EntryModes.kept(node.mode());
            if (mode != EntryModes.OPEN_DIRECTORY) {
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
