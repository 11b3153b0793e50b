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
 * What tests leave in a {@code /tmp} that they share with everybody. Removed is what was not there before, belongs to their user
 * and has a name that the recipe knows them to give, unless another run that may have made it is at work. Of a user who does other things,
 * too, only names are trusted of which the beginning is known.
 */
final class TestLeftovers {
    private final Path directory;
    private final Set<Path> before;

    private TestLeftovers(Path directory, Set<Path> before) {
        this.directory = directory;
        this.before = before;
    }

    /** To be asked before the first test runs. */
    static TestLeftovers in(Path directory) throws IOException {
        return new TestLeftovers(directory, list(directory));
    }

    /**
     * Removes what is sure to be left by the tests.
     *
     * @param uid the id of their user
     * @param only whether that user does nothing but run tests
     * @param patterns of names
     * @param alone whether no other run is at work
     * @return what else of their user appeared meanwhile, and stays
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
