package io.github.mesosbuild.summary;

import io.github.mesosbuild.bundle.ElfFile;
import io.github.mesosbuild.recording.Event;
import io.github.mesosbuild.steps.InstallManifest;
import io.github.mesosbuild.verify.DigestedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The installed files in the report. */
final class InstallationSection {
    private static final int LARGEST = 20;
    private static final int LICENCE_FIELDS = 3;

    private InstallationSection() {}

    /** Reading more would take seconds. */
    private static final long MOST_DIGESTED = 256L << 20;

    private record Installed(String path, long bytes) {}

    /**
     * Returns the section.
     *
     * @param head the event of the run, which has the licenses
     * @return empty if the directory does not exist or cannot be read
     */
    static Optional<Map<String, Object>> values(Path prefix, Event head) {
        if (!Files.isDirectory(prefix)) {
            return Optional.empty();
        }
        try {
            return Optional.of(section(prefix, head));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> section(Path prefix, Event head) throws IOException {
        List<Installed> files = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        Set<String> needed = new TreeSet<>();
        for (String path : InstallManifest.of(prefix)) {
            Path file = prefix.resolve(path);
            names.add(file.getFileName().toString());
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                files.add(new Installed(path, Files.size(file)));
                ElfFile.read(file).ifPresent(elf -> {
                    needed.addAll(elf.needed());
                    elf.soname().ifPresent(names::add);
                });
            }
        }
        needed.removeAll(names);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("directory", prefix.toString());
        values.put("files", files.size());
        values.put("bytes", files.stream().mapToLong(Installed::bytes).sum());
        values.put(
                "largest",
                files.stream()
                        .sorted(Comparator.comparingLong(Installed::bytes)
                                .reversed()
                                .thenComparing(Installed::path))
                        .limit(LARGEST)
                        .map(file -> entry(Map.of("path", file.path(), "bytes", file.bytes()), "path", "bytes"))
                        .toList());
        values.put("contents", contents(prefix, files));
        values.put("libraries", List.copyOf(needed));
        values.put("licences", licences(head));
        return values;
    }

    /** Returns all files by their paths, with the digests of those that can be read soon, the small ones first. */
    private static List<Map<String, Object>> contents(Path prefix, List<Installed> files) throws IOException {
        Map<String, String> digests = new HashMap<>();
        long left = MOST_DIGESTED;
        for (Installed file : files.stream()
                .sorted(Comparator.comparingLong(Installed::bytes))
                .toList()) {
            left -= file.bytes();
            if (left < 0) {
                break;
            }
            digests.put(
                    file.path(),
                    new DigestedFile(prefix.resolve(file.path())).sha256().hex());
        }
        List<Map<String, Object>> contents = new ArrayList<>();
        for (Installed file : files) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("path", file.path());
            values.put("bytes", file.bytes());
            values.put("sha256", digests.get(file.path()));
            contents.add(values);
        }
        return contents;
    }

    private static Map<String, Object> entry(Map<String, Object> values, String... order) {
        Map<String, Object> entry = new LinkedHashMap<>();
        for (String name : order) {
            entry.put(name, values.get(name));
        }
        return entry;
    }

    private static List<Map<String, Object>> licences(Event head) {
        return head.texts("licences").stream()
                .map(line -> line.split("\t"))
                .filter(fields -> fields.length == LICENCE_FIELDS)
                .map(fields -> entry(
                        Map.of("name", fields[0], "version", fields[1], "licence", fields[2]),
                        "name",
                        "version",
                        "licence"))
                .collect(Collectors.toList());
    }
}
