package io.github.mesosbuild.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lists a directory tree for comparison: names, types, modes, times to the nanosecond, content, link targets and hard links. */
final class Listing {
    private Listing() {}

    static Map<String, String> of(Path root) throws IOException {
        Map<String, String> found = new TreeMap<>();
        Map<Object, String> inodes = new HashMap<>();
        try (Stream<Path> paths = Files.walk(root).sorted()) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = root.relativize(path).toString();
                String same = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        ? ""
                        : inodes.computeIfAbsent(inode(path), inode -> name);
                found.put(name, describe(path) + " inode of " + same);
            }
        }
        return found;
    }

    private static Object inode(Path path) {
        try {
            return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String describe(Path path) throws IOException {
        Map<String, Object> found = Files.readAttributes(path, "unix:mode,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        String time = found.get("lastModifiedTime").toString();
        String mode = Integer.toOctalString((int) found.get("mode"));
        if (Files.isSymbolicLink(path)) {
            return mode + " " + time + " -> " + Files.readSymbolicLink(path);
        }
        String content =
                Files.isDirectory(path) ? "" : new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        return mode + " " + time + " " + content.length() + " " + content.hashCode();
    }
}
