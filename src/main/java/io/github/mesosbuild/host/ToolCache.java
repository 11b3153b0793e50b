package io.github.mesosbuild.host;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.FileObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Remembers version and digest of files by their size, modification time and inode, in a small properties file. It only
 * saves time: one that is not there, damaged or not writable changes no result.
 */
final class ToolCache {
    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 5;

    private final Path file;
    private final Map<String, String> entries;
    private final FileObserver witness;

    /** What is remembered of a file. */
    record Entry(String sha256, String version) {}

    ToolCache(Path file, FileObserver witness) {
        this.file = file;
        this.witness = witness;
        this.entries = read(file);
    }

    private static Map<String, String> read(Path file) {
        try {
            return new TreeMap<>(AtomicFile.readProperties(file).orElse(Map.of()));
        } catch (IOException | IllegalArgumentException e) {
            return new TreeMap<>();
        }
    }

    /** What was remembered of a file under that name, if the file is still the same. */
    Optional<Entry> get(Path name) throws IOException {
        witness.saw(name);
        String[] fields = entries.getOrDefault(name.toString(), "").split(SEPARATOR, FIELDS);
        if (fields.length != FIELDS
                || !fields[3].matches("[0-9a-f]{64}")
                || !String.join(SEPARATOR, fields[0], fields[1], fields[2]).equals(stamp(name))) {
            return Optional.empty();
        }
        return Optional.of(new Entry(fields[3], fields[4]));
    }

    void put(Path name, Entry entry) throws IOException {
        String version = entry.version().replace(SEPARATOR, " ");
        entries.put(name.toString(), String.join(SEPARATOR, stamp(name), entry.sha256(), version));
        try {
            AtomicFile.writeProperties(file, entries);
        } catch (IOException e) {
            return;
        }
    }

    /** What changes when a file is replaced or written: size, time and inode. */
    static String stamp(Path name) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(name, BasicFileAttributes.class, new LinkOption[0]);
        return attributes.size()
                + SEPARATOR
                + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
                + SEPARATOR
                + attributes.fileKey();
    }
}
