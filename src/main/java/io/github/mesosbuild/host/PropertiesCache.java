package io.github.mesosbuild.host;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Ownership;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values remembered in a properties file. It only saves time: a file that is missing, damaged, read-only or somebody else's changes no result. */
final class PropertiesCache {
    private final Path file;
    private final Map<String, String> entries;

    PropertiesCache(Path file) {
        this.file = file;
        this.entries = read(file);
    }

    private static Map<String, String> read(Path file) {
        try {
            return Ownership.mayBelieve(file)
                    ? new TreeMap<>(AtomicFile.readProperties(file).orElse(Map.of()))
                    : new TreeMap<>();
        } catch (IOException | IllegalArgumentException unusable) {
            return new TreeMap<>();
        }
    }

    synchronized Optional<String> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized void put(String key, String value) {
        entries.put(key, value);
        try {
            AtomicFile.writeProperties(file, entries);
        } catch (IOException notRemembered) {
            // The next run finds the value again.
        }
    }
}
