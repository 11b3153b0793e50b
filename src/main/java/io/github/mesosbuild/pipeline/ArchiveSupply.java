package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.fetch.ArchiveCache;
import io.github.mesosbuild.fetch.FetchException;
import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.fetch.Fetcher;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.verify.ArchiveStore;
import io.github.mesosbuild.verify.KeyRing;
import io.github.mesosbuild.verify.KeysException;
import io.github.mesosbuild.verify.TrustPolicy;
import io.github.mesosbuild.verify.VerificationException;
import io.github.mesosbuild.verify.VerificationReport;
import io.github.mesosbuild.verify.VerifiedArchive;
import io.github.mesosbuild.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The first part of the pipeline: from a release to its verified archive. */
final class ArchiveSupply {
    private final Request request;
    private final Fetcher fetcher;
    private final Sleeper sleeper;
    private final PipelineListener listener;
    private final ArchiveCache cache;
    private final ArchiveStore store;

    ArchiveSupply(Request request, Fetcher fetcher, Sleeper sleeper, Clock clock, PipelineListener listener) {
        this.request = request;
        this.fetcher = fetcher;
        this.sleeper = sleeper;
        this.listener = listener;
        this.cache = new ArchiveCache(request.cacheDirectory());
        this.store = new ArchiveStore(cache, new Verifier(clock));
    }

    VerifiedArchive fetch()
            throws FetchException, VerificationException, KeysException, IOException, InterruptedException {
        TrustPolicy policy = policy();
        Optional<VerifiedArchive> found = cached(policy, request.verifyAgain());
        return found.isPresent() ? found.get() : fetch(policy);
    }

    /** The archive, if it is in the cache and trusted. */
    Optional<VerifiedArchive> cached() throws KeysException, IOException {
        return cached(policy(), false);
    }

    /** Where the archive lies, or will, as far as that is known. */
    Path place(Optional<Digest> sha256) {
        String name = request.release().source().fileName();
        return sha256.map(digest -> cache.place(digest, name))
                .orElse(cache.incoming().resolve(name));
    }

    /** What is known of the archive, read once more; of one that is refused too. */
    VerificationReport judge() throws FetchException, KeysException, IOException, InterruptedException {
        try {
            return store.report(fetch().file(), policy());
        } catch (VerificationException e) {
            return new VerificationReport(e.verification(), e.evidence());
        } catch (FetchException e) {
            if (e.kind() != FetchException.Kind.WRONG_DIGEST || e.file().isEmpty()) {
                throw e;
            }
            VerificationReport report = store.report(e.file().get(), policy());
            if (report.verification().trusted()) {
                throw e;
            }
            return report;
        }
    }

    private Optional<VerifiedArchive> cached(TrustPolicy policy, boolean again) throws IOException {
        return store.find(request.release().source().fileName(), policy, again);
    }

    private VerifiedArchive fetch(TrustPolicy policy)
            throws FetchException, VerificationException, IOException, InterruptedException {
        Release.Source source = request.release().source();
        try (FileLock lock = cache.lock(request.release().name(), sleeper, this::waiting)) {
            Optional<VerifiedArchive> fetchedMeanwhile = cached(policy, request.verifyAgain());
            if (fetchedMeanwhile.isPresent()) {
                return fetchedMeanwhile.get();
            }
            FetchRequest fetchRequest = new FetchRequest(
                    request.release().name(),
                    source.fileName(),
                    request.sources(),
                    policy.pins(),
                    source.companions(),
                    request.offline(),
                    request.fetching().attempts(),
                    request.fetching().limit(),
                    request.fetching().connections());
            VerifiedArchive archive = store.admit(fetcher.fetch(fetchRequest, cache), policy);
            listener.verified(archive);
            return archive;
        }
    }

    private void waiting(Path lockFile) {
        listener.waitingForArchive(lockFile);
        if (!request.offline()) {
            fetcher.warmUp();
        }
    }

    private TrustPolicy policy() throws KeysException {
        KeyRing keys = KeyRing.EMPTY;
        if (request.keys().isPresent()) {
            keys = KeyRing.read(request.keys().get());
        } else if (request.release().source().keys().isPresent()) {
            keys = KeyRing.parse(
                    request.release().source().keys().get().getBytes(StandardCharsets.UTF_8),
                    "recipe " + request.release().recipe());
        }
        return new TrustPolicy(
                request.release().source().pins(),
                keys,
                request.release().source().signers(),
                request.acceptWeakSignatures());
    }
}
