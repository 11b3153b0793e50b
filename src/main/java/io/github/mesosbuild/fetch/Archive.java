package io.github.mesosbuild.fetch;

import io.github.mesosbuild.release.Digest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A fetched archive that nobody has verified yet; only {@link Fetcher} makes one. Its bytes are complete, forced to the
 * disk, and have every pinned digest of the request.
 *
 * @param file in the incoming area of the cache, still called {@code .part}: if this process dies now, the next one need
 *     not fetch it again
 * @param fileName the name it shall have
 * @param size in bytes
 * @param digests SHA-256 and SHA-512 always; MD5 and SHA-1 if a pin or a companion's suffix asks for it
 * @param companions the small files found beside it, by suffix
 * @param origin where it came from
 */
public record Archive(
        Path file,
        String fileName,
        long size,
        Map<Digest.Algorithm, Digest> digests,
        Map<String, Path> companions,
        Source origin) {

    /** Copies the maps; the companions keep their order. */
    public Archive {
        digests = Map.copyOf(digests);
        companions = Collections.unmodifiableMap(new LinkedHashMap<>(companions));
    }
}
