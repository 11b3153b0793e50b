package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads gzip (RFC 1952) like gzip(1): any number of members, each with its checksum and length verified, and zero bytes after
 * the last one. Other data after the last member is refused; the JDK's stream would ignore it. Data is inflated directly into
 * the caller's buffer.
 */
final class Gunzip implements ReadableByteChannel {
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final byte[] input = new byte[1 << 16];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private int from;
    private int to;
    private boolean inMember;
    private boolean ended;

    Gunzip(InputStream in) throws IOException {
        this.in = in;
        startMember();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int start = target.position();
        while (target.hasRemaining() && !ended) {
            if (inMember) {
                inflate(target);
            } else {
                ended = !nextMember();
            }
        }
        return target.position() == start && ended ? -1 : target.position() - start;
    }

    private void inflate(ByteBuffer target) throws IOException {
        if (inflater.needsInput() && !inflater.finished()) {
            if (from == to) {
                fill();
            }
            inflater.setInput(input, from, to - from);
            from = to;
        }
        int start = target.position();
        try {
            inflater.inflate(target);
        } catch (DataFormatException e) {
            throw new RefusedArchiveException(Kind.CORRUPT, "is not valid gzip data: " + e.getMessage(), e);
        }
        crc.update(target.duplicate().position(start).limit(target.position()));
        if (inflater.needsDictionary()) {
            throw new RefusedArchiveException(Kind.CORRUPT, "is not valid gzip data: it requires a preset dictionary");
        }
        if (inflater.finished()) {
            endMember();
        }
    }

    private void endMember() throws IOException {
        from = to - inflater.getRemaining();
        if (number(4) != crc.getValue() || number(4) != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new RefusedArchiveException(Kind.CORRUPT, "does not match the checksum in its gzip trailer");
        }
        inMember = false;
    }

    private boolean nextMember() throws IOException {
        if (from == to && !refill()) {
            return false;
        }
        if (input[from] != 0) {
            startMember();
            return true;
        }
        while (from < to || refill()) {
            if (input[from++] != 0) {
                throw new RefusedArchiveException(Kind.CORRUPT, "has other data after its gzip data");
            }
        }
        return false;
    }

    private void startMember() throws IOException {
        if (number(2) != 0x8b1f) {
            throw new RefusedArchiveException(Kind.CORRUPT, "has other data after its gzip data");
        }
        int method = next();
        int flags = next();
        if (method != 8 || (flags & RESERVED) != 0) {
            throw new RefusedArchiveException(Kind.CORRUPT, "has an unsupported gzip header");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip((int) number(2));
        }
        for (int text = flags & (NAME | COMMENT); text != 0; text &= text - 1) {
            while (next() != 0) {
                continue;
            }
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        crc.reset();
        inMember = true;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) next() << 8 * i;
        }
        return value;
    }

    private int next() throws IOException {
        if (from == to) {
            fill();
        }
        return input[from++] & 0xff;
    }

    private void fill() throws IOException {
        if (!refill()) {
            throw new RefusedArchiveException(Kind.TRUNCATED, "is truncated: its gzip data ends too early");
        }
    }

    private boolean refill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(input));
        return to > 0;
    }

    @Override
    public boolean isOpen() {
        return !ended;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
