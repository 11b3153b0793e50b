package io.github.mesosbuild.fetch;

import io.github.mesosbuild.fetch.DigestPipe.Chunk;
import io.github.mesosbuild.files.FileErrors;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.text.Quantities;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Copies a local file into the cache. */
final class LocalCopy {
    private final Source source;
    private final Path origin;
    private final PartFile part;
    private final String fileName;
    private final FetchRequest.Limits limits;
    private final TransferProgress progress;

    LocalCopy(
            Source source,
            Path origin,
            PartFile part,
            String fileName,
            FetchRequest.Limits limits,
            TransferProgress progress) {
        this.source = source;
        this.origin = origin;
        this.part = part;
        this.fileName = fileName;
        this.limits = limits;
        this.progress = progress;
    }

    CompletedPart run(Set<Digest.Algorithm> algorithms) throws FetchException, InterruptedException {
        if (!Files.isRegularFile(origin)) {
            throw new FetchException(FetchException.Kind.NOT_FOUND, source, "No such file: " + origin).on(origin);
        }
        try (InputStream in = Files.newInputStream(origin);
                DigestPipe pipe = new DigestPipe(algorithms)) {
            Chunk chunk = pipe.take();
            chunk.length = in.readNBytes(chunk.bytes, 0, chunk.bytes.length);
            Optional<String> problem = ArchiveShape.problem(fileName, chunk.bytes, chunk.length);
            if (problem.isPresent()) {
                throw new FetchException(
                                FetchException.Kind.NOT_THE_ARCHIVE,
                                source,
                                origin + " is not a valid " + fileName + ": " + problem.get())
                        .on(origin);
            }
            long size = Files.size(origin);
            if (size > limits.bytes()) {
                throw Download.oversized(source, "has " + Quantities.bytes(size), limits)
                        .on(origin);
            }
            try (FileChannel channel = CacheWrites.run(part.path(), () -> part.startOver(Optional.empty()));
                    Flusher flusher = new Flusher(channel)) {
                CacheWrites.requireSpace(part.path(), size);
                progress.starting(source, 0, OptionalLong.of(size));
                long position = 0;
                while (chunk.length > 0) {
                    CacheWrites.write(channel, part.path(), chunk.bytes, chunk.length, position);
                    position += chunk.length;
                    flusher.wrote(chunk.length);
                    progress.add(chunk.length);
                    pipe.put(chunk);
                    chunk = pipe.take();
                    chunk.length = in.readNBytes(chunk.bytes, 0, chunk.bytes.length);
                }
                CacheWrites.force(channel, part.path());
                return new CompletedPart(position, pipe.finish(), false);
            }
        } catch (IOException e) {
            throw new FetchException(
                            FetchException.Kind.UNREADABLE,
                            source,
                            "Cannot read " + origin + ": " + FileErrors.reason(e),
                            e)
                    .on(origin);
        }
    }
}
