package io.github.mesosbuild.draft;

import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.release.OtherFormats;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.release.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The release to draft a recipe of.
 *
 * @param fileName the archive's name
 * @param sources where the archive is, in the order in which they are tried
 * @param version the version, if the user gave one
 * @param pins the digests that the user gave
 * @param keys OpenPGP keys that the user trusts: a file or a directory
 * @param offline whether no server may be asked
 * @param limits the limits of the download
 * @param cacheDirectory the directory that holds the archives
 */
public record DraftRequest(
        String fileName,
        List<Source> sources,
        Optional<Version> version,
        List<Pin> pins,
        Optional<Path> keys,
        boolean offline,
        FetchRequest.Limits limits,
        Path cacheDirectory) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** Copies the lists. */
    public DraftRequest {
        sources = List.copyOf(sources);
        pins = List.copyOf(pins);
    }

    /**
     * Refuses what needs no download to be refused.
     *
     * @throws DraftException if the archive's format is not supported, or its URL is plain HTTP to another machine and no digest is given
     */
    void check() throws DraftException {
        Optional<String> format = OtherFormats.of(fileName);
        if (format.isPresent()) {
            throw DraftException.otherFormat(fileName, format.get());
        }
        for (Source source : sources) {
            if (pins.isEmpty() && source instanceof Source.Remote remote && isInsecure(remote)) {
                throw DraftException.insecure(remote.toString());
            }
        }
    }

    private static boolean isInsecure(Source.Remote remote) {
        String host = remote.url().getHost();
        return "http".equalsIgnoreCase(remote.url().getScheme())
                && (host == null || !THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT)));
    }
}
