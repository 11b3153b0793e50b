package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Digest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An archive and what was published beside it, as it was fetched: nothing of this is trusted yet.
 *
 * @param file where the bytes are
 * @param fileName the name under which the archive was published; checksum files speak of it by this name
 * @param size its length in bytes
 * @param digests its digests as computed from the bytes; those that are needed and absent are computed from the file
 * @param signature the file that should hold its detached signature; empty if none was published
 * @param checksumFiles the checksum files beside it; the suffix of each ({@code .md5}, {@code .sha512}) says what it is
 *     expected to hold
 */
public record Evidence(
        Path file,
        String fileName,
        long size,
        Map<Digest.Algorithm, Digest> digests,
        Optional<Path> signature,
        List<Path> checksumFiles) {

    /** Copies the collections; digests are kept in the order of their algorithms. */
    public Evidence {
        Map<Digest.Algorithm, Digest> sorted = new EnumMap<>(Digest.Algorithm.class);
        sorted.putAll(digests);
        digests = Collections.unmodifiableMap(sorted);
        checksumFiles = List.copyOf(checksumFiles);
    }

    /** The same after the file was moved. */
    Evidence at(Path moved) {
        return new Evidence(moved, fileName, size, digests, signature, checksumFiles);
    }
}
