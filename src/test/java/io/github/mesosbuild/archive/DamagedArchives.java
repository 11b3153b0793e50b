package io.github.mesosbuild.archive;

import static io.github.mesosbuild.archive.HostileArchives.ascii;
import static io.github.mesosbuild.archive.HostileArchives.good;
import static io.github.mesosbuild.archive.HostileArchives.joined;
import static io.github.mesosbuild.archive.TarBuilder.BLOCK;
import static io.github.mesosbuild.archive.TarBuilder.bzip2;
import static io.github.mesosbuild.archive.TarBuilder.gzip;
import static io.github.mesosbuild.archive.TarBuilder.xz;

import io.github.mesosbuild.archive.UnpackException.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Files that are damaged, cut off, or no such archive. */
final class DamagedArchives {
    private final HostileArchives corpus;

    DamagedArchives(HostileArchives corpus) {
        this.corpus = corpus;
    }

    void addAll() {
        damage();
        truncation();
        wrongFiles();
    }

    private void damage() {
        Kind kind = Kind.CORRUPT;
        byte[] good = good().closed();
        byte[] header = good.clone();
        header[BLOCK] ^= 1;
        corpus.bytes(kind, "header checksum", gzip(header));
        corpus.add(kind, "single zero block", t -> t.raw(new byte[BLOCK]).file("top/x", "x"));
        corpus.bytes(
                kind,
                "data behind the end",
                gzip(new TarBuilder()
                        .raw(Arrays.copyOf(good, 40 * BLOCK * 20))
                        .file("top/y", "y")
                        .closed()));
        byte[] gzip = gzip(good);
        corpus.bytes(kind, "gzip checksum", changed(gzip, gzip.length - 8));
        corpus.bytes(kind, "gzip length", changed(gzip, gzip.length - 1));
        corpus.bytes(kind, "gzip method", changed(gzip, 2));
        corpus.bytes(kind, "gzip flags", with(gzip, 3, 0x80));
        corpus.bytes(kind, "gzip block type", with(gzip, 10, 0x07));
        corpus.bytes(kind, "gzip data", changed(gzip, gzip.length / 2));
        corpus.bytes(kind, "behind gzip", joined(gzip, ascii("surplus")));
        corpus.bytes(kind, "behind gzip and zeros", joined(gzip, new byte[100], ascii("surplus")));
        byte[] bzip2 = bzip2(good);
        corpus.bytes(kind, "bzip2 data", changed(bzip2, bzip2.length / 2));
        corpus.bytes(kind, "behind bzip2", joined(bzip2, ascii("surplus")));
        byte[] xz = xz(good);
        corpus.bytes(kind, "xz data", changed(xz, xz.length / 2));
        corpus.bytes(kind, "behind xz", joined(xz, ascii("surplus, of words")));
        corpus.bytes(Kind.UNSUPPORTED, "xz with a large dictionary", largeDictionary(xz));
        zstd(good);
        emptyParts();
    }

    /** Parts without content cost time and memory, and no limit of the content counts them. */
    private void emptyParts() {
        byte[] none = new byte[0];
        corpus.bytes(Kind.CORRUPT, "gzip of empty members", many(gzip(none)));
        corpus.bytes(Kind.CORRUPT, "bzip2 of empty streams", many(bzip2(none)));
        corpus.bytes(Kind.CORRUPT, "xz of empty streams", many(xz(none)));
        corpus.bytes(Kind.CORRUPT, "zstd of empty frames", many(TarBuilder.zstd(none)));
    }

    private static byte[] many(byte[] part) {
        byte[] all = new byte[9 << 20];
        for (int at = 0; at + part.length <= all.length; at += part.length) {
            System.arraycopy(part, 0, all, at, part.length);
        }
        return all;
    }

    private void zstd(byte[] good) {
        byte[] zstd = TarBuilder.zstd(good);
        corpus.bytes(Kind.CORRUPT, "zstd data", changed(zstd, zstd.length / 2));
        corpus.bytes(Kind.CORRUPT, "zstd checksum", changed(zstd, zstd.length - 1));
        corpus.bytes(Kind.CORRUPT, "behind zstd", joined(zstd, ascii("surplus, of words")));
        corpus.bytes(Kind.TRUNCATED, "half of zstd", Arrays.copyOf(zstd, zstd.length / 2));
        corpus.bytes(Kind.TRUNCATED, "zstd without its checksum", Arrays.copyOf(zstd, zstd.length - 4));
        corpus.bytes(Kind.TRUNCATED, "zstd magic only", Arrays.copyOf(zstd, 4));
    }

