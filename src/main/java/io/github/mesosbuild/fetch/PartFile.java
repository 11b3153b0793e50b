package io.github.mesosbuild.fetch;

import io.github.mesosbuild.files.AtomicFile;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file that is arriving, and beside it what it is a part of. Without that, or if anything there is odd, the part counts
 * for nothing. The order of writing is: forget, truncate, note, fill; so a kill at any moment leaves no part with a note
 * that is not its own.
 */
final class PartFile {
    /** How much of the end is not believed after a kill: the last block may be torn. */
    static final long TAIL = 64 * 1024;

    private final Path file;

    PartFile(Path file) {
        this.file = file;
    }

    /** What a part is a part of. */
    record Entity(URI url, EntityValidator validator, long length) {}

    /** What is there already. */
    record Known(Entity entity, List<ByteRange> received) {}

    static Path sidecar(Path part) {
        return part.resolveSibling(part.getFileName() + ".properties");
    }

    Path path() {
        return file;
    }

    /** What earlier attempts or runs left of this URL, always less than the whole. */
    Optional<Known> known(URI url) throws IOException {
        Optional<Map<String, String>> note = AtomicFile.readProperties(sidecar(file));
        if (note.isEmpty() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Map<String, String> values = note.get();
        String tag = values.get("etag");
        String value = tag != null ? tag : values.get("last-modified");
        if (!url.toString().equals(values.get("url")) || value == null) {
            return Optional.empty();
        }
        try {
            long length = Long.parseLong(values.getOrDefault("length", ""));
            long size = Files.size(file);
            String noted = values.get("received");
            List<ByteRange> received =
                    noted == null ? List.of(new ByteRange(0, Math.max(0, size - TAIL))) : ByteRange.parse(noted);
            boolean whole = received.stream().mapToLong(ByteRange::length).sum() >= length;
            long limit = Math.min(size, whole ? Math.max(0, length - TAIL) : length);
            received = received.stream().flatMap(range -> range.upTo(limit)).toList();
            EntityValidator validator =
                    new EntityValidator(tag != null ? EntityValidator.ETAG : EntityValidator.LAST_MODIFIED, value);
            return received.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Known(new Entity(url, validator, length), received));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    /** Empties the part; a later run can join to it if the entity is known. */
    FileChannel startOver(Optional<Entity> entity) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(sidecar(file));
        FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (entity.isPresent()) {
            note(entity.get(), Optional.empty());
        }
        return channel;
    }

    /** Opens the part to fill its gaps. One that has a single gap, at its end, is cut there, so that its size says all. */
    FileChannel goOn(Known known) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean isPrefix =
                known.received().size() == 1 && known.received().get(0).from() == 0;
        if (isPrefix) {
            channel.truncate(known.received().get(0).to());
        }
        note(known.entity(), isPrefix ? Optional.empty() : Optional.of(known.received()));
        return channel;
    }

    /** Notes what was received; without it, all but the tail of the file counts. */
    void note(Entity entity, Optional<List<ByteRange>> received) throws IOException {
        Map<String, String> values = new TreeMap<>();
        values.put("url", entity.url().toString());
        values.put(
                entity.validator().header().equals(EntityValidator.ETAG) ? "etag" : "last-modified",
                entity.validator().value());
        values.put("length", Long.toString(entity.length()));
        received.ifPresent(ranges -> values.put("received", ByteRange.format(ranges)));
        AtomicFile.writeProperties(sidecar(file), values);
    }

    /** Forgets the part. */
    void discard() throws IOException {
        Files.deleteIfExists(sidecar(file));
        Files.deleteIfExists(file);
    }
}
