package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Mounts;
import io.github.mesosbuild.files.PathNames;
import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The list of the files that an installation put in its directory. A directory that the user chose may contain others,
 * such as configuration files and logs, which the plugin must not remove.
 */
public final class InstallManifest {
    /** The file in the top directory of an installation: one path a line, relative to the directory. */
    private static final String LIST = ".mesos-maven-plugin.files";

    private InstallManifest() {}

    /** Writes the list of everything in a staged tree. */
    static void list(Path staged) throws IOException {
        list(staged, pathsIn(staged));
    }

    /** Writes a list of paths in a directory. */
    static void list(Path directory, Set<String> paths) throws IOException {
        byte[] lines = String.join("\n", new TreeSet<>(paths)).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(directory.resolve(LIST), lines);
    }

    /**
     * Returns the paths that an installation put in a directory; everything in it, if it has no list. Paths that leave the directory, by
     * {@code ..} or through a link, are left out: whoever could write to the directory may have made the list.
     */
    public static Set<String> of(Path prefix) throws IOException {
        Optional<List<String>> listed = AtomicFile.readLines(prefix.resolve(LIST));
        return listed.isPresent()
                ? listed.get().stream()
                        .filter(path -> isInside(prefix, path))
                        .collect(Collectors.toCollection(TreeSet::new))
                : pathsIn(prefix);
    }

    private static boolean isInside(Path prefix, String path) {
        if (PathNames.inside(path).isPresent()) {
            return false;
        }
        for (Path parent = Path.of(path).getParent(); parent != null; parent = parent.getParent()) {
            if (Files.isSymbolicLink(prefix.resolve(parent))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the paths of everything in a directory, except the plugin's own files and what is behind a mount point.
     */
    static Set<String> pathsIn(Path directory) throws IOException {
        Path real = InstallPlace.real(directory);
        List<Path> mounts = Mounts.now().in(real);
        Set<String> paths = new TreeSet<>();
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path child, BasicFileAttributes attributes) {
                if (child.equals(real)) {
                    return FileVisitResult.CONTINUE;
                }
                if (mounts.contains(child) || isHelper(child)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                paths.add(real.relativize(child).toString());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!isHelper(file)) {
                    paths.add(real.relativize(file).toString());
                }
                return FileVisitResult.CONTINUE;
            }

            private boolean isHelper(Path child) {
                return child.getParent().equals(real)
                        && child.getFileName().toString().startsWith(InstallPlace.OWN);
            }
        });
        return paths;
    }

    /**
     * Replaces the installed files of a directory by those of a staged tree, one by one. The list names the old and the new files until
     * all are replaced, so that an interrupted replacement can be continued.
     *
     * @param prefix the directory, not a link to it
     * @return the path of a file that was not installed here and that the tree has too, in which case nothing is replaced
     */
    static Optional<String> replace(Path prefix, Path staged) throws IOException {
        Set<String> old = of(prefix);
        Set<String> fresh = pathsIn(staged);
        for (String path : fresh) {
            Path target = prefix.resolve(path);
            boolean bothDirectories = isDirectory(staged.resolve(path)) && Files.isDirectory(target);
            if (Trees.exists(target) && !old.contains(path) && !bothDirectories) {
                return Optional.of(path);
            }
            if (isDirectory(target) && !bothDirectories) {
                Optional<String> foreign = pathsIn(target).stream()
                        .map(below -> path + "/" + below)
                        .filter(below -> !old.contains(below))
                        .findFirst();
                if (foreign.isPresent()) {
                    return foreign;
                }
            }
        }
        Set<String> both = new TreeSet<>(old);
        both.addAll(fresh);
        AtomicFile.writeProperties(prefix.resolve(InstallationStore.RECORD), Map.of("state", "placed"));
        AtomicFile.write(prefix.resolve(LIST), String.join("\n", both).getBytes(StandardCharsets.UTF_8));
        Set<String> stale = new TreeSet<>(Comparator.reverseOrder());
        stale.addAll(old);
        stale.removeIf(
                path -> fresh.contains(path) && isDirectory(prefix.resolve(path)) == isDirectory(staged.resolve(path)));
        for (String path : stale) {
            remove(prefix.resolve(path));
        }
        for (String path : fresh) {
            put(staged.resolve(path), prefix.resolve(path));
        }
        AtomicFile.write(prefix.resolve(LIST), String.join("\n", fresh).getBytes(StandardCharsets.UTF_8));
        return Optional.empty();
    }

    private static void remove(Path file) throws IOException {
        if (isDirectory(file)) {
            Trees.deleteIfEmpty(file);
        } else {
            Files.deleteIfExists(file);
        }
    }

    private static void put(Path from, Path to) throws IOException {
        if (isDirectory(from)) {
            if (!Files.isDirectory(to)) {
                Files.createDirectory(to);
                Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
            }
            return;
        }
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException onAnotherFileSystem) {
            Path beside = Files.createTempFile(to.getParent(), InstallPlace.OWN, ".tmp");
            try {
                Files.copy(
                        from,
                        beside,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
                Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(beside);
            }
        }
    }

    /** Removes an installation, and those of its directories that are empty then. */
    static void delete(Path prefix) throws IOException {
        Set<String> own = of(prefix);
        for (String path : own) {
            Path file = prefix.resolve(path);
            if (!isDirectory(file)) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(prefix.resolve(LIST));
        Files.deleteIfExists(prefix.resolve(InstallationStore.RECORD));
        own.add("");
        for (String path : own.stream().sorted(Comparator.reverseOrder()).toList()) {
            Path directory = prefix.resolve(path);
            if (isDirectory(directory) && isEmpty(directory)) {
                Trees.deleteIfEmpty(directory);
            }
        }
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.findAny().isEmpty();
        }
    }

    /** Returns the number and the total size of the installed files that exist. */
    static String extent(Path prefix) throws IOException {
        long files = 0;
        long bytes = 0;
        for (String path : of(prefix)) {
            Path file = prefix.resolve(path);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                files++;
                bytes += Files.size(file);
            }
        }
        return files + " files, " + bytes + " bytes";
    }
}
