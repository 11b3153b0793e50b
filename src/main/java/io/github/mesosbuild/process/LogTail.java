package io.github.mesosbuild.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Follows a growing file line by line. Unlike a channel, it is not closed by an interrupt. */
final class LogTail implements AutoCloseable {
    /** The longest line, in bytes, that is passed on in one piece. */
    static final int LONGEST = 64 * 1024;

    /** The most bytes that one call of {@link #read} reads. */
    static final int CHUNK = 256 * 1024;

    private final RandomAccessFile file;
    private final OutputListener listener;
    private final byte[] bytes = new byte[LONGEST + CHUNK];
    private int filled;
    private long position;

    LogTail(Path file, long position, OutputListener listener) throws IOException {
        this.file = new RandomAccessFile(file.toFile(), "r");
        this.listener = listener;
        this.position = position;
        this.file.seek(position);
    }

    /** Reads a chunk of new bytes, passes on its complete lines, and returns the number of bytes. */
    int read() throws IOException {
        int read = file.read(bytes, filled, CHUNK);
        if (read <= 0) {
            return 0;
        }
        position += read;
        filled += read;
        passOn();
        return read;
    }

    /** Passes on a last line without a line feed, and returns whether there was one. */
    boolean finish() {
        boolean open = filled > 0;
        if (open) {
            line(0, filled);
            filled = 0;
        }
        return open;
    }

    /** Returns the offset of the next read, in bytes. */
    long position() {
        return position;
    }

    private void passOn() {
        int end = filled;
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (bytes[i] == '\n') {
                while (i - start > LONGEST) {
                    start = piece(start);
                }
                line(start, i);
                start = i + 1;
            }
        }
        while (end - start > LONGEST) {
            start = piece(start);
        }
        System.arraycopy(bytes, start, bytes, 0, end - start);
        filled = end - start;
    }

    /** Passes on a piece of a long line that ends between two characters, and returns its end. */
    private int piece(int start) {
        int end = start + LONGEST;
        for (int back = 0; back < 3 && (bytes[end] & 0xC0) == 0x80; back++) {
            end--;
        }
        listener.line(new String(bytes, start, end - start, StandardCharsets.UTF_8));
        return end;
    }

    private void line(int start, int end) {
        int length = end > start && bytes[end - 1] == '\r' ? end - start - 1 : end - start;
        listener.line(new String(bytes, start, length, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
