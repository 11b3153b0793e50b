package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The list of the files that an installation put in its directory. A directory that the user chose may contain others,
 * such as configuration files and logs, which the plugin must not remove.
 */
final class InstallManifest {
    /** The file in the top directory of an installation: one path a line, relative to the directory. */
    private static final String LIST = ".mesos-maven-plugin.files";

    private InstallManifest() {}

    /** Writes the list of everything in a staged tree. */
    static void list(Path staged) throws IOException {
        byte[] lines = String.join("\n", pathsIn(staged)).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(staged.resolve(LIST), lines);
    }

    /** Returns the paths that an installation put in a directory; everything in it, if it has no list. */
    private static Set<String> of(Path prefix) throws IOException {
        Optional<List<String>> listed = AtomicFile.readLines(prefix.resolve(LIST));
        return listed.isPresent() ? new TreeSet<>(listed.get()) : pathsIn(prefix);
    }

    private static Set<String> pathsIn(Path directory) throws IOException {
        Set<String> paths = new TreeSet<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.map(directory::relativize).map(Path::toString).forEach(paths::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        paths.removeAll(List.of("", LIST, InstallationStore.RECORD));
        return paths;
    }

    /**
     * Copies the files that the plugin did not install to the tree that will replace the directory.
     *
     * @return the path of such a file that the tree has too, in which case nothing is copied
     */
    static Optional<String> carryOver(Path prefix, Path staged) throws IOException {
        Set<String> others = pathsIn(prefix);
        others.removeAll(of(prefix));
        for (String path : others) {
            if (Trees.exists(staged.resolve(path)) && !isDirectory(staged.resolve(path))) {
                return Optional.of(path);
            }
        }
        for (String path : others) {
            Path from = prefix.resolve(path);
            Path to = staged.resolve(path);
            if (!isDirectory(to)) {
                Files.createDirectories(to.getParent());
                Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        }
        return Optional.empty();
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
                Files.delete(directory);
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
