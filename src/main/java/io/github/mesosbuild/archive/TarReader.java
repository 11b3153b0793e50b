package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.TarEntry.Type;
import io.github.mesosbuild.archive.UnpackException.Kind;
import io.github.mesosbuild.text.VisibleText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the entries of a tar archive in order: ustar, GNU and Version 7 headers, GNU long names and POSIX pax headers.
 *
 * <p>The reader is deliberately strict, because every entry becomes a file. It refuses wrong checksums, a missing end of two zero
 * blocks, contradictory headers for one entry, links and directories with a size, and entries that are not files, directories
 * or links. The stream of Commons Compress is not used because it ignores header checksums, accepts a missing end of archive,
 * strips the leading slash of a name in an extended header, decodes names that are not UTF-8 in another encoding, and loads
 * extended headers of any size into memory.
 */
final class TarReader {
    private static final int RECORD = 20 * TarHeader.BLOCK;
    private static final int EXTENDED_HEADER = 1 << 20;
    private static final long LARGEST_OCTAL_SIZE = (1L << 33) - 1;

    private final ReadAhead in;
    private final ArchiveLimits limits;
    private Optional<FileTime> globalTime = Optional.empty();
    private long position;
    private long remaining;
    private long padding;

    /** The extended headers before an entry's own header. */
    private static final class Pending {
        private PaxRecords pax;
        private String longName;
        private String longLink;

        boolean isEmpty() {
            return pax == null && longName == null && longLink == null;
        }
    }

