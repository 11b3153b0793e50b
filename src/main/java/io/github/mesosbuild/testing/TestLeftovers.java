package io.github.mesosbuild.testing;

import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Files that tests leave in a shared {@code /tmp}. A file is removed if it is new, belongs to the tests' user and has a
 * name that the recipe lists, unless another run that may have created it is active. For a user who does not only run
 * tests, patterns that start with a wildcard are not used.
 */
final class TestLeftovers {
    private final Path directory;
    private final Set<Path> before;

    private TestLeftovers(Path directory, Set<Path> before) {
        this.directory = directory;
        this.before = before;
    }

    /** Records the existing files. Call it before the first test runs. */
    static TestLeftovers in(Path directory) throws IOException {
        return new TestLeftovers(directory, list(directory));
    }

    /**
     * Removes files that are certainly the tests'.
     *
     * @param uid the ID of the tests' user
     * @param only whether that user only runs tests
     * @param patterns patterns of names that the recipe lists
     * @param alone whether no other run is active
     * @return the other new files of that user, which stay
     */
    List<Path> remove(String uid, boolean only, List<String> patterns, boolean alone) throws IOException {
        List<Path> stayed = new ArrayList<>();
        List<String> trusted = patterns.stream()
                .filter(pattern -> only || Character.isLetterOrDigit(pattern.charAt(0)))
                .toList();
        for (Path entry : list(directory)) {
            if (before.contains(entry) || !isOf(uid, entry)) {
                continue;
            }
            String name = entry.getFileName().toString();
            if (alone && trusted.stream().anyMatch(pattern -> Wildcards.matches(pattern, name))) {
                Trees.delete(entry);
            } else {
                stayed.add(entry);
            }
        }
        return stayed;
    }

    private static boolean isOf(String uid, Path file) throws IOException {
        try {
            return uid.equals(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                    .toString());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Set<Path> list(Path directory) throws IOException {
        Set<Path> entries = new TreeSet<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        }
        return entries;
    }
}
