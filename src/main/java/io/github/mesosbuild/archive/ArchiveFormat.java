package io.github.mesosbuild.archive;

import java.util.Optional;
import java.util.stream.Stream;

/** A format of archives that this plugin writes: tar, and the compression. */
public enum ArchiveFormat {
    /** gzip (RFC 1952). */
    TAR_GZ("tar.gz"),
    /** xz (tukaani.org/xz/xz-file-format.txt). */
    TAR_XZ("tar.xz"),
    /** Zstandard (RFC 8878). */
    TAR_ZST("tar.zst");

    private final String extension;

    ArchiveFormat(String extension) {
        this.extension = extension;
    }

    /** Returns the end of a file's name, without a leading dot, such as {@code tar.gz}. */
    public String extension() {
        return extension;
    }

    /** Returns the format with an extension; empty if there is none. */
    public static Optional<ArchiveFormat> ofExtension(String extension) {
        return Stream.of(values())
                .filter(format -> format.extension.equals(extension))
                .findFirst();
    }

    /** Returns whether a file's name ends like that of an archive. */
    public static boolean isName(String name) {
        return Stream.of(values()).anyMatch(format -> name.endsWith("." + format.extension));
    }
}
