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
 * The directory that an archive is unpacked into. Everything in it is created by this run, nothing is overwritten, and nothing is
 * written through a link. The tree of {@link UnpackedNode}s therefore knows its content without asking the file system.
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
    private int droppedModes;

    /**
     * Creates the directory.
     *
     * @param top the top directory of the archive, which becomes this directory
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

    /** Returns the number of entries with a set-id or sticky bit. */
    int droppedModes() {
        return droppedModes;
    }

    /** Creates the file, directory or link of an entry. */
    void add(TarEntry entry, TarReader content) throws IOException, InterruptedException {
        List<String> name = inTop(entry.name());
        try {
            switch (entry.type()) {
                case DIRECTORY -> directory(name).list(entry.mode(), entry.modified());
                case FILE -> file(entry, name, content);
                case SYMBOLIC_LINK -> symbolicLink(entry, name);
                case HARD_LINK -> hardLink(entry, name);
            }
        } catch (InvalidPathException e) {
            throw new RefusedArchiveException(
                    Kind.LOCALE,
                    "has a name that the locale's encoding " + System.getProperty("sun.jnu.encoding")
                            + " cannot represent",
                    e);
        } catch (FileAlreadyExistsException e) {
            throw NewFile.indistinguishable(e);
        }
        if (EntryModes.isSpecial(entry.mode())) {
            droppedModes++;
        }
        entries++;
    }

    /** Returns the components of a name after the top directory. */
    private List<String> inTop(String name) throws RefusedArchiveException {
        List<String> components = EntryNames.components(name, limits);
        if (!components.get(0).equals(top)) {
            throw new RefusedArchiveException(Kind.WRONG_TOP, "is not in the directory '" + VisibleText.of(top) + "'");
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
                throw new RefusedArchiveException(Kind.LINK, "is under a symbolic link of the archive");
            } else if (next.type() == UnpackedNode.Type.FILE) {
                throw new RefusedArchiveException(
                        Kind.DUPLICATE, "needs a directory where the archive already has a file");
            }
            at = next;
        }
        return at;
    }

    /** Creates a node and its parent directories. */
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
                    ArchiveLimits.ENTRIES, "exceeds the limit of " + limits.entries() + " entries");
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
                    Kind.LINK, "is a symbolic link with a forbidden target: '" + VisibleText.of(link) + "'");
        }
        Path path = node(name, UnpackedNode.Type.LINK).path(directory);
        Files.createSymbolicLink(path, Path.of(link));
        EntryModes.setTime(path, entry.modified(), LinkOption.NOFOLLOW_LINKS);
    }

    private void hardLink(TarEntry entry, List<String> name) throws IOException, InterruptedException {
        UnpackedNode existing = root;
        try {
            for (String component : inTop(entry.link())) {
                existing = existing == null ? null : existing.child(component);
            }
        } catch (RefusedArchiveException e) {
            throw new RefusedArchiveException(
                    Kind.LINK, "is a hard link to '" + VisibleText.of(entry.link()) + "', which " + e.getMessage());
        }
        if (existing == null || existing.type() != UnpackedNode.Type.FILE) {
            throw new RefusedArchiveException(
                    Kind.LINK,
                    "is a hard link to '" + VisibleText.of(entry.link())
                            + "', which is not a file that appears earlier in the archive");
        }
        smallFiles.await();
        Files.createLink(node(name, UnpackedNode.Type.FILE).path(directory), existing.path(directory));
    }

    /**
     * Waits until all files are written, then refuses links that point outside and an archive without the top directory.
     */
    void check() throws IOException, InterruptedException {
        smallFiles.await();
        if (entries == 0) {
            throw new RefusedArchiveException(
                    Kind.WRONG_TOP, "does not contain the directory '" + VisibleText.of(top) + "'");
        }
        new LinkCheck(directory).check(root);
    }

    /** Sets the modes and times of the directories, deepest first, because creating an entry changes its directory's time. */
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

    /** Stops writing. */
    @Override
    public void close() {
        smallFiles.close();
    }
}
