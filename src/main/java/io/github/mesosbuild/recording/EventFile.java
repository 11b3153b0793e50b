package io.github.mesosbuild.recording;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.PrivateFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The file of a recording: one event a line, each appended once it happened. What a killed process wrote last can be
 * incomplete; readers skip damaged lines. The file grows up to a limit, and then takes no more events.
 */
public final class EventFile implements AutoCloseable {
    private final Path file;
    private final long largest;
    private final StringBuilder pending = new StringBuilder();
    private OutputStream out;
    private long size;

    /**
     * Creates a file on the first write.
     *
     * @param largest the limit in bytes
     */
    EventFile(Path file, long largest) {
        this.file = file;
        this.largest = largest;
    }

    /**
     * What a file has.
     *
     * @param events the complete events in their order
     * @param damaged how many lines are no events
     */
    public record Contents(List<Event> events, int damaged) {
        public Contents {
            events = List.copyOf(events);
        }
    }

    /**
     * Reads all complete events.
     *
     * @return the events in their order; none if the file does not exist
     * @throws IOException if the file cannot be read
     */
    public static List<Event> read(Path file) throws IOException {
        return contents(file).events();
    }

    /**
     * Reads all complete events, and counts the lines that are damaged.
     *
     * @return nothing if the file does not exist
     * @throws IOException if the file cannot be read
     */
    public static Contents contents(Path file) throws IOException {
        List<Event> events = new ArrayList<>();
        int damaged = 0;
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Contents(events, damaged);
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<Event> event = Event.parse(line);
                event.ifPresent(events::add);
                damaged += event.isPresent() || line.isEmpty() ? 0 : 1;
            }
        }
        return new Contents(events, damaged);
    }

    /**
     * Returns whether a file has at least one complete event.
     *
     * @throws IOException if the file cannot be read
     */
    public static boolean hasEvent(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            return lines.lines().anyMatch(line -> Event.parse(line).isPresent());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Adds an event to those that the next {@link #flush} writes.
     *
     * @param always whether the event is added even if the file has no room for it
     * @return whether it was added
     */
    boolean append(Event event, boolean always) {
        String line = event.line();
        if (!always && size + pending.length() + line.length() >= largest) {
            return false;
        }
        pending.append(line).append('\n');
        return true;
    }

    /**
     * Writes the events that were added.
     *
     * @throws IOException if the file cannot be written, because the disk is full for example
     */
    void flush() throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        byte[] bytes = pending.toString().getBytes(StandardCharsets.UTF_8);
        pending.setLength(0);
        if (out == null) {
            PrivateFiles.create(file);
            String torn = isTorn() ? "\n" : "";
            size = Files.exists(file) ? Files.size(file) : 0;
            out = Files.newOutputStream(file, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
            out.write(torn.getBytes(StandardCharsets.UTF_8));
        }
        out.write(bytes);
        size += bytes.length;
    }

    /** Returns whether a killed process left its last line without a line feed. */
    private boolean isTorn() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            return false;
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(bytes.length() - 1);
            return bytes.read() != '\n';
        }
    }

    /**
     * Replaces the events that were written before by some of them.
     *
     * @throws IOException if the file cannot be read or replaced
     */
    void keep(UnaryOperator<List<Event>> choice) throws IOException {
        flush();
        List<Event> all = read(file);
        List<Event> kept = choice.apply(all);
        if (kept.size() < all.size()) {
            close();
            String text = kept.stream().map(event -> event.line() + "\n").collect(Collectors.joining());
            AtomicFile.show(file, text.getBytes(StandardCharsets.UTF_8));
            size = Files.size(file);
        }
    }

    @Override
    public void close() throws IOException {
        Optional<OutputStream> open = Optional.ofNullable(out);
        out = null;
        if (open.isPresent()) {
            open.get().close();
        }
    }
}