    TarReader(ReadAhead in, ArchiveLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /**
     * Returns the next entry, skipping the unread rest of the previous one.
     *
     * @return the entry; null at the end of the archive, after the rest of the file was read and checked
     */
    TarEntry next() throws RefusedArchiveException, InterruptedException {
        skip(remaining + padding);
        remaining = 0;
        padding = 0;
        Pending pending = new Pending();
        while (true) {
            byte[] block = block();
            if (block == null) {
                throw new RefusedArchiveException(
                        Kind.TRUNCATED, "is truncated: the two zero blocks at its end are missing");
            }
            if (TarHeader.isZero(block)) {
                end(pending);
                return null;
            }
            TarHeader header = new TarHeader(block);
            switch (header.type()) {
                case 'x', 'X' -> {
                    refuseSecond(pending.pax);
                    pending.pax = PaxRecords.parse(extension(header));
                }
                case 'g' ->
                    globalTime = PaxRecords.parse(extension(header))
                            .global()
                            .modified()
                            .or(() -> globalTime);
                case 'L' -> {
                    refuseSecond(pending.longName);
                    pending.longName = longName(header);
                }
                case 'K' -> {
                    refuseSecond(pending.longLink);
                    pending.longLink = longName(header);
                }
                default -> {
                    return entry(header, pending);
                }
            }
        }
    }

    private static void refuseSecond(Object first) throws RefusedArchiveException {
        if (first != null) {
            throw new RefusedArchiveException(Kind.CORRUPT, "has two extended headers of the same kind for one entry");
        }
    }

    private TarEntry entry(TarHeader header, Pending pending) throws RefusedArchiveException {
        PaxRecords pax = pending.pax == null ? PaxRecords.NONE : pending.pax;
        String name = agreed(pax.path().orElse(null), pending.longName, header.name(), "names");
        try {
            String link = agreed(pax.link().orElse(null), pending.longLink, header.link(), "link targets");
            Type type = type(header.type(), name);
            boolean links = type == Type.SYMBOLIC_LINK || type == Type.HARD_LINK;
            long size = size(header.size(), pax.size());
            if (size != 0 && type != Type.FILE) {
                throw new RefusedArchiveException(Kind.CORRUPT, "is not a file but has a size of " + size + " bytes");
            }
            if (size > limits.bytes()) {
                throw RefusedArchiveException.limit(
                        ArchiveLimits.BYTES, "has a size of " + size + " bytes; the limit is " + limits.bytes());
            }
            Optional<FileTime> extended = pax.modified().or(() -> globalTime);
            FileTime modified = extended.isPresent() ? extended.get() : PaxRecords.time(header.modified(), 0);
            remaining = size;
            padding = -size & TarHeader.BLOCK - 1;
            return new TarEntry(type, name, links ? link : "", header.mode(), modified, size);
        } catch (RefusedArchiveException e) {
            throw e.of(name);
        }
    }

    /** Returns the value that applies. POSIX and GNU headers must agree, so that all programs see the same name. */
    private static String agreed(String pax, String gnu, String plain, String what) throws RefusedArchiveException {
        if (pax != null && gnu != null && !pax.equals(gnu)) {
            throw new RefusedArchiveException(Kind.CORRUPT, "has extended headers with two " + what).of(pax);
        }
        return pax != null ? pax : gnu != null ? gnu : plain;
    }

    private static long size(long plain, OptionalLong pax) throws RefusedArchiveException {
        long size = pax.orElse(plain);
        if (plain != size && plain != 0 && size <= LARGEST_OCTAL_SIZE) {
            throw new RefusedArchiveException(Kind.CORRUPT, "has two sizes, " + plain + " and " + size);
        }
        return size;
    }

    private static Type type(char flag, String name) throws RefusedArchiveException {
        boolean slash = name.endsWith("/");
        return switch (flag) {
            // Version 7 marked directories by a trailing slash only, which GNU tar honors in every format.
            case '0', '\0', '7' -> slash ? Type.DIRECTORY : Type.FILE;
            case '5' -> Type.DIRECTORY;
            case '1', '2' -> {
                if (slash) {
                    throw new RefusedArchiveException(Kind.NAME, "is a link whose name ends with a slash");
                }
                yield flag == '1' ? Type.HARD_LINK : Type.SYMBOLIC_LINK;
            }
            case '3' -> throw new RefusedArchiveException(Kind.SPECIAL_FILE, "is a character device");
            case '4' -> throw new RefusedArchiveException(Kind.SPECIAL_FILE, "is a block device");
            case '6' -> throw new RefusedArchiveException(Kind.SPECIAL_FILE, "is a FIFO");
            case 'S' -> throw new RefusedArchiveException(Kind.UNSUPPORTED, "is a sparse file");
            default ->
                throw new RefusedArchiveException(
                        Kind.UNSUPPORTED, "has the unknown type '" + VisibleText.of(String.valueOf(flag)) + "'");
        };
    }

    /** Writes the content of the current entry. */
    void transferTo(WritableByteChannel target) throws IOException, InterruptedException {
        while (remaining > 0) {
            ByteBuffer data = data();
            int length = (int) Math.min(remaining, data.remaining());
            ByteBuffer slice = data.slice(data.position(), length);
            while (slice.hasRemaining()) {
                target.write(slice);
            }
            advance(data, length);
            remaining -= length;
        }
    }

    /** Returns the content of the current entry, which must be small. */
    byte[] bytes() throws RefusedArchiveException, InterruptedException {
        byte[] data = new byte[(int) remaining];
        read(data);
        remaining = 0;
        return data;
    }

    private String longName(TarHeader header) throws RefusedArchiveException, InterruptedException {
        byte[] data = extension(header);
        int length = data.length;
        while (length > 0 && data[length - 1] == 0) {
            length--;
        }
        return EntryNames.decode(data, 0, length);
    }

    private byte[] extension(TarHeader header) throws RefusedArchiveException, InterruptedException {
        long size = header.size();
        if (size > EXTENDED_HEADER) {
            throw new RefusedArchiveException(Kind.CORRUPT, "has an oversized extended header (" + size + " bytes)");
        }
        byte[] data = new byte[(int) size];
        read(data);
        skip(-size & TarHeader.BLOCK - 1);
        return data;
    }

    /** Returns the next block; null at the end of the file. */
    private byte[] block() throws RefusedArchiveException, InterruptedException {
        if (!in.available().hasRemaining()) {
            return null;
        }
        byte[] block = new byte[TarHeader.BLOCK];
        read(block);
        return block;
    }

    private void read(byte[] target) throws RefusedArchiveException, InterruptedException {
        for (int at = 0; at < target.length; ) {
            ByteBuffer data = data();
            int length = Math.min(target.length - at, data.remaining());
            data.get(data.position(), target, at, length);
            advance(data, length);
            at += length;
        }
    }

    private void skip(long count) throws RefusedArchiveException, InterruptedException {
        for (long left = count; left > 0; ) {
            ByteBuffer data = data();
            int length = (int) Math.min(left, data.remaining());
            advance(data, length);
            left -= length;
        }
    }

    private ByteBuffer data() throws RefusedArchiveException, InterruptedException {
        ByteBuffer data = in.available();
        if (!data.hasRemaining()) {
            throw new RefusedArchiveException(Kind.TRUNCATED, "is truncated inside an entry");
        }
        return data;
    }

    private void advance(ByteBuffer data, int length) {
        data.position(data.position() + length);
        position += length;
    }

    /**
     * Reads to the end of the file, so that the checksums of the compression are verified. The rest of the last record of 20 blocks
     * can contain anything, which POSIX allows. After it, only zeros may follow, which GNU tar ignores.
     */
    private void end(Pending pending) throws RefusedArchiveException, InterruptedException {
        byte[] second = block();
        if (second == null) {
            throw new RefusedArchiveException(
                    Kind.TRUNCATED, "is truncated: the second of the two zero blocks at its end is missing");
        }
        if (!TarHeader.isZero(second)) {
            throw new RefusedArchiveException(Kind.CORRUPT, "has a single zero block between its entries");
        }
        if (!pending.isEmpty()) {
            throw new RefusedArchiveException(Kind.CORRUPT, "has an extended header without an entry");
        }
        long record = (position + RECORD - 1) / RECORD * RECORD;
        for (ByteBuffer data = in.available(); data.hasRemaining(); data = in.available()) {
            advance(data, (int) Math.min(record - position, data.remaining()));
            while (data.hasRemaining()) {
                if (data.get() != 0) {
                    throw new RefusedArchiveException(Kind.CORRUPT, "has other data after its end");
                }
            }
        }
    }
}
