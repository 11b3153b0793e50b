package io.github.mesosbuild.verify;

import io.github.mesosbuild.release.Digest;
import java.nio.file.Path;
import java.util.List;

/**
 * A trusted archive. Only {@link ArchiveStore} creates one.
 *
 * @param file the archive's final location in the cache
 * @param size the archive's size in bytes
 * @param sha256 the archive's digest
 * @param sentences why it is trusted, one sentence for each verdict
 */
public record VerifiedArchive(Path file, long size, Digest sha256, List<String> sentences) {
    /** Copies the sentences. */
    public VerifiedArchive {
        sentences = List.copyOf(sentences);
    }
}
