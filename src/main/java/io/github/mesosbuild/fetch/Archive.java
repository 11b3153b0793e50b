package io.github.mesosbuild.fetch;

import io.github.mesosbuild.release.Digest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fetched archive that is not verified yet. Only {@link Fetcher} creates one. The archive is complete, forced to the disk, and
 * has all pinned digests of the request.
 *
 * @param file the {@code .part} file in the cache's incoming directory. If this process dies now, the next one does not need to
 *     download it again
 * @param fileName the archive's final name
 * @param size the size in bytes
 * @param digests SHA-256 and SHA-512, and also MD5 or SHA-1 if a pin or a companion needs it
 * @param companions the small files found next to the archive, by suffix
 * @param origin the source of the archive
 */
public record Archive(
        Path file,
        String fileName,
        long size,
        Map<Digest.Algorithm, Digest> digests,
        Map<String, Path> companions,
        Source origin) {

    /** Copies the maps and keeps the order of the companions. */
    public Archive {
        digests = Map.copyOf(digests);
        companions = Collections.unmodifiableMap(new LinkedHashMap<>(companions));
    }

    /** The suffixes of detached OpenPGP signatures, the preferred one first: {@code .sig} is what GNU's release tool gnupload writes. */
    public static final List<String> SIGNATURES = List.of(".asc", ".sig");

    /** Returns the suffix of the signature found next to the archive. */
    public Optional<String> signatureSuffix() {
        return SIGNATURES.stream().filter(companions::containsKey).findFirst();
    }
}
