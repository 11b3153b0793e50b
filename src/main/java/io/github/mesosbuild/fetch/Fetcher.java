package io.github.mesosbuild.fetch;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Digest.Algorithm;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.text.Quantities;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/**
 * Fetches an archive into the incoming directory of the cache. Sources are tried in order. After a transient failure, the same
 * source is retried with growing waits up to the maximum number of attempts; after any other failure, the next source is tried at
 * once. A time limit applies to all sources together.
 */
public final class Fetcher {
    /** Creates the HTTP client, which is slow to start, only when something is fetched. */
    private final Supplier<OkHttpClient> base;

    private OkHttpClient client;

    private final ConnectionScaling.Policy scaling;
    private final HttpSettings settings;
    private final ArtifactResolver resolver;
    private final Clock clock;
    private final Sleeper sleeper;
    private final RandomGenerator jitter;
    private final FetchListener listener;

    /**
     * Creates a fetcher.
     *
     * @param jitter the random numbers that spread the waits of many clients
     */
    public Fetcher(
            HttpSettings settings,
            ArtifactResolver resolver,
            Clock clock,
            Sleeper sleeper,
            RandomGenerator jitter,
            FetchListener listener) {
        this(OkHttpClient::new, ConnectionScaling.Policy.DEFAULT, settings, resolver, clock, sleeper, jitter, listener);
    }

    Fetcher(
            Supplier<OkHttpClient> base,
            ConnectionScaling.Policy scaling,
            HttpSettings settings,
            ArtifactResolver resolver,
            Clock clock,
            Sleeper sleeper,
            RandomGenerator jitter,
            FetchListener listener) {
        this.base = base;
        this.scaling = scaling;
        this.settings = settings;
        this.resolver = resolver;
        this.clock = clock;
        this.sleeper = sleeper;
        this.jitter = jitter;
        this.listener = listener;
    }

    /**
     * Starts the HTTP client in the background, so that {@link #fetch} begins sooner if the process that this one is waiting for
     * fails.
     */
    public void warmUp() {
        Thread thread = new Thread(this::client, "fetch warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized OkHttpClient client() {
        if (client == null) {
            client = base.get();
        }
        return client;
    }

    /** The state of one call of {@link #fetch}. */
    private record Job(
            FetchRequest request,
            ArchiveCache cache,
            HttpRequester requester,
            Deadline deadline,
            TransferProgress progress,
            PartFile part) {}

    /**
     * Fetches an archive. The caller must hold the lock of the release in the cache.
     *
     * @throws FetchException the last failure, with earlier ones suppressed, if no source succeeded
     * @throws InterruptedException if the thread was interrupted; the next call resumes the download
     */
    public Archive fetch(FetchRequest request, ArchiveCache cache) throws FetchException, InterruptedException {
        List<Source> sources = usable(request);
        HttpRequester requester = new HttpRequester(client(), settings);
        Job job = new Job(
                request,
                cache,
                requester,
                Deadline.in(request.totalTime(), clock),
                new TransferProgress(listener, clock),
                new PartFile(cache.part(request.fileName())));
        List<FetchException> failures = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            String next = i + 1 < sources.size() ? "trying " + sources.get(i + 1) : "no other source to try";
            Optional<Archive> archive = from(sources.get(i), job, failures, next);
            if (archive.isPresent()) {
                return archive.get();
            }
        }
        boolean triedAll = sources.size() == request.sources().size();
        if (!triedAll && failures.stream().allMatch(failure -> failure.kind() == FetchException.Kind.NOT_FOUND)) {
            failures.add(offline(request));
        }
        throw together(failures);
    }

    private static List<Source> usable(FetchRequest request) throws FetchException {
        if (request.sources().isEmpty()) {
            throw new FetchException(
                    FetchException.Kind.NO_SOURCE, null, "No source is configured for " + request.releaseName());
        }
        List<Source> usable = request.sources().stream()
                .filter(source -> !request.offline() || !needsNetwork(source))
                .toList();
        if (usable.isEmpty()) {
            throw offline(request);
        }
        return usable;
    }

    private static FetchException offline(FetchRequest request) {
        return new FetchException(
                FetchException.Kind.OFFLINE,
                null,
                request.releaseName() + " is not in the cache and Maven is offline, so it cannot be downloaded from "
                        + request.sources().stream()
                                .filter(Fetcher::needsNetwork)
                                .map(Source::toString)
                                .collect(Collectors.joining(", ")));
    }

    private static boolean needsNetwork(Source source) {
        return source instanceof Source.Remote remote && !isFile(remote);
    }

    private static boolean isFile(Source.Remote remote) {
        return "file".equalsIgnoreCase(remote.url().getScheme());
    }

