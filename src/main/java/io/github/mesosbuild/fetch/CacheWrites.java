package io.github.mesosbuild.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;

/** Writing into the cache, with its failures in our terms: no other source would help. */
final class CacheWrites {
    private CacheWrites() {}

    /** Something that is done to files of the cache. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws IOException;
    }

    static <T> T run(Path file, Step<T> step) throws FetchException, InterruptedException {
        try {
            return step.run();
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    static FetchException failure(Path file, IOException e) {
        String said = String.valueOf(e.getMessage());
        String lower = said.toLowerCase(Locale.ROOT);
        return lower.contains("no space left") || lower.contains("quota exceeded")
                ? full(file, "writing it failed with '" + said + "'", e)
                : new FetchException(
                                FetchException.Kind.UNWRITABLE,
                                null,
                                "The cache cannot be written at " + file + ": " + e,
                                e)
                        .on(file);
    }

    private static FetchException full(Path file, String why, IOException e) {
        return new FetchException(
                        FetchException.Kind.NO_SPACE, null, "There is no space left for " + file + ": " + why, e)
                .on(file);
    }

    /** Fails before anything is written if what is still to come cannot fit. */
    static void requireSpace(Path file, long bytes) throws FetchException {
        // Not by Files.getFileStore, which wants a mount point for /, and a chroot may have none.
        long usable = file.getParent().toFile().getUsableSpace();
        if (usable < bytes) {
            throw full(file, "it needs " + bytes + " more bytes, " + usable + " are free", null);
        }
    }

    static void write(FileChannel channel, Path file, byte[] bytes, int length, long position)
            throws FetchException, InterruptedException {
        run(file, () -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
            long at = position;
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
            return at;
        });
    }
}
