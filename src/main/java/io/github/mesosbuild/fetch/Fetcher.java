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
 * Brings an archive into the incoming area of a cache. Sources are tried in their order: the next one at once after a
 * permanent failure or a wrong digest, the same one again after a transient failure, with growing waits, up to a number of
 * attempts; a limit of time holds for all together.
 */
public final class Fetcher {
    /** Made only when something is fetched: it costs a noticeable part of a run that has nothing to do. */
    private final Supplier<OkHttpClient> base;

    private OkHttpClient client;

    private final ConnectionScaling.Policy growth;
    private final HttpSettings settings;
    private final ArtifactResolver resolver;
    private final Clock clock;
    private final Sleeper sleeper;
    private final RandomGenerator jitter;
    private final FetchListener listener;

    /**
     * @param jitter spreads the waits of many clients
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
            ConnectionScaling.Policy growth,
            HttpSettings settings,
            ArtifactResolver resolver,
            Clock clock,
            Sleeper sleeper,
            RandomGenerator jitter,
            FetchListener listener) {
        this.base = base;
        this.growth = growth;
        this.settings = settings;
        this.resolver = resolver;
        this.clock = clock;
        this.sleeper = sleeper;
        this.jitter = jitter;
        this.listener = listener;
    }

    /**
     * Makes ready what the first call of {@link #fetch} would have to, while this process waits for another that may fail. Returns
     * at once.
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

    /** What one call of {@link #fetch} works with. */
    private record Job(
            FetchRequest request,
            ArchiveCache cache,
            HttpRequester web,
            Deadline deadline,
            TransferProgress progress,
            PartFile part) {}

    /**
     * Fetches what the request asks for. The caller holds the lock of the release in that cache.
     *
     * @throws FetchException if no source has it; the last failure, with the earlier ones suppressed
     * @throws InterruptedException if the thread was interrupted; what had arrived by then serves the next call
     */
    public Archive fetch(FetchRequest request, ArchiveCache cache) throws FetchException, InterruptedException {
        List<Source> sources = usable(request);
        HttpRequester web = new HttpRequester(client(), settings);
        Job job = new Job(
                request,
                cache,
                web,
                Deadline.in(request.totalTime(), clock),
                new TransferProgress(listener, clock),
                new PartFile(cache.part(request.fileName())));
        List<FetchException> failures = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            String next = i + 1 < sources.size() ? "trying " + sources.get(i + 1) : "there is no other source";
            Optional<Archive> archive = from(sources.get(i), job, failures, next);
            if (archive.isPresent()) {
                return archive.get();
            }
        }
        boolean askedAll = sources.size() == request.sources().size();
        if (!askedAll && failures.stream().allMatch(failure -> failure.kind() == FetchException.Kind.NOT_FOUND)) {
            failures.add(offline(request));
        }
        throw together(failures);
    }

    private static List<Source> usable(FetchRequest request) throws FetchException {
        if (request.sources().isEmpty()) {
            throw new FetchException(
                    FetchException.Kind.NO_SOURCE, null, "No source is known for " + request.releaseName());
        }
        List<Source> usable = request.sources().stream()
                .filter(source -> !request.offline() || !(source instanceof Source.Remote remote) || isFile(remote))
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
                request.releaseName() + " is not in the cache, and Maven is offline, so no server may be asked: "
                        + request.sources().stream().map(Source::toString).collect(Collectors.joining(", ")));
    }

    private static boolean isFile(Source.Remote remote) {
        return "file".equalsIgnoreCase(remote.url().getScheme());
    }

    private Optional<Archive> from(Source source, Job job, List<FetchException> failures, String next)
            throws FetchException, InterruptedException {
        int attempt = 1;
        boolean joinedInVain = false;
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
                if (e.isJoined() && !joinedInVain) {
                    joinedInVain = true;
                    listener.sourceFailed(source, e.getMessage(), "fetching it again from its beginning");
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
                        "trying again in " + Quantities.duration(wait) + " (attempt " + (attempt + 1) + " of "
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
                job.request().releaseName() + " could not be fetched within "
                        + Quantities.duration(job.request().totalTime()));
    }

    private static FetchException together(List<FetchException> failures) {
        FetchException last = failures.get(failures.size() - 1);
        failures.subList(0, failures.size() - 1).forEach(last::addSuppressed);
        return last;
    }

    private Archive attempt(Source source, Job job) throws FetchException, InterruptedException {
        FetchRequest request = job.request();
        Companions beside = new Companions(job.cache().incoming(), request.fileName(), request.companions());
        Map<String, Path> companions;
        CompletedPart received;
        Optional<Path> local = local(source);
        if (local.isPresent()) {
            companions = source instanceof Source.Artifact artifact
                    ? signature(artifact, beside, request)
                    : beside.beside(source, local.get());
            received = new LocalCopy(source, local.get(), job.part(), request.fileName(), job.progress())
                    .run(algorithms(request, companions.keySet()));
        } else {
            HttpRequester.Target target =
                    new HttpRequester.Target((Source.Remote) source, request.stronglyPinned(), job.deadline());
            companions = beside.beside(job.web(), target);
            received = new Download(
                            job.web(),
                            target,
                            job.part(),
                            request.fileName(),
                            algorithms(request, companions.keySet()),
                            request.connections(),
                            growth,
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
                        "Maven does not find " + source + ": " + e.getMessage(),
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
                    FetchException.Kind.NOT_FOUND, source, source + " names no file of this machine", e);
        }
    }

    private Map<String, Path> signature(Source.Artifact artifact, Companions beside, FetchRequest request)
            throws FetchException, InterruptedException {
        Map<String, Path> found = new TreeMap<>();
        if (request.companions().contains(".asc")) {
            Optional<Path> signature = resolver.resolveSignature(artifact.coordinates());
            if (signature.isPresent()) {
                found.put(".asc", beside.take(artifact, ".asc", signature.get()));
            }
        }
        return found;
    }

    /** MD5 costs more time than both strong digests together, so the weak ones are computed only for somebody. */
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
                String sentence = "The file from " + source + " has the " + actual + ", but pinned is " + pin;
                Path part = job.part().path();
                Path aside = CacheWrites.run(part, () -> job.cache().reject(part, sentence));
                throw new FetchException(FetchException.Kind.WRONG_DIGEST, source, sentence)
                        .mismatch(pin, actual)
                        .joined(received.resumed())
                        .on(aside);
            }
        }
    }
}
