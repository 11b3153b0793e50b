package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Digest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An archive and the files published with it, none of which is trusted yet.
 *
 * @param file the file with the archive's bytes
 * @param fileName the name under which the archive was published, which checksum files use
 * @param size the archive's size in bytes
 * @param digests digests that were already computed from the bytes; others are computed from the file when they are needed
 * @param signature the file with the detached signature; empty if none was published
 * @param checksumFiles the published checksum files; the suffix of each ({@code .md5}, {@code .sha512}) determines its
 *     expected algorithm
 */
public record Evidence(
        Path file,
        String fileName,
        long size,
        Map<Digest.Algorithm, Digest> digests,
        Optional<Path> signature,
        List<Path> checksumFiles) {

    /** Copies the collections and sorts the digests by algorithm. */
    public Evidence {
        Map<Digest.Algorithm, Digest> sorted = new EnumMap<>(Digest.Algorithm.class);
        sorted.putAll(digests);
        digests = Collections.unmodifiableMap(sorted);
        checksumFiles = List.copyOf(checksumFiles);
    }

    /** Returns the same evidence for an archive that was moved. */
    Evidence at(Path moved) {
        return new Evidence(moved, fileName, size, digests, signature, checksumFiles);
    }
}
