package io.github.mesosbuild.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits OpenPGP data into its packets (RFC 9580, 4.2), so that an unreadable packet does not hide the others. */
final class Packets {
    static final int SIGNATURE = 2;
    static final int ONE_PASS_SIGNATURE = 4;
    static final int SECRET_KEY = 5;
    static final int PUBLIC_KEY = 6;
    static final int SECRET_SUBKEY = 7;
    static final int COMPRESSED = 8;
    static final int MARKER = 10;
    static final int LITERAL = 11;
    static final int TRUST = 12;
    static final int USER_ID = 13;
    static final int PUBLIC_SUBKEY = 14;
    static final int USER_ATTRIBUTE = 17;
    static final int PADDING = 21;

    /** A hundred times what the largest KEYS files have. */
    private static final int MOST = 200_000;

    /**
     * One packet.
     *
     * @param tag the packet's type
     * @param encoded the packet including its header
     */
    record Packet(int tag, byte[] encoded) {}

    private Packets() {}

    /**
     * Splits the data.
     *
     * @throws IOException if a header is malformed, a packet is longer than the data, or there are too many; the message continues a sentence that
     *     begins with the name of the data
     */
    static List<Packet> split(byte[] data) throws IOException {
        List<Packet> packets = new ArrayList<>();
        int at = 0;
        while (at < data.length) {
            int header = data[at] & 0xff;
            if ((header & 0x80) == 0) {
                throw new IOException("has no OpenPGP packet at byte " + at);
            }
            boolean newFormat = (header & 0x40) != 0;
            int tag = newFormat ? header & 0x3f : header >> 2 & 0x0f;
            long end = newFormat ? endOfNew(data, at + 1) : endOfOld(data, at + 1, header & 3);
            if (end > data.length) {
                throw new IOException(
                        "is truncated: an OpenPGP packet has " + (data.length - at) + " of " + (end - at) + " bytes");
            }
            if (packets.size() >= MOST) {
                throw new IOException("has more than " + MOST + " OpenPGP packets");
            }
            packets.add(new Packet(tag, Arrays.copyOfRange(data, at, (int) end)));
            at = (int) end;
        }
        return packets;
    }

    private static long endOfOld(byte[] data, int at, int type) throws IOException {
        if (type == 3) {
            return data.length;
        }
        int octets = 1 << type;
        return at + octets + number(data, at, octets);
    }

    private static long endOfNew(byte[] data, int at) throws IOException {
        int first = (int) number(data, at, 1);
        if (first < 192) {
            return at + 1 + first;
        }
        if (first < 224) {
            return at + 2 + ((first - 192L) << 8) + number(data, at + 1, 1) + 192;
        }
        // Only messages have partial lengths, and messages are refused anyway.
        return first == 255 ? at + 5 + number(data, at + 1, 4) : data.length;
    }

    private static long number(byte[] data, int at, int octets) throws IOException {
        if (at + octets > data.length) {
            throw new IOException("is truncated in the header of an OpenPGP packet");
        }
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = value << 8 | data[at + i] & 0xff;
        }
        return value;
    }
}
