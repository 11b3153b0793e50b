package io.github.mesosbuild.fetch;

import io.github.mesosbuild.files.FileErrors;
import io.github.mesosbuild.text.Quantities;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;

/** Writes into the cache and translates failures, for which no other source would help. */
final class CacheWrites {
    private CacheWrites() {}

    /** An operation on files of the cache. */
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
        String reason = FileErrors.reason(e);
        String lower = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return lower.contains("no space left") || lower.contains("quota exceeded")
                ? full(file, reason, e)
                : new FetchException(FetchException.Kind.UNWRITABLE, null, "Cannot write " + file + ": " + reason, e)
                        .on(file);
    }

    private static FetchException full(Path file, String reason, IOException e) {
        return new FetchException(
                        FetchException.Kind.NO_SPACE, null, "Not enough disk space for " + file + ": " + reason, e)
                .on(file);
    }

    /** Fails before anything is written if the missing bytes do not fit on the disk. */
    static void requireSpace(Path file, long bytes) throws FetchException {
        // Files.getFileStore fails if / has no mount point, as in some chroots.
        long usable = file.getParent().toFile().getUsableSpace();
        if (usable < bytes) {
            throw full(file, Quantities.bytes(bytes) + " needed, " + Quantities.bytes(usable) + " free", null);
        }
    }

    /** Forces all bytes and attributes of a file to the disk. */
    static void force(FileChannel channel, Path file) throws FetchException, InterruptedException {
        run(file, () -> {
            channel.force(true);
            return file;
        });
    }

    /** Reads bytes that were written before. */
    static void read(FileChannel channel, Path file, byte[] bytes, int length, long position)
            throws FetchException, InterruptedException {
        run(file, () -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
            int count = 0;
            while (count >= 0 && buffer.hasRemaining()) {
                count = channel.read(buffer, position + buffer.position());
            }
            if (buffer.hasRemaining()) {
                throw new IOException("the file was truncated while it was being read");
            }
            return buffer;
        });
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