    private Optional<Archive> from(Source source, Job job, List<FetchException> failures, String next)
            throws FetchException, InterruptedException {
        int attempt = 1;
        boolean resumedInVain = false;
        while (true) {
            try {
                if (job.deadline().over()) {
                    throw timeOut(source, job);
                }
                return Optional.of(attempt(source, job));
            } catch (FetchException e) {
                failures.add(e);
                if (e.isFinal()) {
                    throw together(failures);
                }
                if (e.isResumed() && !resumedInVain) {
                    resumedInVain = true;
                    listener.sourceFailed(source, e.getMessage(), "downloading it again from the start");
                    continue;
                }
                Duration wait = BackOff.after(attempt, e.retryAfter(), jitter);
                if (!e.isTransient()
                        || attempt >= job.request().maximumAttempts()
                        || wait.compareTo(job.deadline().remaining()) >= 0) {
                    listener.sourceFailed(source, e.getMessage(), next);
                    return Optional.empty();
                }
                listener.sourceFailed(
                        source,
                        e.getMessage(),
                        "retrying in " + Quantities.duration(wait) + " (attempt " + (attempt + 1) + " of "
                                + job.request().maximumAttempts() + ")");
                sleeper.sleep(wait);
                attempt++;
            }
        }
    }

    private static FetchException timeOut(Source source, Job job) {
        return new FetchException(
                FetchException.Kind.TIME_OUT,
                source,
                "Timed out after " + Quantities.duration(job.request().totalTime()) + " before fetching " + source);
    }

    private static FetchException together(List<FetchException> failures) {
        FetchException last = failures.get(failures.size() - 1);
        failures.subList(0, failures.size() - 1).forEach(last::addSuppressed);
        return last;
    }

    private Archive attempt(Source source, Job job) throws FetchException, InterruptedException {
        FetchRequest request = job.request();
        Companions companionFiles = new Companions(job.cache().incoming(), request.fileName(), request.companions());
        Map<String, Path> companions;
        CompletedPart received;
        Optional<Path> local = local(source);
        if (local.isPresent()) {
            companions = source instanceof Source.Artifact artifact
                    ? signature(artifact, companionFiles, request)
                    : companionFiles.copy(source, local.get());
            received = new LocalCopy(source, local.get(), job.part(), request.fileName(), job.progress())
                    .run(algorithms(request, companions.keySet()));
        } else {
            HttpRequester.Target target =
                    new HttpRequester.Target((Source.Remote) source, request.stronglyPinned(), job.deadline());
            companions = companionFiles.download(job.requester(), target);
            received = new Download(
                            job.requester(),
                            target,
                            job.part(),
                            request.fileName(),
                            algorithms(request, companions.keySet()),
                            request.connections(),
                            scaling,
                            job.progress())
                    .run();
        }
        requirePinned(source, job, received);
        listener.finished(new FetchListener.Summary(
                source,
                request.fileName(),
                received.size(),
                job.progress().transferred(),
                job.deadline().elapsed()));
        return new Archive(
                job.part().path(), request.fileName(), received.size(), received.digests(), companions, source);
    }

    private Optional<Path> local(Source source) throws FetchException {
        if (source instanceof Source.LocalFile file) {
            return Optional.of(file.file());
        }
        if (source instanceof Source.Artifact artifact) {
            try {
                return Optional.of(resolver.resolve(artifact.coordinates()));
            } catch (IOException e) {
                throw new FetchException(
                        FetchException.Kind.NOT_FOUND,
                        source,
                        "Maven cannot resolve " + source + ": " + e.getMessage(),
                        e);
            }
        }
        Source.Remote remote = (Source.Remote) source;
        if (!isFile(remote)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(remote.url()));
        } catch (IllegalArgumentException e) {
            throw new FetchException(
                    FetchException.Kind.NOT_FOUND, source, source + " is not the URL of a local file", e);
        }
    }

    private Map<String, Path> signature(Source.Artifact artifact, Companions companionFiles, FetchRequest request)
            throws FetchException, InterruptedException {
        Map<String, Path> found = new TreeMap<>();
        if (request.companions().contains(".asc")) {
            Optional<Path> signature = resolver.resolveSignature(artifact.coordinates());
            if (signature.isPresent()) {
                found.put(".asc", companionFiles.copy(artifact, ".asc", signature.get()));
            }
        }
        return found;
    }

    /** Returns the digests to compute. Weak ones are computed only if needed, as MD5 is slower than both strong ones together. */
    private static Set<Algorithm> algorithms(FetchRequest request, Set<String> companions) {
        Set<Algorithm> wanted = EnumSet.of(Algorithm.SHA256, Algorithm.SHA512);
        request.pins().forEach(pin -> wanted.add(pin.digest().algorithm()));
        for (String suffix : companions) {
            if (suffix.equalsIgnoreCase(".md5")) {
                wanted.add(Algorithm.MD5);
            } else if (suffix.equalsIgnoreCase(".sha1") || suffix.equalsIgnoreCase(".sha")) {
                wanted.add(Algorithm.SHA1);
            }
        }
        return wanted;
    }

    private static void requirePinned(Source source, Job job, CompletedPart received)
            throws FetchException, InterruptedException {
        for (Pin pin : job.request().pins()) {
            Digest actual = received.digests().get(pin.digest().algorithm());
            if (!actual.equals(pin.digest())) {
                String sentence =
                        source + " does not match the " + actual.algorithm().jcaName() + " pinned by " + pin.origin()
                                + ": expected " + pin.digest().hex() + ", got " + actual.hex();
                Path part = job.part().path();
                Path aside = CacheWrites.run(part, () -> job.cache().reject(part, sentence));
                throw new FetchException(FetchException.Kind.WRONG_DIGEST, source, sentence)
                        .mismatch(pin, actual)
                        .resumed(received.resumed())
                        .on(aside);
            }
        }
    }
}
