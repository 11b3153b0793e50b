package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.UnknownVersionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The archive to fetch, its sources, and what makes it trusted.
 *
 * @param release the release, with the user's pins and signers in place of the recipe's
 * @param provableVersions the versions that the recipe has a digest for
 * @param sources where the archive may be, in the order in which they are tried
 * @param keys a file or directory of OpenPGP keys that the user trusts in place of the recipe's
 * @param acceptWeakSignatures whether a signature over SHA-1 is enough without a pinned digest
 * @param verifyAgain whether an archive in the cache is digested and verified again
 * @param offline whether no server may be asked
 * @param limits the limits of a fetch
 * @param cacheDirectory the directory that holds the archives
 */
public record ArchiveRequest(
        Release release,
        List<String> provableVersions,
        List<Source> sources,
        Optional<Path> keys,
        boolean acceptWeakSignatures,
        boolean verifyAgain,
        boolean offline,
        FetchRequest.Limits limits,
        Path cacheDirectory) {

    public ArchiveRequest {
        provableVersions = List.copyOf(provableVersions);
        sources = List.copyOf(sources);
    }

    /** Refuses a version whose archive nothing could prove: no pinned digest, no keys. */
    void requireProof() throws UnknownVersionException {
        Release.Source source = release.source();
        if (source.pins().isEmpty() && source.keys().isEmpty() && keys.isEmpty()) {
            throw new UnknownVersionException(
                    release.recipe(), release.version().text(), provableVersions);
        }
    }
}
