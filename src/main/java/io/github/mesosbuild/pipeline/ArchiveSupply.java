package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.fetch.ArchiveCache;
import io.github.mesosbuild.fetch.FetchException;
import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.fetch.Fetcher;
import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.Preflight;
import io.github.mesosbuild.verify.ArchiveStore;
import io.github.mesosbuild.verify.KeyRing;
import io.github.mesosbuild.verify.TrustPolicy;
import io.github.mesosbuild.verify.Verification;
import io.github.mesosbuild.verify.VerificationException;
import io.github.mesosbuild.verify.VerificationReport;
import io.github.mesosbuild.verify.VerifiedArchive;
import io.github.mesosbuild.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The first part of the pipeline: from a release to its verified archive. */
public final class ArchiveSupply {
    private final ArchiveRequest request;
    private final Fetcher fetcher;
    private final Sleeper sleeper;
    private final PipelineListener listener;
    private final ArchiveCache cache;
    private final ArchiveStore store;
    private final PatchSupply patches;

    public ArchiveSupply(
            ArchiveRequest request, Fetcher fetcher, Sleeper sleeper, Clock clock, PipelineListener listener) {
        this.request = request;
        this.fetcher = fetcher;
        this.sleeper = sleeper;
        this.listener = listener;
        this.cache = new ArchiveCache(request.cacheDirectory());
        this.store = new ArchiveStore(cache, new Verifier(clock));
        this.patches = new PatchSupply(request, fetcher, sleeper, listener);
    }

    /** Fetches and verifies the archive, or finds it in the cache. */
    public VerifiedArchive fetch() throws Failure, IOException, InterruptedException {
        request.requireProof();
        Optional<BuildRefusedException> foreign = Preflight.trustworthyCache(request.cacheDirectory());
        if (foreign.isPresent()) {
            throw foreign.get();
        }
        TrustPolicy policy = policy();
        Optional<VerifiedArchive> found = cached(policy, request.verifyAgain());
        return found.isPresent() ? found.get() : fetch(policy);
    }

    /**
     * Fetches the patches of this version of the release, for every machine. Those in the cache are not fetched again.
     *
     * @throws FetchException if one cannot be fetched, or does not have the digest in the recipe
     */
    public void fetchPatches() throws Failure, IOException, InterruptedException {
        patches.fetchAll();
    }

    /** Fetches the patches of a plan, or finds them in the cache. */
    BuildPlan withPatches(BuildPlan plan) throws Failure, IOException, InterruptedException {
        return patches.fetch(plan);
    }

    /** Returns the archive, if it is in the cache and trusted. */
    public Optional<VerifiedArchive> cached() throws Failure, IOException {
        return cached(policy(), false);
    }

    /** Returns why the archive in the cache is trusted, from its bytes; empty if it is not in the cache. */
    Optional<Verification> verification() throws Failure, IOException {
        Optional<VerifiedArchive> archive = cached();
        return archive.isPresent()
                ? Optional.of(store.report(archive.get().file(), policy()).verification())
                : Optional.empty();
    }

    /** Makes the next run verify the archive from its bytes, because those that were unpacked are not those that were verified. */
    void doubt(VerifiedArchive archive) throws IOException {
        store.doubt(archive.file());
    }

    ArchiveRequest request() {
        return request;
    }

    /** Returns the SHA-256 that the archive has or must have, if it is known. */
    Optional<Digest> sha256() throws Failure, IOException {
        return cached().map(VerifiedArchive::sha256).or(this::pinned);
    }

    /** Returns the SHA-256 that the archive must have. */
    private Optional<Digest> pinned() {
        return request.release().source().pins().stream()
                .map(Pin::digest)
                .filter(digest -> digest.algorithm() == Digest.Algorithm.SHA256)
                .findFirst();
    }

    /** Returns why bundles of the release can only be looked for once its archive is here, in lines. */
    List<String> late() {
        boolean pinned = !request.release().source().pins().isEmpty();
        return List.of("looked for after the archive of " + request.release().name() + " was fetched, because "
                + (pinned ? "its pinned digest is not a SHA-256" : "only a signature proves it")
                + ". To look for them without it, set mesos.archive.sha256.");
    }

    /** Returns where the archive is, or will be as far as that is known. */
    Path place() throws Failure, IOException {
        String name = request.release().source().fileName();
        return sha256().map(digest -> cache.place(digest, name))
                .orElse(cache.incoming().resolve(name));
    }

    /** Returns what {@link #fetch} would do. No server is asked. */
    public DryRunResult dryRun() throws Failure, IOException {
        request.requireProof();
        return cached().isPresent()
                ? DryRunResult.NOTHING
                : new DryRunResult(
                        Optional.of(new DryRunResult.Fetch(
                                request.release().source().fileName(), request.sources(), pinned().isPresent())),
                        List.of());
    }

    /**
     * Fetches the archive if it is not in the cache, then reads it again and verifies it.
     *
     * @param json the file that receives the report for programs
     * @return the report, also about an archive that is not trusted; that one is set aside
     */
    public VerificationReport verify(Path json) throws Failure, IOException, InterruptedException {
        VerificationReport report = judge();
        AtomicFile.write(json, report.json().getBytes(StandardCharsets.UTF_8));
        return report;
    }

    private VerificationReport judge() throws Failure, IOException, InterruptedException {
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

    private VerifiedArchive fetch(TrustPolicy policy) throws Failure, IOException, InterruptedException {
        Release.Source source = request.release().source();
        try (FileLock lock =
                cache.lock(request.release().name(), request.limits().time(), sleeper, this::waiting)) {
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
                    request.limits());
            VerifiedArchive archive = fetcher.fetch(fetchRequest, cache, candidate -> store.admit(candidate, policy));
            listener.verified(archive);
            return archive;
        } catch (FetchException e) {
            if (e.getCause() instanceof VerificationException refusal) {
                throw refusal;
            }
            throw e;
        }
    }

    private void waiting(Path lockFile) {
        listener.waitingForArchive(lockFile);
        if (!request.offline()) {
            fetcher.warmUp();
        }
    }

    private TrustPolicy policy() throws Failure {
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
