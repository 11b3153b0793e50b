package io.github.mesosbuild.draft;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The regular files of an unpacked archive, which are only read. Links are left out, and so is the end of a very long file. */
final class SourceFiles {
    private static final int LONGEST = 4 << 20;

    private final Path root;
    private final Set<String> names;

    private SourceFiles(Path root, Set<String> names) {
        this.root = root;
        this.names = names;
    }

    /**
     * Lists the files of a directory.
     *
     * @throws IOException if it cannot be read
     */
    static SourceFiles of(Path root) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            Set<String> names = new TreeSet<>();
            tree.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .forEach(path -> names.add(root.relativize(path).toString()));
            return new SourceFiles(root, names);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Returns whether there is a regular file of that path. */
    boolean has(String path) {
        return names.contains(path);
    }

    /** Returns the paths of all files, sorted. */
    Set<String> names() {
        return names;
    }

    /** Returns the paths of the files whose names end so. */
    List<String> ending(String... suffixes) {
        return names.stream()
                .filter(name -> Stream.of(suffixes).anyMatch(name::endsWith))
                .toList();
    }

    /** Returns the paths of the files of that name in any directory. */
    List<String> named(String... fileNames) {
        List<String> wanted = List.of(fileNames);
        return names.stream()
                .filter(name -> wanted.contains(name.substring(name.lastIndexOf('/') + 1)))
                .toList();
    }

    /** Returns the files in a directory itself; in the top if it is empty. */
    List<String> in(String directory) {
        String prefix = directory.isEmpty() ? "" : directory + "/";
        return names.stream()
                .filter(name -> name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0)
                .toList();
    }

    /** Returns the text of a file; empty if there is none. Bytes that are not UTF-8 become replacement characters. */
    String text(String path) throws IOException {
        return start(path, LONGEST);
    }

    /** Returns the beginning of a file's text. */
    String start(String path, int bytes) throws IOException {
        if (!has(path)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(root.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
        }
    }
}
