package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import io.github.mesosbuild.text.VisibleText;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A header block of 512 bytes in the layout of POSIX ustar, GNU tar or Unix Version 7 (GNU tar manual, "Basic Tar Format").
 * Numbers are octal digits or, in a GNU extension, base 256.
 */
final class TarHeader {
    static final int BLOCK = 512;

    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_END = 156;
    private static final byte[] USTAR = "ustar\0".getBytes(StandardCharsets.US_ASCII);

    private final byte[] block;

    /**
     * Checks and wraps a block.
     *
     * @throws RefusedArchiveException if the block's checksum is wrong
     */
    TarHeader(byte[] block) throws RefusedArchiveException {
        if (!hasChecksum(block)) {
            throw new RefusedArchiveException(Kind.CORRUPT, "has a header with a wrong checksum");
        }
        this.block = block;
    }

    static boolean isZero(byte[] block) {
        return Arrays.equals(block, new byte[BLOCK]);
    }

    /** Returns whether the checksum of a block is correct. Old versions of tar added up signed bytes. */
    static boolean hasChecksum(byte[] block) {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            byte b = i >= CHECKSUM && i < CHECKSUM_END ? (byte) ' ' : block[i];
            unsigned += b & 0xff;
            signed += b;
        }
        try {
            long stated = number(block, CHECKSUM, 8, "checksum");
            return stated == unsigned || stated == signed;
        } catch (RefusedArchiveException e) {
            return false;
        }
    }

    char type() {
        return (char) (block[156] & 0xff);
    }

    /** Returns the name, including the prefix of a POSIX header. */
    String name() throws RefusedArchiveException {
        String name = text(0, 100);
        boolean posix = Arrays.equals(block, 257, 263, USTAR, 0, USTAR.length);
        String prefix = posix ? text(345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    String link() throws RefusedArchiveException {
        return text(157, 100);
    }

    int mode() throws RefusedArchiveException {
        return (int) (number(block, 100, 8, "mode") & 07777);
    }

    long size() throws RefusedArchiveException {
        long size = number(block, 124, 12, "size");
        if (size < 0) {
            throw new RefusedArchiveException(Kind.CORRUPT, "has a negative size");
        }
        return size;
    }

    long modified() throws RefusedArchiveException {
        return number(block, 136, 12, "modification time");
    }

    private String text(int from, int length) throws RefusedArchiveException {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return EntryNames.decode(block, from, end - from);
    }

    private static long number(byte[] block, int from, int length, String field) throws RefusedArchiveException {
        int first = block[from] & 0xff;
        if (first == 0x80 || first == 0xff) {
            byte[] digits = Arrays.copyOfRange(block, from, from + length);
            digits[0] = (byte) (first == 0x80 ? 0 : 0xff);
            BigInteger value = new BigInteger(digits);
            if (value.bitLength() > 62) {
                throw new RefusedArchiveException(Kind.CORRUPT, "has an invalid " + field + ": " + value);
            }
            return value.longValue();
        }
        int at = from;
        int end = from + length;
        while (at < end && block[at] == ' ') {
            at++;
        }
        int start = at;
        long value = 0;
        while (at < end && block[at] >= '0' && block[at] <= '7') {
            value = value << 3 | block[at++] - '0';
        }
        if (at == start || at < end && block[at] != 0 && block[at] != ' ') {
            String text = new String(block, from, length, StandardCharsets.ISO_8859_1);
            throw new RefusedArchiveException(
                    Kind.CORRUPT, "has a " + field + " that is not a number: '" + VisibleText.of(text) + "'");
        }
        return value;
    }
}
