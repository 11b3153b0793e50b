package io.github.mesosbuild.host;

import io.github.mesosbuild.files.FileObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Remembers the version and digest of files; an entry is valid as long as a file's size, modification time and inode are the same. */
final class ToolCache {
    private static final String SEPARATOR = "\t";
    private static final int FIELDS = 5;

    private final PropertiesCache entries;
    private final FileObserver observer;

    /** The remembered facts about a file. */
    record Entry(String sha256, String version) {}

    ToolCache(Path file, FileObserver observer) {
        this.entries = new PropertiesCache(file);
        this.observer = observer;
    }

    /** Returns the entry of a file, if the file has not changed since. */
    Optional<Entry> get(Path name) throws IOException {
        observer.saw(name);
        String[] fields = entries.get(name.toString()).orElse("").split(SEPARATOR, FIELDS);
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
    }

    /** Returns what changes when a file is written or replaced: its size, modification time and inode. */
    static String stamp(Path name) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(name, BasicFileAttributes.class, new LinkOption[0]);
        return attributes.size()
                + SEPARATOR
                + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
                + SEPARATOR
                + attributes.fileKey();
    }
}
