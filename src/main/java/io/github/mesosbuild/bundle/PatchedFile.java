package io.github.mesosbuild.bundle;

import io.github.mesosbuild.archive.Packer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    boolean startsWith(byte[] text) throws IOException {
        boolean[] found = {false};
        read(0, (bytes, length) -> {
            found[0] = length >= text.length && isAt(bytes, 0, text);
            return false;
        });
        return found[0];
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
