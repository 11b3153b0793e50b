package io.github.mesosbuild.archive;

import java.io.IOException;
import java.io.OutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.XZOutputStream;

/** Compresses an archive while it is written. Equal bytes give an equal result. */
@FunctionalInterface
public interface Compression {
    /** No compression. */
    Compression NONE = out -> out;

    /**
     * Returns a stream that compresses what is written to it.
     *
     * @param out receives the result, and is closed with the stream
     * @throws IOException if the beginning cannot be written
     */
    OutputStream to(OutputStream out) throws IOException;

    /** Returns gzip at about the size of {@code gzip -6}, by so many threads, but at most 16, because each needs about 2 MiB of memory. */
    static Compression gzip(int threads) {
        return out -> new ParallelGzip(out, Math.min(threads, 16));
    }

    /** Returns xz as {@code xz -6} has it, by one thread. */
    static Compression xz() {
        return out -> new XZOutputStream(out, xzOptions());
    }

    /** Returns the memory in bytes that {@link #xz} needs. */
    static long xzMemory() {
        return xzOptions().getEncoderMemoryUsage() * 1024L;
    }

    private static LZMA2Options xzOptions() {
        try {
            return new LZMA2Options(LZMA2Options.PRESET_DEFAULT);
        } catch (UnsupportedOptionsException e) {
            throw new IllegalStateException("xz has a preset " + LZMA2Options.PRESET_DEFAULT, e);
        }
    }
}
