package io.github.mesosbuild.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Searches for a sequence of bytes by Horspool's algorithm (Software: Practice and Experience 10, 1980, pages 501-506). It is for one thread. */
final class ByteSearch {
    private static final int PART = 1 << 16;

    private final byte[] wanted;
    private final int[] shifts = new int[256];

    /** For streams, of which a jar has thousands. */
    private byte[] part = {};

    /** @throws IllegalArgumentException if nothing is wanted */
    ByteSearch(byte[] wanted) {
        if (wanted.length == 0) {
            throw new IllegalArgumentException("no bytes to search for");
        }
        this.wanted = wanted.clone();
        Arrays.fill(shifts, wanted.length);
        for (int i = 0; i < wanted.length - 1; i++) {
            shifts[wanted[i] & 0xff] = wanted.length - 1 - i;
        }
    }

    /**
     * Returns whether the sequence occurs.
     *
     * @param length how many of the bytes count
     */
    boolean isIn(byte[] bytes, int length) {
        int last = wanted.length - 1;
        for (int at = last; at < length; at += shifts[bytes[at] & 0xff]) {
            if (bytes[at] == wanted[last] && Arrays.equals(bytes, at - last, at, wanted, 0, last)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the sequence occurs in the rest of a stream, of which only a part is in memory. */
    boolean isIn(InputStream in) throws IOException {
        if (part.length == 0) {
            part = new byte[PART + wanted.length];
        }
        int kept = 0;
        int read;
        do {
            read = in.readNBytes(part, kept, part.length - kept);
            int length = kept + read;
            if (isIn(part, length)) {
                return true;
            }
            kept = Math.min(wanted.length - 1, length);
            System.arraycopy(part, length - kept, part, 0, kept);
        } while (read > 0);
        return false;
    }
}
