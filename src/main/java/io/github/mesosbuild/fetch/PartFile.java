package io.github.mesosbuild.fetch;

import io.github.mesosbuild.files.AtomicFile;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A partially downloaded file and the note of what it is a part of. A part with a missing or inconsistent note is not resumed.
 * The order of writing is: delete the note, truncate the part, write the note, fill the part. So a part never has the note of
 * another one, whenever the process is killed.
 */
final class PartFile {
    /** The number of bytes at the end that are fetched again after a kill, because the last blocks may be damaged. */
    static final long TAIL = 64 * 1024;

    private final Path file;

    PartFile(Path file) {
        this.file = file;
    }

    /** The version of a file that a part belongs to. */
    record Entity(URI url, EntityValidator validator, long length) {}

    /** The bytes of a file that were already received. */
    record Resumable(Entity entity, List<ByteRange> received) {}

    static Path sidecar(Path part) {
        return part.resolveSibling(part.getFileName() + ".properties");
    }

    Path path() {
        return file;
    }

    /** Returns what earlier attempts downloaded from a URL, which is never the complete file. */
    Optional<Resumable> resumable(URI url) throws IOException {
        Optional<Map<String, String>> note = AtomicFile.readProperties(sidecar(file));
        if (note.isEmpty() || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
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
            boolean complete = received.stream().mapToLong(ByteRange::length).sum() >= length;
            long limit = Math.min(size, complete ? Math.max(0, length - TAIL) : length);
            received = received.stream().flatMap(range -> range.upTo(limit)).toList();
            EntityValidator validator =
                    new EntityValidator(tag != null ? EntityValidator.ETAG : EntityValidator.LAST_MODIFIED, value);
            return received.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Resumable(new Entity(url, validator, length), received));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    /** Empties the part. A later run can resume it if the entity is given. */
    FileChannel startOver(Optional<Entity> entity) throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(sidecar(file));
        // Whatever is there, a link or a file of another user, must not be written to.
        Files.deleteIfExists(file);
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (entity.isPresent()) {
            note(entity.get(), Optional.empty());
        }
        return channel;
    }

    /** Opens the part to fill its gaps. If the only gap is at the end, the part is truncated there, so that its size is enough. */
    FileChannel resume(Resumable resumable) throws IOException {
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        boolean isPrefix =
                resumable.received().size() == 1 && resumable.received().get(0).from() == 0;
        if (isPrefix) {
            channel.truncate(resumable.received().get(0).to());
        }
        note(resumable.entity(), isPrefix ? Optional.empty() : Optional.of(resumable.received()));
        return channel;
    }

    /** Writes the note. Without received ranges, everything but the tail of the file counts as received. */
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

    /** Deletes the part and its note. */
    void discard() throws IOException {
        Files.deleteIfExists(sidecar(file));
        Files.deleteIfExists(file);
    }
}
