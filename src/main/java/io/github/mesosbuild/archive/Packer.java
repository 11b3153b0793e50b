package io.github.mesosbuild.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Packs a tree into a tar archive. Equal trees give equal archives: the entries are sorted by their names, belong to root, and have
 * one time; of the permissions only those that git keeps remain.
 */
public final class Packer {
    private static final int DIRECTORY = 0755;
    private static final int PROGRAM = 0755;
    private static final int FILE = 0644;

    /** The bytes of a file in the archive. */
    public interface Content {
        /** Returns their number. */
        long size() throws IOException;

        /** Writes them. */
        void writeTo(OutputStream out) throws IOException;

        /** Returns the bytes of a file, as they are. */
        static Content of(Path file) {
            return new Content() {
                @Override
                public long size() throws IOException {
                    return Files.size(file);
                }

                @Override
                public void writeTo(OutputStream out) throws IOException {
                    Files.copy(file, out);
                }
            };
        }
    }

    /** What an archive has in place of a tree's files and links. */
    public interface Edition {
        /** The tree as it is. */
        Edition UNCHANGED = new Edition() {};

        /** Returns the bytes for a file of the tree. */
        default Content content(Path path, Path file) throws IOException {
            return Content.of(file);
        }

        /** Returns the target for a symbolic link of the tree. */
        default Path target(Path path, Path target) {
            return target;
        }
    }

    /** Files that are made while others are compressed. */
    @FunctionalInterface
    public interface Last {
        /** No files. */
        Last NONE = Map::of;

        /** Returns the files by their path under the top directory. */
        Map<String, byte[]> files() throws IOException;
    }

    private final Instant time;
    private final Compression compression;

    /**
     * Creates a packer.
     *
     * @param time the time of all entries
     * @param compression compresses the archive
     */
    public Packer(Instant time, Compression compression) {
        this.time = time;
        this.compression = compression;
    }

    /**
     * Writes an archive.
     *
     * @param out receives the archive, and is closed
     * @param top the directory in the archive that contains everything
     * @param first files that are not in the tree and come first, by their path under {@code top}
     * @param tree the directory to pack
     * @param chosen the paths in the tree that are packed; a directory that is not chosen is left out with its files
     * @param edition what the archive has in place of the tree's files and links
     * @param last gives the files that are not in the tree and come last, while the rest is being compressed
     * @throws IOException if a file cannot be read, is neither a file, a directory nor a symbolic link, or the archive cannot be written
     */
    public void pack(
            OutputStream out,
            String top,
            Map<String, byte[]> first,
            Path tree,
            Predicate<Path> chosen,
            Edition edition,
            Last last)
            throws IOException {
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(compression.to(out), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            add(tar, top, first);
            for (String name : names(tree, chosen)) {
                add(tar, top, tree, name, edition);
            }
            add(tar, top, last.files());
        }
    }

    private void add(TarArchiveOutputStream tar, String top, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
            TarArchiveEntry entry = entry(top + "/" + file.getKey(), FILE);
            entry.setSize(file.getValue().length);
            tar.putArchiveEntry(entry);
            tar.write(file.getValue());
            tar.closeArchiveEntry();
        }
    }

    private void add(TarArchiveOutputStream tar, String top, Path tree, String name, Edition edition)
            throws IOException {
        Path file = tree.resolve(name);
        if (Files.isSymbolicLink(file)) {
            TarArchiveEntry link = new TarArchiveEntry(top + "/" + name, TarConstants.LF_SYMLINK);
            link.setLinkName(
                    edition.target(Path.of(name), Files.readSymbolicLink(file)).toString());
            put(tar, common(link, 0777));
        } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            put(tar, entry(top + "/" + name + "/", DIRECTORY));
        } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            TarArchiveEntry entry = entry(top + "/" + name, Files.isExecutable(file) ? PROGRAM : FILE);
            Content content = edition.content(Path.of(name), file);
            entry.setSize(content.size());
            tar.putArchiveEntry(entry);
            content.writeTo(tar);
            tar.closeArchiveEntry();
        } else {
            throw new IOException(file + " is neither a file nor a directory nor a symbolic link");
        }
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry) throws IOException {
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private TarArchiveEntry entry(String name, int mode) {
        return common(new TarArchiveEntry(name), mode);
    }

    private TarArchiveEntry common(TarArchiveEntry entry, int mode) {
        entry.setMode(mode);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setModTime(Date.from(time));
        return entry;
    }

    /** Returns the chosen paths, sorted by their bytes, so that the order depends on no locale and no file system. */
    private static SortedSet<String> names(Path tree, Predicate<Path> chosen) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        collect(tree, tree, chosen, names);
        return names;
    }

    private static void collect(Path tree, Path directory, Predicate<Path> chosen, SortedSet<String> names)
            throws IOException {
        List<Path> children;
        try (Stream<Path> list = Files.list(directory)) {
            children = list.toList();
        }
        for (Path child : children) {
            Path path = tree.relativize(child);
            if (chosen.test(path)) {
                names.add(path.toString());
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    collect(tree, child, chosen, names);
                }
            }
        }
    }
}
