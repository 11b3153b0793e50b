package io.github.mesosbuild.draft;

import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The archive that a recipe is drafted of, and how it is trusted.
 *
 * @param archive the archive in the cache
 * @param origin where it came from; empty if it was in the cache
 * @param pins the digests that the recipe pins
 * @param firstUse whether the digest was computed from what was fetched, so that nothing else proves it
 * @param companions the suffixes of the signature and checksum files that were found beside the archive
 * @param findings what these files prove, one sentence for each
 */
record FetchedArchive(
        VerifiedArchive archive,
        Optional<Source> origin,
        List<Pin> pins,
        boolean firstUse,
        Set<String> companions,
        List<String> findings) {
    FetchedArchive {
        pins = List.copyOf(pins);
        companions = Set.copyOf(companions);
        findings = List.copyOf(findings);
    }
}
