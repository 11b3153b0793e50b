package io.github.mesosbuild.fetch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks whether the first bytes of a file match the suffix of its name. */
public final class ArchiveShape {
    /** The number of bytes that are checked before a download is accepted. */
    static final int HEAD = 32 * 1024;

    private static final byte[] GZIP = HexFormat.of().parseHex("1f8b08"); // RFC 1952, 2.3.1
    private static final Map<String, byte[]> MAGIC = Map.of(
            "gz", GZIP,
            "tgz", GZIP,
            "xz", HexFormat.of().parseHex("fd377a585a00"), // tukaani.org/xz/xz-file-format.txt, 2.1.1.1
            "txz", HexFormat.of().parseHex("fd377a585a00"),
            "bz2", "BZh".getBytes(StandardCharsets.US_ASCII),
            "tbz2", "BZh".getBytes(StandardCharsets.US_ASCII),
            "zst", HexFormat.of().parseHex("28b52ffd"), // RFC 8878, 3.1.1
            "tzst", HexFormat.of().parseHex("28b52ffd"));

    private ArchiveShape() {}

    /**
     * Returns what is wrong with the start of a file, as a clause; empty if nothing is.
     *
     * @param fileName the file's name, whose suffix determines the expected format
     * @param bytes the first {@code length} bytes of the file, which are all if it is shorter than {@link #HEAD}
     */
    static Optional<String> problem(String fileName, byte[] bytes, int length) {
        if (length == 0) {
            return Optional.of("it is empty");
        }
        if (isHtml(bytes, length)) {
            return Optional.of("it is an HTML page");
        }
        String suffix = suffix(fileName);
        byte[] magic = MAGIC.get(suffix);
        if (magic == null) {
            return Optional.empty();
        }
        if (!startsWith(bytes, length, magic)) {
            return Optional.of("its first bytes are " + HexFormat.of().formatHex(bytes, 0, Math.min(length, 8))
                    + " instead of those of a ." + suffix + " file");
        }
        if (magic == GZIP && isGzipInGzip(bytes, length)) {
            return Optional.of("it was compressed a second time in transit");
        }
        return Optional.empty();
    }

    /** Returns whether a content encoding merely repeats the file's suffix, as with AddEncoding in Apache httpd. */
    static boolean isEncodingOfName(String encoding, String fileName) {
        return isGzip(encoding) && MAGIC.get(suffix(fileName)) == GZIP;
    }

    static boolean isGzip(String encoding) {
        return encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip");
    }

    /** Returns whether a file starts like an HTML page, which servers and proxies send in place of missing files. */
    public static boolean isHtml(byte[] bytes, int length) {
        String text = new String(bytes, 0, Math.min(length, 512), StandardCharsets.ISO_8859_1)
                .replaceFirst("^\\u00ef\\u00bb\\u00bf", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        return text.startsWith("<!doctype") || text.startsWith("<html") || text.startsWith("<head");
    }

    private static String suffix(String fileName) {
        return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean startsWith(byte[] bytes, int length, byte[] magic) {
        return length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    private static boolean isGzipInGzip(byte[] bytes, int length) {
        byte[] first = SmallGzip.decode(bytes, length, GZIP.length).bytes();
        return startsWith(first, first.length, GZIP);
    }
}
