package io.github.mesosbuild.release;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A patch of a recipe, which is applied to the unpacked sources.
 *
 * @param name the name of the file, for messages and in the cache
 * @param place the path of the file, or its address
 * @param remote whether the place is an address
 * @param sha256 the SHA-256 of the file; empty for a file beside the recipe that was not read yet
 * @param strip how many leading directories are removed from the names in the patch
 * @param text the bytes of the file, each as one character of ISO 8859-1; empty if it was not read or fetched yet
 */
public record Patch(
        String name, String place, boolean remote, Optional<Digest> sha256, int strip, Optional<String> text) {
    /** The largest patch that is read, in bytes. */
    public static final int LARGEST = 16 << 20;

    /** Returns the same patch with its content, whose digest the caller compared with the expected one. */
    public Patch with(byte[] content) {
        return new Patch(
                name,
                place,
                remote,
                Optional.of(digest(content)),
                strip,
                Optional.of(new String(content, StandardCharsets.ISO_8859_1)));
    }

    /** Returns the SHA-256 of a content. */
    static Digest digest(byte[] content) {
        try {
            return new Digest(
                    Digest.Algorithm.SHA256,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Returns what the result of applying it depends on. */
    public String identity() {
        return sha256.map(digest -> "SHA-256 " + digest.hex()).orElse("unknown") + ", strip " + strip;
    }

    /** Returns the name that a file from an address has in the cache. */
    static String nameOf(String url) {
        String path = url.replaceFirst("[?#].*", "");
        String name = path.substring(path.lastIndexOf('/') + 1)
                .replaceAll("[^A-Za-z0-9._+-]", "_")
                .replaceFirst("^\\.+", "");
        return name.isEmpty() ? "patch" : name.substring(0, Math.min(name.length(), 100));
    }
}
