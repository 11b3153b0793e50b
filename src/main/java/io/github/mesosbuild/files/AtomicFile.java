package io.github.mesosbuild.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes small files atomically: to a temporary file in the same directory, which is synced to disk and then renamed. */
public final class AtomicFile {
    /** The permissions of a file that only its owner can read. */
    public static final String PRIVATE = "rw-------";
    /** The limit of a properties file in bytes: a cluster's state takes a few KiB for each node. */
    private static final int LARGEST = 16 * 1024 * 1024;

    private AtomicFile() {}

    /**
     * Writes a file that everyone can read.
     *
     * @throws IOException if the file could not be written; any old content is unchanged
     */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, "rw-r--r--");
    }

    /**
     * Writes a file.
     *
     * @param permissions in the form of {@code ls -l}, such as {@code rw-------}
     * @throws IOException as {@link #write(Path, byte[])}
     */
    public static void write(Path file, byte[] content, String permissions) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path staged = Files.createTempFile(parent, "." + file.getFileName(), ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.setPosixFilePermissions(staged, PosixFilePermissions.fromString(permissions));
            Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    /**
     * Writes a file for its owner alone without syncing it to disk. This is faster, but a crash of the machine may lose the file.
     *
     * @throws IOException if the file could not be written
     */
    public static void show(Path file, byte[] content) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        // A known name could be a link of somebody else to a file of ours.
        Path staged = Files.createTempFile(parent, "." + file.getFileName(), ".tmp");
        try {
            Files.write(staged, content);
            Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    /**
     * Writes properties, sorted by name and without a date, so that equal properties give equal bytes.
     *
     * @throws IOException as {@link #write}
     */
    public static void writeProperties(Path file, Map<String, String> values) throws IOException {
        writeProperties(file, values, "rw-r--r--");
    }

    /**
     * Writes properties as {@link #writeProperties(Path, Map)} does.
     *
     * @param permissions in the form of {@code ls -l}, such as {@code rw-------}
     * @throws IOException as {@link #write}
     */
    public static void writeProperties(Path file, Map<String, String> values, String permissions) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
            Properties one = new Properties();
            one.setProperty(entry.getKey(), entry.getValue());
            StringWriter line = new StringWriter();
            one.store(line, null);
            text.append(line.toString()
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .collect(Collectors.joining("\n", "", "\n")));
        }
        write(file, text.toString().getBytes(StandardCharsets.UTF_8), permissions);
    }

    /**
     * Reads the lines of a text. As with properties, a file that does not exist, is not a regular one or exceeds 16 MiB counts as absent;
     * a byte that is not UTF-8 damages only its line.
     *
     * @throws IOException if the file exists but cannot be read
     */
    public static Optional<List<String>> readLines(Path file) throws IOException {
        return content(file)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList());
    }

    private static Optional<byte[]> content(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(LARGEST + 1);
            return content.length > LARGEST ? Optional.empty() : Optional.of(content);
        } catch (NoSuchFileException removedMeanwhile) {
            return Optional.empty();
        }
    }

    /**
     * Reads properties. A file that does not exist, is damaged or is too large counts as absent, so that whoever asks does the work
     * again: its text is not UTF-8, has a malformed escape ({@link Properties#load(java.io.Reader)}) or exceeds 16 MiB, or the file is
     * not a regular one.
     *
     * @throws IOException if the file exists but cannot be read
     */
    public static Optional<Map<String, String>> readProperties(Path file) throws IOException {
        Optional<byte[]> content = content(file);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.get()))
                    .toString()));
        } catch (CharacterCodingException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return Optional.of(values);
    }
}
