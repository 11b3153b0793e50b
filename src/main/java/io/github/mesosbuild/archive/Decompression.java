package io.github.mesosbuild.archive;

import io.airlift.compress.zstd.ZstdInputStream;
import io.github.mesosbuild.archive.UnpackException.Kind;
import io.github.mesosbuild.release.Digest;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/**
 * The decompressed bytes of a file. The file's first bytes, not its name, determine the format: gzip (RFC 1952), bzip2, xz,
 * zstd (RFC 8878) or an uncompressed tar header.
 */
final class Decompression implements ReadableByteChannel {
    /** More than the 65 MiB that files of {@code xz -9} need. */
    private static final int XZ_MEMORY_KIB = 128 * 1024;

    /** More than the longest block of bzip2 or index of xz. Empty members and blocks cost time and no limit of the content. */
    private static final long LONGEST_GAP = 8L << 20;

    private final CountingInput file;
    private final ReadableByteChannel decoded;

    private Decompression(CountingInput file, ReadableByteChannel decoded) {
        this.file = file;
        this.decoded = decoded;
    }

    /**
     * Opens a file.
     *
     * @throws RefusedArchiveException if the file cannot be read or has another format
     */
    static Decompression open(Path archive) throws IOException {
        if (!Files.isRegularFile(archive)) {
            throw new RefusedArchiveException(
                    Kind.UNREADABLE, Files.exists(archive) ? "is not a regular file" : "does not exist");
        }
        CountingInput file = new CountingInput(archive);
        try {
            return new Decompression(file, decoder(file));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw refusal(e);
        }
    }

    /** Returns the SHA-256 of a file. */
    static Digest sha256(Path archive) throws IOException {
        CountingInput file = new CountingInput(archive);
        try (Decompression raw = new Decompression(file, Channels.newChannel(file))) {
            return raw.sha256();
        }
    }

    private static ReadableByteChannel decoder(CountingInput file) throws IOException {
        byte[] head = file.head(TarHeader.BLOCK);
        if (head.length == 0) {
            throw new RefusedArchiveException(Kind.TRUNCATED, "is empty");
        }
        if (startsWith(head, "1f8b")) {
            return new Gunzip(file);
        }
        InputStream buffered = new BufferedInputStream(file, 1 << 16);
        if (startsWith(head, "425a68")) {
            return Channels.newChannel(new BZip2CompressorInputStream(buffered, true));
        }
        if (startsWith(head, "fd377a585a00")) {
            // The stream of Commons Compress would allocate and clear a dictionary for each block.
            return Channels.newChannel(new XZInputStream(buffered, XZ_MEMORY_KIB, true, new BasicArrayCache()));
        }
        if (startsWith(head, "28b52ffd")) {
            return Channels.newChannel(new ZstdInputStream(buffered));
        }
        if (head.length == TarHeader.BLOCK && (TarHeader.isZero(head) || TarHeader.hasChecksum(head))) {
            return Channels.newChannel(file);
        }
        throw new RefusedArchiveException(
                Kind.UNKNOWN_FORMAT,
                "is " + format(head) + "; expected a tar archive, plain or compressed with gzip, bzip2, xz or zstd");
    }

    private static String format(byte[] head) {
        if (startsWith(head, "504b0304")) {
            return "a ZIP file";
        }
        if (startsWith(head, "4c5a4950")) {
            return "compressed with lzip";
        }
        if (startsWith(head, "1f9d")) {
            return "compressed with compress";
        }
        String first = HexFormat.of().formatHex(head, 0, Math.min(8, head.length));
        return "in an unknown format (first bytes " + first + ")";
    }

    private static boolean startsWith(byte[] head, String magic) {
        byte[] wanted = HexFormat.of().parseHex(magic);
        return head.length >= wanted.length && Arrays.equals(head, 0, wanted.length, wanted, 0, wanted.length);
    }

    /**
     * Returns the SHA-256 of the file as it was read. Reads the rest first, if there is one.
     *
     * @throws RefusedArchiveException if the file cannot be read
     */
    Digest sha256() throws IOException {
        byte[] rest = new byte[1 << 16];
        do {
            file.withoutContent = 0;
        } while (file.read(rest, 0, rest.length) >= 0);
        return new Digest(Digest.Algorithm.SHA256, HexFormat.of().formatHex(file.digest.digest()));
    }

    /** Returns how many bytes of the compressed file were read so far. */
    long consumed() {
        return file.count;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        try {
            int read = decoded.read(target);
            if (read > 0) {
                file.withoutContent = 0;
            }
            return read;
        } catch (IOException | RuntimeException e) {
            throw refusal(e);
        }
    }

    /** Translates a decoder's exception. Decoders report damage in many ways, including unchecked exceptions. */
    private static RefusedArchiveException refusal(Exception failure) {
        if (failure instanceof RefusedArchiveException refusal) {
            return refusal;
        }
        if (failure instanceof MemoryLimitException) {
            return new RefusedArchiveException(
                    Kind.UNSUPPORTED,
                    "needs more than " + XZ_MEMORY_KIB / 1024 + " MiB of memory to decompress",
                    failure);
        }
        String message = String.valueOf(failure.getMessage());
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("window size too large")) {
            return new RefusedArchiveException(
                    Kind.UNSUPPORTED, "needs a zstd window larger than 8 MiB, the maximum of zstd -19", failure);
        }
        if (failure instanceof java.io.EOFException
                || words.contains("unexpected end")
                || words.contains("not enough input")) {
            return new RefusedArchiveException(
                    Kind.TRUNCATED, "is truncated: its compressed data ends too early", failure);
        }
        return new RefusedArchiveException(Kind.CORRUPT, "cannot be decompressed: " + message, failure);
    }

    @Override
    public boolean isOpen() {
        return decoded.isOpen();
    }

    @Override
    public void close() throws IOException {
        decoded.close();
        file.close();
    }

    /** Counts and digests the bytes read, and distinguishes a failing disk from a failing decoder. */
    private static final class CountingInput extends InputStream {
        private final FileInputStream file;
        private ByteBuffer head = ByteBuffer.allocate(0);
        private final MessageDigest digest = sha256Digest();
        private long count;
        private long withoutContent;

        CountingInput(Path archive) throws RefusedArchiveException {
            try {
                file = new FileInputStream(archive.toFile());
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        private static MessageDigest sha256Digest() {
            try {
                return MessageDigest.getInstance(Digest.Algorithm.SHA256.jcaName());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        }

        private static RefusedArchiveException unreadable(IOException e) {
            return new RefusedArchiveException(Kind.UNREADABLE, "cannot be read: " + e.getMessage(), e);
        }

        /** Returns the first bytes without consuming them. */
        byte[] head(int length) throws RefusedArchiveException {
            try {
                head = ByteBuffer.wrap(file.readNBytes(length));
                return head.array();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int read = Math.min(length, head.remaining());
                if (read > 0) {
                    head.get(target, offset, read);
                } else {
                    read = file.read(target, offset, length);
                }
                if (read > 0) {
                    count += read;
                    withoutContent += read;
                    if (withoutContent > LONGEST_GAP) {
                        throw new RefusedArchiveException(
                                Kind.CORRUPT,
                                "has more than " + (LONGEST_GAP >> 20) + " MiB of compressed data without content");
                    }
                    digest.update(target, offset, read);
                }
                return read;
            } catch (RefusedArchiveException e) {
                throw e;
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
