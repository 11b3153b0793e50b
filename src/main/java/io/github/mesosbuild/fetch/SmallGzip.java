package io.github.mesosbuild.fetch;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The start of small gzip data (RFC 1952), decompressed. The JDK's stream is not used because it calls itself once for each empty
 * member.
 *
 * @param bytes the decompressed bytes, cut at the limit
 * @param complete whether the data ended properly before the limit
 */
record SmallGzip(byte[] bytes, boolean complete) {
    private static final int HEADER = 10;
    private static final int TRAILER = 8;

    /** Decompresses at most {@code limit} bytes. */
    static SmallGzip decode(byte[] data, int length, int limit) {
        byte[] out = new byte[limit];
        int filled = 0;
        int at = 0;
        Inflater inflater = new Inflater(true);
        try {
            while (at < length) {
                int body = endOfHeader(data, at, length);
                if (body < 0) {
                    return new SmallGzip(Arrays.copyOf(out, filled), false);
                }
                inflater.reset();
                inflater.setInput(data, body, length - body);
                int begin = filled;
                int count = 1;
                while (count > 0 && !inflater.finished()) {
                    count = inflater.inflate(out, filled, limit - filled);
                    filled += count;
                }
                int trailer = length - inflater.getRemaining();
                if (!inflater.finished() || !matches(data, trailer, length, out, begin, filled)) {
                    return new SmallGzip(Arrays.copyOf(out, filled), false);
                }
                at = trailer + TRAILER;
            }
            return new SmallGzip(Arrays.copyOf(out, filled), true);
        } catch (DataFormatException damaged) {
            return new SmallGzip(Arrays.copyOf(out, filled), false);
        } finally {
            inflater.end();
        }
    }

    /** Returns where a member's compressed data begins; -1 if there is no complete header. */
    private static int endOfHeader(byte[] data, int from, int length) {
        if (length - from < HEADER || data[from] != 0x1f || data[from + 1] != (byte) 0x8b || data[from + 2] != 8) {
            return -1;
        }
        int flags = data[from + 3];
        int at = from + HEADER;
        if ((flags & 4) != 0) {
            at += at + 2 <= length ? 2 + (data[at] & 0xff) + ((data[at + 1] & 0xff) << 8) : length;
        }
        for (int text = flags & 0x18; text != 0; text &= text - 1) {
            while (at < length && data[at] != 0) {
                at++;
            }
            at++;
        }
        at += (flags & 2) != 0 ? 2 : 0;
        return at > length ? -1 : at;
    }

    private static boolean matches(byte[] data, int trailer, int length, byte[] out, int begin, int end) {
        if (length - trailer < TRAILER) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(out, begin, end - begin);
        return number(data, trailer) == crc.getValue() && number(data, trailer + 4) == end - begin;
    }

    private static long number(byte[] data, int at) {
        return data[at] & 0xffL
                | (data[at + 1] & 0xffL) << 8
                | (data[at + 2] & 0xffL) << 16
                | (data[at + 3] & 0xffL) << 24;
    }
}
