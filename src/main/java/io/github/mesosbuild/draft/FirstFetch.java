package io.github.mesosbuild.draft;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.fetch.Archive;
import io.github.mesosbuild.fetch.ArchiveCache;
import io.github.mesosbuild.fetch.FetchException;
import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.fetch.Fetcher;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.Preflight;
import io.github.mesosbuild.verify.ArchiveStore;
import io.github.mesosbuild.verify.KeyRing;
import io.github.mesosbuild.verify.TrustPolicy;
import io.github.mesosbuild.verify.VerificationException;
import io.github.mesosbuild.verify.VerifiedArchive;
import io.github.mesosbuild.verify.Verifier;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Fetches an archive that nothing may prove yet. Everything that is published beside it is checked, and refuses it if it contradicts the
 * archive. The archive is then in the cache under the same policy as the drafted recipe has, so a build does not fetch it again.
 */
final class FirstFetch {
    /** The files that may be beside an archive; many projects list the digests of all their files in one. */
    private static final List<String> COMPANIONS =
            List.of(".asc", ".sig", ".sha256", ".sha512", "/SHA256SUMS", "/SHA512SUMS");

    private static final String FIRST = "its first download";

    private final Fetcher fetcher;
    private final Sleeper sleeper;
    private final Clock clock;
    private final FileLock.Waiting waiting;

    /** @param waiting is told if another process fetches an archive of the same name */
    FirstFetch(Fetcher fetcher, Sleeper sleeper, Clock clock, FileLock.Waiting waiting) {
        this.fetcher = fetcher;
        this.sleeper = sleeper;
        this.clock = clock;
        this.waiting = waiting;
    }

    /**
     * Fetches the archive, or finds it in the cache if the user gave its digest.
     *
     * @throws Failure if it cannot be fetched, or something contradicts it
     * @throws IOException if the cache cannot be read or written
     * @throws InterruptedException if the thread was interrupted
     */
    FetchedArchive fetch(DraftRequest request) throws Failure, IOException, InterruptedException {
        Optional<BuildRefusedException> foreign = Preflight.trustworthyCache(request.cacheDirectory());
        if (foreign.isPresent()) {
            throw foreign.get();
        }
        ArchiveCache cache = new ArchiveCache(request.cacheDirectory());
        ArchiveStore store = new ArchiveStore(cache, new Verifier(clock));
        KeyRing keys = request.keys().isPresent() ? KeyRing.read(request.keys().get()) : KeyRing.EMPTY;
        FetchRequest fetch = new FetchRequest(
                request.fileName(),
                request.fileName(),
                request.sources(),
                request.pins(),
                COMPANIONS,
                request.offline(),
                request.pins().isEmpty(),
                request.limits());
        try (FileLock lock = cache.lock(request.fileName(), request.limits().time(), sleeper, waiting)) {
            if (!request.pins().isEmpty()) {
                Optional<VerifiedArchive> cached = store.find(request.fileName(), policy(request.pins(), keys), true);
                if (cached.isPresent()) {
                    return new FetchedArchive(
                            cached.get(), Optional.empty(), request.pins(), false, Set.of(), findings(cached.get()));
                }
            }
            return fetcher.fetch(fetch, cache, archive -> admit(archive, request.pins(), keys, store));
        } catch (FetchException e) {
            if (e.getCause() instanceof VerificationException refusal) {
                throw refusal;
            }
            throw e.kind() == FetchException.Kind.OFFLINE ? DraftException.offline(e) : e;
        }
    }

    private static FetchedArchive admit(Archive archive, List<Pin> given, KeyRing keys, ArchiveStore store)
            throws Failure, IOException {
        List<Pin> pins =
                given.isEmpty() ? List.of(new Pin(archive.digests().get(Digest.Algorithm.SHA256), FIRST)) : given;
        VerifiedArchive verified = store.admit(archive, policy(pins, keys));
        return new FetchedArchive(
                verified,
                Optional.of(archive.origin()),
                pins,
                given.isEmpty(),
                archive.companions().keySet(),
                findings(verified));
    }

    private static TrustPolicy policy(List<Pin> pins, KeyRing keys) {
        return new TrustPolicy(pins, keys, Set.of(), false);
    }

    /** Returns what was found apart from the digest that was computed from the same bytes. */
    private static List<String> findings(VerifiedArchive archive) {
        return archive.sentences().stream()
                .filter(sentence -> !sentence.endsWith(" pinned by " + FIRST + "."))
                .toList();
    }
}
