package io.github.mesosbuild.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses to one gzip member (RFC 1952) on several processors. Each block begins with the window of the one before it, as in pigz, so
 * that the result is about as small as that of one Deflater. Equal bytes give an equal result, however they are written and however
 * many threads there are. The header has neither a name nor a time.
 */
final class ParallelGzip extends OutputStream {
    private static final int BLOCK = 1024 * 1024;

    private static final int WINDOW = 32 * 1024;
    private static final int LEVEL = 6;
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

    private final OutputStream out;
    private final int threads;
    private final ExecutorService executor;
    private final Deque<Future<byte[]>> compressed = new ArrayDeque<>();
    private final CRC32 sum = new CRC32();
    private long size;
    private byte[] block = new byte[BLOCK];
    private int filled;
    private byte[] window = new byte[0];
    private boolean closed;

    ParallelGzip(OutputStream out, int threads) throws IOException {
        this.out = out;
        this.threads = threads;
        this.executor = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "gzip");
            thread.setDaemon(true);
            return thread;
        });
        out.write(HEADER);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        sum.update(bytes, offset, length);
        size += length;
        int at = offset;
        int left = length;
        while (left > 0) {
            if (filled == BLOCK) {
                submit(false);
            }
            int count = Math.min(left, BLOCK - filled);
            System.arraycopy(bytes, at, block, filled, count);
            filled += count;
            at += count;
            left -= count;
        }
    }

    private void submit(boolean last) throws IOException {
        byte[] input = block;
        int length = filled;
        byte[] dictionary = window;
        compressed.add(executor.submit(() -> deflate(input, length, dictionary, last)));
        window = Arrays.copyOfRange(input, Math.max(0, length - WINDOW), length);
        block = new byte[BLOCK];
        filled = 0;
        if (compressed.size() > threads + 1) {
            take();
        }
    }

    private void take() throws IOException {
        try {
            out.write(compressed.remove().get());
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while compressing", e);
        }
    }

    private static byte[] deflate(byte[] input, int length, byte[] dictionary, boolean last) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            deflater.setDictionary(dictionary);
            deflater.setInput(input, 0, length);
            if (last) {
                deflater.finish();
            }
            byte[] result = new byte[length / 2 + 64];
            int count = 0;
            int more;
            do {
                if (count == result.length) {
                    result = Arrays.copyOf(result, 2 * result.length);
                }
                more = deflater.deflate(
                        result, count, result.length - count, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                count += more;
            } while (count == result.length || last && !deflater.finished());
            return Arrays.copyOf(result, count);
        } finally {
            deflater.end();
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            submit(true);
            while (!compressed.isEmpty()) {
                take();
            }
            int crc = (int) sum.getValue();
            for (int shift = 0; shift < 32; shift += 8) {
                out.write(crc >>> shift);
            }
            for (int shift = 0; shift < 32; shift += 8) {
                out.write((int) (size >>> shift));
            }
        } finally {
            executor.shutdownNow();
        }
    }
}
