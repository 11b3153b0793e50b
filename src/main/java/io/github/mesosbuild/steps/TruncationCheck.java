package io.github.mesosbuild.steps;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Checks by a file's structure whether it was written completely.
 *
 * <p>ELF (System V ABI, chapter 4, "ELF Header" and "Sections"; elf(5)): BFD, on which GNU as and ld are built, writes
 * the header and the section table last (binutils, bfd/elf.c, {@code _bfd_elf_write_object_contents}). A file is
 * complete if it has a header, and if its section table and all sections end within the file. Linkers that map their
 * output into memory (gold, mold) do not guarantee this; see {@link InterruptedBuildCleanup}.
 *
 * <p>ar(5): after the magic number, members follow each other, each with its size and padded to an even length. The
 * first one is a symbol table.
 */
final class TruncationCheck {
    /** The kind of a file, by its structure. */
    enum Form {
        /** A complete object file that is not linked yet. */
        OBJECT,
        /** A complete program, shared library or archive of objects. */
        LINKED,
        /** A truncated or empty object, program, library or archive. */
        BROKEN,
        /** Any other file, whose completeness cannot be checked. */
        OTHER
    }

    private static final int ELF = 0x7f454c46;
    private static final String AR = "!<arch>\n";
    private static final String THIN_AR = "!<thin>\n";
    private static final int MEMBER_HEADER = 60;
    private static final int NOBITS = 8;
    private static final int RELOCATABLE = 1;

    private TruncationCheck() {}

    /**
     * Checks a file.
     *
     * @throws IOException if the file cannot be read
     */
    static Form form(Path file) throws IOException {
        String name = file.getFileName().toString();
        boolean binary = name.matches(".*\\.(o|obj|a|so(\\.[\\d.]+)?|dylib)");
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] head = new byte[(int) Math.min(64, in.length())];
            in.readFully(head);
            if (head.length >= 4 && ByteBuffer.wrap(head).getInt() == ELF) {
                return elf(in, head);
            }
            String text = new String(head, StandardCharsets.ISO_8859_1);
            if (text.startsWith(AR) || text.startsWith(THIN_AR)) {
                return archive(in, text.startsWith(THIN_AR)) ? Form.LINKED : Form.BROKEN;
            }
            boolean begun = head.length >= 4 && ByteBuffer.wrap(head).getInt() != 0;
            return binary && !begun ? Form.BROKEN : Form.OTHER;
        }
    }

    private static Form elf(RandomAccessFile in, byte[] head) throws IOException {
        boolean wide = head.length > 4 && head[4] == 2;
        if (head.length < (wide ? 64 : 52)) {
            return Form.BROKEN;
        }
        ByteOrder order = head[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer header = ByteBuffer.wrap(head).order(order);
        int type = header.getShort(16);
        long table = wide ? header.getLong(40) : Integer.toUnsignedLong(header.getInt(32));
        int entry = Short.toUnsignedInt(header.getShort(wide ? 58 : 46));
        long count = Short.toUnsignedInt(header.getShort(wide ? 60 : 48));
        if (table == 0) {
            // Only linked files can lack sections.
            return type == RELOCATABLE || type == 0 ? Form.BROKEN : Form.LINKED;
        }
        if (entry < (wide ? 64 : 40) || table < 0 || table > in.length() - entry) {
            return Form.BROKEN;
        }
        if (count == 0) {
            // The number of sections does not fit into two bytes; it is the size of section 0.
            count = sections(in, table, entry, 1, order).getInt(wide ? 32 : 20);
        }
        if (count <= 0 || count > (in.length() - table) / entry) {
            return Form.BROKEN;
        }
        ByteBuffer sections = sections(in, table, entry, (int) count, order);
        for (int i = 1; i < count; i++) {
            int at = i * entry;
            long offset = wide ? sections.getLong(at + 24) : Integer.toUnsignedLong(sections.getInt(at + 16));
            long size = wide ? sections.getLong(at + 32) : Integer.toUnsignedLong(sections.getInt(at + 20));
            boolean inFile = sections.getInt(at + 4) != NOBITS;
            if (inFile && (offset < 0 || size < 0 || offset > in.length() - size)) {
                return Form.BROKEN;
            }
        }
        return type == RELOCATABLE ? Form.OBJECT : Form.LINKED;
    }

    private static ByteBuffer sections(RandomAccessFile in, long table, int entry, int count, ByteOrder order)
            throws IOException {
        byte[] bytes = new byte[Math.multiplyExact(entry, count)];
        in.seek(table);
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(order);
    }

    private static boolean archive(RandomAccessFile in, boolean thin) throws IOException {
        long at = AR.length();
        byte[] bytes = new byte[MEMBER_HEADER];
        while (at < in.length()) {
            if (at + MEMBER_HEADER > in.length()) {
                return false;
            }
            in.seek(at);
            in.readFully(bytes);
            String header = new String(bytes, StandardCharsets.ISO_8859_1);
            String size = header.substring(48, 58).strip();
            if (!header.endsWith("`\n") || !size.matches("\\d{1,10}")) {
                return false;
            }
            boolean stored = !thin || header.startsWith("/ ") || header.startsWith("// ");
            at += MEMBER_HEADER + (stored ? Long.parseLong(size) : 0);
            if (at > in.length()) {
                return false;
            }
            at += at % 2;
        }
        return true;
    }
}
