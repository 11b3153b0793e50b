package io.github.mesosbuild.bundle;

import io.github.mesosbuild.archive.Packer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A file some of whose bytes are replaced.
 *
 * @param file the file
 * @param patches the new bytes
 */
record PatchedFile(Path file, List<Patch> patches) implements Packer.Content {
    private static final int BUFFER = 1 << 20;

    PatchedFile {
        patches = List.copyOf(patches);
    }

    /** A part of the file, with its patches. */
    private interface Reader {
        /** @return whether more is wanted */
        boolean read(byte[] bytes, int length) throws IOException;
    }

    /**
     * Reads the file in parts.
     *
     * @param overlap how many bytes of each part are repeated in the next one
     */
    private void read(int overlap, Reader reader) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            byte[] part = new byte[(int) Math.min(BUFFER + (long) overlap, size)];
            boolean more = size > 0;
            for (long at = 0; more; at += BUFFER) {
                int length = (int) Math.min(part.length, size - at);
                fill(channel, at, ByteBuffer.wrap(part, 0, length));
                patch(part, at, length);
                more = reader.read(part, length) && at + BUFFER < size;
            }
        }
    }

    /** Reads and does not map: the JVM reports a mapped file that becomes shorter as an internal error. */
    private void fill(FileChannel channel, long at, ByteBuffer part) throws IOException {
        while (part.hasRemaining()) {
            if (channel.read(part, at + part.position()) < 0) {
                throw new IOException(file + " became shorter while it was read");
            }
        }
    }

    private void patch(byte[] part, long at, int length) {
        for (Patch patch : patches) {
            for (int i = 0; i < patch.bytes().length; i++) {
                long place = patch.offset() + i - at;
                if (place >= 0 && place < length) {
                    part[(int) place] = patch.bytes()[i];
                }
            }
        }
    }

    /**
     * What one reading of the file finds.
     *
     * @param begins whether it begins with the first text
     * @param contains whether it contains the second one
     * @param sha256 its SHA-256, in hexadecimal
     */
    record Scan(boolean begins, boolean contains, String sha256) {}

    /** Reads the file once. */
    Scan scan(byte[] beginning, byte[] text) throws IOException {
        ByteSearch search = new ByteSearch(text);
        MessageDigest digest = sha256();
        boolean[] found = {false, false};
        long[] digested = {0};
        read(text.length - 1, (bytes, length) -> {
            if (digested[0] == 0) {
                found[0] = length >= beginning.length && isAt(bytes, 0, beginning);
            }
            // The rest is repeated in the next part.
            int own = Math.min(length, BUFFER);
            digest.update(bytes, 0, own);
            digested[0] += own;
            found[1] = found[1] || search.isIn(bytes, length);
            return true;
        });
        return new Scan(found[0], found[1], HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    boolean contains(byte[] text) throws IOException {
        ByteSearch search = new ByteSearch(text);
        boolean[] found = {false};
        read(text.length - 1, (bytes, length) -> {
            found[0] = search.isIn(bytes, length);
            return !found[0];
        });
        return found[0];
    }

    private static boolean isAt(byte[] bytes, int from, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (bytes[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long size() throws IOException {
        return Files.size(file);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        read(0, (bytes, length) -> {
            out.write(bytes, 0, length);
            return true;
        });
    }
}
