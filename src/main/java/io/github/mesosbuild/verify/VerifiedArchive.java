package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Digest;
import java.nio.file.Path;
import java.util.List;

/**
 * An archive that may be used; only {@link ArchiveStore} makes one.
 *
 * @param file its final place in the cache
 * @param size in bytes
 * @param sha256 its digest
 * @param sentences why it is trusted, one sentence a proof
 */
public record VerifiedArchive(Path file, long size, Digest sha256, List<String> sentences) {
    public VerifiedArchive {
        sentences = List.copyOf(sentences);
    }
}
