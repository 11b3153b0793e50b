package io.github.mesosbuild.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/**
 * The source archive of the sample release: equal sources are equal bytes. Times are fixed, and in the order that make
 * needs: configure.ac, then everything else, then configure.
 */
final class SampleArchive {
    private static final String TOP = "sample-1.0.0/";
    private static final String APPENDED = ".append";
    private static final Instant RELEASED = Instant.parse("2015-09-01T00:00:00Z");

    private record Content(byte[] bytes, boolean executable) {}

    private final SortedMap<String, Content> files;

    private SampleArchive(SortedMap<String, Content> files) {
        this.files = files;
    }

    /**
     * Reads the sources.
     *
     * @param release the directory that holds {@code configure}
     * @throws IOException if a file can not be read
     */
    static SampleArchive read(Path release) throws IOException {
        return new SampleArchive(contents(release));
    }

    private static SortedMap<String, Content> contents(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(directory)) {
            paths = walk.filter(Files::isRegularFile).toList();
        }
        SortedMap<String, Content> contents = new TreeMap<>();
        for (Path path : paths) {
            String name = directory.relativize(path).toString().replace('\\', '/');
            contents.put(name, new Content(Files.readAllBytes(path), Files.isExecutable(path)));
        }
        return contents;
    }

    /**
     * This release with the files of a mutation: {@code X.append} is appended to {@code X}, any other file is put in
     * the place of its name.
     *
     * @throws IOException if a file can not be read, or one that is to be appended to is not there
     */
    SampleArchive mutated(Path mutation) throws IOException {
        SortedMap<String, Content> result = new TreeMap<>(files);
        for (Map.Entry<String, Content> change : contents(mutation).entrySet()) {
            String name = change.getKey();
            if (!name.endsWith(APPENDED)) {
                result.put(name, change.getValue());
                continue;
            }
            String target = name.substring(0, name.length() - APPENDED.length());
            Content original = files.get(target);
            if (original == null) {
                throw new IOException(mutation + " appends to " + target + ", which the release does not have");
            }
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            joined.writeBytes(original.bytes());
            joined.writeBytes(change.getValue().bytes());
            result.put(target, new Content(joined.toByteArray(), original.executable()));
        }
        return new SampleArchive(result);
    }

    /** The archive as a tar.gz. */
    byte[] pack() throws IOException {
        return pack(Map.of());
    }

    /** The archive as a tar.gz that ends in an entry whose name leaves the directory into which it is unpacked. */
    byte[] packWithEscape(String name) throws IOException {
        return pack(Map.of(name, "outside\n".getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] pack(Map<String, byte[]> rawEntries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GzipCompressorOutputStream(bytes);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
            putDirectory(tar, TOP);
            String last = "";
            for (Map.Entry<String, Content> file : files.entrySet()) {
                String name = file.getKey();
                String directory = name.substring(0, name.lastIndexOf('/') + 1);
                if (!last.startsWith(directory)) {
                    putDirectories(tar, directory, last);
                }
                last = directory;
                put(tar, entry(TOP + name, file.getValue()), file.getValue().bytes());
            }
            for (Map.Entry<String, byte[]> raw : rawEntries.entrySet()) {
                Content content = new Content(raw.getValue(), false);
                put(tar, entry(raw.getKey(), content), raw.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void putDirectories(TarArchiveOutputStream tar, String directory, String last) throws IOException {
        for (int end = directory.indexOf('/'); end >= 0; end = directory.indexOf('/', end + 1)) {
            String ancestor = directory.substring(0, end + 1);
            if (!last.startsWith(ancestor)) {
                putDirectory(tar, TOP + ancestor);
            }
        }
    }

    private static void putDirectory(TarArchiveOutputStream tar, String name) throws IOException {
        put(tar, owned(new TarArchiveEntry(name, true), 0755, RELEASED), new byte[0]);
    }

    private static TarArchiveEntry entry(String name, Content content) {
        TarArchiveEntry entry = owned(
                new TarArchiveEntry(name, true),
                content.executable() ? 0755 : 0644,
                RELEASED.plusSeconds(
                        switch (name) {
                            case TOP + "configure.ac" -> 0;
                            case TOP + "configure" -> 120;
                            default -> 60;
                        }));
        entry.setSize(content.bytes().length);
        return entry;
    }

    private static TarArchiveEntry owned(TarArchiveEntry entry, int mode, Instant time) {
        entry.setMode(mode | (entry.isDirectory() ? 0040000 : 0100000));
        entry.setModTime(time.toEpochMilli());
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        return entry;
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] bytes) throws IOException {
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
