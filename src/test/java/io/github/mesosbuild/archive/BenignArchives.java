package io.github.mesosbuild.archive;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Creates trees of files like those of source releases, including odd ones. The same seed creates the same tree. */
final class BenignArchives {
    private static final int[] FILE_MODES = {0644, 0755, 0600, 0444, 0664, 0666, 0777, 0400, 0040, 0644, 0644};
    private static final int[] DIRECTORY_MODES = {0755, 0755, 0700, 0555, 0775, 0777, 0500};
    private static final int[] SIZES = {0, 1, 100, 511, 512, 513, 5000, 10240, 131_072, 131_073, 300_000};
    private static final String[] ODD = {
        "with space",
        "-dash",
        "quo'te\"s",
        "back\\slash",
        "tr\u00e8s l\u00f6ng",
        "\u65e5\u672c\u8a9e",
        "star*",
        ".hidden",
        "UPPER",
        "upper",
        "a:b",
        "#x#",
        "~"
    };

    private final Random random;
    private final boolean longNames;
    private final List<Path> directories = new ArrayList<>();
    private final List<Path> files = new ArrayList<>();
    private final List<Path> links = new ArrayList<>();

    private BenignArchives(long seed, boolean longNames) {
        this.random = new Random(seed);
        this.longNames = longNames;
    }

    /**
     * Creates a tree.
     *
     * @param longNames whether names may be longer than the 100 bytes of the oldest headers
     */
    static void make(Path root, long seed, boolean longNames) throws IOException {
        new BenignArchives(seed, longNames).make(root);
    }

    private void make(Path root) throws IOException {
        directories.add(Files.createDirectory(root));
        int count = 5 + random.nextInt(25);
        for (int i = 0; i < count; i++) {
            Path directory = directories.get(random.nextInt(directories.size()));
            Path path = directory.resolve(name(i));
            if (!longNames
                    && root.getParent().relativize(path).toString().getBytes(StandardCharsets.UTF_8).length > 95) {
                continue;
            }
            switch (random.nextInt(8)) {
                case 0, 1 -> directories.add(Files.createDirectory(path));
                case 2 -> links.add(Files.createSymbolicLink(path, path(directory, root)));
                case 3 -> {
                    if (!files.isEmpty()) {
                        files.add(Files.createLink(path, files.get(random.nextInt(files.size()))));
                    }
                }
                default -> {
                    byte[] content = new byte[SIZES[random.nextInt(SIZES.length)]];
                    random.nextBytes(content);
                    files.add(Files.write(path, content));
                }
            }
        }
        for (Path file : files) {
            mode(file, FILE_MODES);
            time(file);
        }
        for (Path link : links) {
            time(link);
        }
        for (int i = directories.size() - 1; i >= 0; i--) {
            mode(directories.get(i), DIRECTORY_MODES);
            time(directories.get(i));
        }
    }

    /** Packs a tree without GNU tar. The seed determines which kinds of headers are used. */
    static void pack(Path root, Path archive, long seed) throws IOException {
        Random random = new Random(seed);
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(root)) {
            paths = walk.sorted().toList();
        }
        Map<Object, String> packed = new HashMap<>();
        try (OutputStream file = Files.newOutputStream(archive);
                OutputStream out = random.nextBoolean() ? new GZIPOutputStream(file) : new ZstdOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, 512 * (1 + random.nextInt(20)), "UTF-8")) {
            tar.setLongFileMode(
                    random.nextBoolean() ? TarArchiveOutputStream.LONGFILE_GNU : TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(
                    random.nextBoolean()
                            ? TarArchiveOutputStream.BIGNUMBER_STAR
                            : TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(random.nextBoolean());
            for (Path path : paths) {
                TarArchiveEntry entry =
                        entry(path, root.getParent().relativize(path).toString(), packed);
                tar.putArchiveEntry(entry);
                if (!entry.isDirectory() && !entry.isSymbolicLink() && !entry.isLink()) {
                    Files.copy(path, tar);
                }
                tar.closeArchiveEntry();
            }
        }
    }

    private static TarArchiveEntry entry(Path path, String name, Map<Object, String> packed) throws IOException {
        Map<String, Object> unix = Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
        TarArchiveEntry entry;
        if (Files.isSymbolicLink(path)) {
            entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(Files.readSymbolicLink(path).toString());
        } else if (Files.isDirectory(path)) {
            entry = new TarArchiveEntry(name + "/");
        } else if (packed.containsKey(unix.get("ino"))) {
            entry = new TarArchiveEntry(name, TarConstants.LF_LINK);
            entry.setLinkName(packed.get(unix.get("ino")));
        } else {
            entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL);
            entry.setSize(Files.size(path));
            packed.put(unix.get("ino"), name);
        }
        entry.setMode((Integer) unix.get("mode"));
        entry.setLastModifiedTime((FileTime) unix.get("lastModifiedTime"));
        return entry;
    }

    private String name(int i) {
        if (longNames && random.nextInt(4) == 0) {
            return "n".repeat(60 + random.nextInt(180)) + i;
        }
        return random.nextInt(3) == 0 ? ODD[random.nextInt(ODD.length)] + i : "file" + i + ".cpp";
    }

    /** Returns a link target inside the tree, which may not exist. */
    private Path path(Path directory, Path root) {
        List<Path> all = new ArrayList<>(directories);
        all.addAll(files);
        Path aim = random.nextInt(4) == 0 ? root.resolve("nowhere") : all.get(random.nextInt(all.size()));
        Path relative = directory.relativize(aim);
        return relative.toString().isEmpty() ? Path.of(".") : relative;
    }

    private void mode(Path path, int[] modes) throws IOException {
        int mode = modes[random.nextInt(modes.length)];
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            if ((mode & 0400 >> permission.ordinal()) != 0) {
                permissions.add(permission);
            }
        }
        Files.setPosixFilePermissions(path, permissions);
        if (!Files.isReadable(path)) {
            // Only root can pack a file that its owner cannot read.
            permissions.add(PosixFilePermission.OWNER_READ);
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private void time(Path path) throws IOException {
        FileTime time = FileTime.from(
                Instant.ofEpochSecond(1 + random.nextInt(Integer.MAX_VALUE - 1), random.nextInt(1_000_000_000)));
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(time, time, null);
    }
}