    private void truncation() {
        Kind kind = Kind.TRUNCATED;
        byte[] tar = good().closed();
        byte[] gzip = gzip(tar);
        corpus.bytes(kind, "empty", new byte[0]);
        corpus.bytes(kind, "gzip header only", Arrays.copyOf(gzip, 5));
        corpus.bytes(kind, "half of gzip", Arrays.copyOf(gzip, gzip.length / 2));
        corpus.bytes(kind, "gzip without trailer", Arrays.copyOf(gzip, gzip.length - 8));
        corpus.bytes(kind, "gzip without its last byte", Arrays.copyOf(gzip, gzip.length - 1));
        corpus.bytes(kind, "second gzip member cut", joined(gzip(Arrays.copyOf(tar, 700)), Arrays.copyOf(gzip, 15)));
        corpus.bytes(kind, "half of bzip2", Arrays.copyOf(bzip2(tar), bzip2(tar).length / 2));
        corpus.bytes(kind, "half of xz", Arrays.copyOf(xz(tar), xz(tar).length / 2));
        corpus.bytes(kind, "tar without an end", gzip(good().unclosed()));
        corpus.bytes(
                kind, "tar with half an end", gzip(good().raw(new byte[BLOCK]).unclosed()));
        corpus.bytes(
                kind,
                "tar cut in its end",
                gzip(good().raw(new byte[BLOCK + 100]).unclosed()));
        corpus.bytes(kind, "tar cut in a header", gzip(Arrays.copyOf(tar, BLOCK + 100)));
        corpus.bytes(kind, "tar cut in a file", gzip(Arrays.copyOf(tar, 3 * BLOCK)));
        corpus.bytes(
                kind, "tar cut in the padding", gzip(Arrays.copyOf(good().unclosed(), good().unclosed().length - 1)));
        corpus.bytes(
                kind,
                "tar cut behind a header",
                gzip(new TarBuilder()
                        .directory("top/")
                        .header("top/x", '0', 5, "", 0644)
                        .unclosed()));
        corpus.bytes(
                kind,
                "tar cut in an extended header",
                gzip(new TarBuilder()
                        .directory("top/")
                        .header("x", 'x', 900, "", 0644)
                        .unclosed()));
        corpus.bytes(kind, "plain tar cut", Arrays.copyOf(tar, 3 * BLOCK));
        corpus.bytes(kind, "no tar in gzip", gzip(new byte[0]));
    }

    private void wrongFiles() {
        Kind format = Kind.UNKNOWN_FORMAT;
        corpus.bytes(format, "ZIP", ascii("PK\u0003\u0004" + "x".repeat(600)));
        corpus.bytes(format, "web page", ascii("<!DOCTYPE html><html>" + " ".repeat(2000)));
        corpus.bytes(format, "one byte", ascii("x"));
        corpus.bytes(Kind.CORRUPT, "web page in gzip", gzip(ascii("<!DOCTYPE html>" + " ".repeat(2000))));
        Kind top = Kind.WRONG_TOP;
        corpus.add(top, "another top", t -> t.file("other/x", "x"));
        corpus.add(top, "longer top", t -> t.file("top2/x", "x"));
        corpus.add(top, "file beside the top", t -> t.file("x", "x"));
        corpus.add(top, "dot", t -> t.directory("./"));
        corpus.bytes(top, "no entries", new TarBuilder().gzip());
        corpus.bytes(top, "plain zeros", new byte[10240]);
        corpus.bytes(top, "top is a file", new TarBuilder().file("top", "x").gzip());
        corpus.bytes(
                top, "top is a link", new TarBuilder().symbolicLink("top", "x").gzip());
    }

    private static byte[] changed(byte[] bytes, int at) {
        return with(bytes, at, bytes[at] ^ 0x55);
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] copy = bytes.clone();
        copy[at] = (byte) value;
        return copy;
    }

    /** Says in the header of the first block that a dictionary of 1 GiB is needed (the .xz file format, 3.1 and 5.3.1). */
    private static byte[] largeDictionary(byte[] xz) {
        byte[] copy = xz.clone();
        int start = 12;
        int length = (copy[start] & 0xff) * 4;
        copy[start + 4] = 36;
        CRC32 crc = new CRC32();
        crc.update(copy, start, length);
        ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putInt(start + length, (int) crc.getValue());
        return copy;
    }
}
