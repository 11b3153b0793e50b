package io.github.mesosbuild.archive;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;

/** Writes tar archives header by header, including archives that no tar program would write. */
public final class TarBuilder {
    static final int BLOCK = 512;
    /** 2015-09-01T22:50:10Z. */
    static final long TIME = 1_441_147_810L;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public TarBuilder directory(String name) {
        return header(name, '5', 0, "", 0755);
    }

    public TarBuilder file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8), 0644);
    }

    public TarBuilder file(String name, byte[] content, int mode) {
        return header(name, '0', content.length, "", mode).body(content);
    }

    public TarBuilder symbolicLink(String name, String target) {
        return header(name, '2', 0, target, 0777);
    }

    public TarBuilder hardLink(String name, String target) {
        return header(name, '1', 0, target, 0644);
    }

    public TarBuilder header(String name, char type, long size, String link, int mode) {
        return header(h -> {}, name, type, size, link, mode);
    }

    /** Adds a header that is changed before its checksum is computed. */
    public TarBuilder header(Consumer<byte[]> change, String name, char type, long size, String link, int mode) {
        byte[] header = new byte[BLOCK];
        put(header, 0, 100, name);
        octal(header, 100, 8, mode);
        octal(header, 108, 8, 1000);
        octal(header, 116, 8, 1000);
        octal(header, 124, 12, size);
        octal(header, 136, 12, TIME);
        header[156] = (byte) type;
        put(header, 157, 100, link);
        put(header, 257, 8, "ustar\00000");
        change.accept(header);
        return raw(summed(header));
    }

    static byte[] summed(byte[] header) {
        put(header, 148, 8, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, 8, String.format("%06o\0 ", sum));
        return header;
    }

    static void put(byte[] header, int at, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, Math.min(length, bytes.length));
    }

    static void octal(byte[] header, int at, int length, long value) {
        put(header, at, length, String.format("%0" + (length - 1) + "o\0", value));
    }

    /** Sets the size in GNU's base 256. */
    static void base256(byte[] header, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            header[124 + i] = (byte) bytes[i];
        }
    }

    /** Adds content and its padding. */
    public TarBuilder body(byte[] content) {
        return raw(content).raw(new byte[-content.length & BLOCK - 1]);
    }

    public TarBuilder raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public TarBuilder pax(String... records) {
        return extended('x', records);
    }

    TarBuilder global(String... records) {
        return extended('g', records);
    }

    private TarBuilder extended(char type, String... records) {
        StringBuilder text = new StringBuilder();
        for (String record : records) {
            int rest = record.getBytes(StandardCharsets.UTF_8).length + 2;
            int length = rest + String.valueOf(rest).length();
            length = rest + String.valueOf(length).length();
            text.append(length).append(' ').append(record).append('\n');
        }
        return extended(type, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    TarBuilder extended(char type, byte[] content) {
        return header("././@Extended", type, content.length, "", 0644).body(content);
    }

    public TarBuilder longName(String name) {
        return extended('L', (name + "\0").getBytes(StandardCharsets.UTF_8));
    }

    public TarBuilder longLink(String name) {
        return extended('K', (name + "\0").getBytes(StandardCharsets.UTF_8));
    }

    /** So far, without the end of an archive. */
    public byte[] unclosed() {
        return out.toByteArray();
    }

    /** With the two zero blocks. */
    public byte[] closed() {
        return new TarBuilder().raw(unclosed()).raw(new byte[2 * BLOCK]).unclosed();
    }

    public byte[] gzip() {
        return gzip(closed());
    }

    private interface Encoder {
        OutputStream around(OutputStream target) throws IOException;
    }

    static byte[] gzip(byte[] tar) {
        return encoded(tar, GZIPOutputStream::new);
    }

    static byte[] bzip2(byte[] tar) {
        return encoded(tar, BZip2CompressorOutputStream::new);
    }

    public static byte[] xz(byte[] tar) {
        return encoded(tar, XZCompressorOutputStream::new);
    }

    public static byte[] zstd(byte[] tar) {
        return encoded(tar, ZstdOutputStream::new);
    }

    private static byte[] encoded(byte[] content, Encoder encoder) {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (OutputStream encoded = encoder.around(target)) {
            new ByteArrayInputStream(content).transferTo(encoded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target.toByteArray();
    }
}
