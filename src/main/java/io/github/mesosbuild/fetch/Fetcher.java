package io.github.mesosbuild.fetch;

import io.github.mesosbuild.failure.Failure;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;

/**
 * Fetches an archive into the incoming directory of the cache. Sources are tried in order. A source that failed transiently is asked
 * again, after a growing wait and after the other sources, up to the maximum number of attempts. If its download can be resumed, it is
 * asked again before the others. A time limit applies to all sources together.
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
     * @param judge the judge of each complete archive; after a refusal the next source is asked
     * @throws FetchException the last failure, with earlier ones suppressed, if no source succeeded; if the judge refused an archive,
     *     the last refusal, whose cause is the judge's failure
     * @throws IOException if the judge cannot read or write its files
     * @throws InterruptedException if the thread was interrupted; the next call resumes the download
     */
    public <T> T fetch(FetchRequest request, ArchiveCache cache, ArchiveJudge<T> judge)
            throws FetchException, IOException, InterruptedException {
        List<Source> sources = usable(request);
        HttpRequester requester = new HttpRequester(client(), settings);
        Job job = new Job(
                request,
                cache,
                requester,
                Deadline.in(request.limits().time(), clock),
                new TransferProgress(listener, clock),
                new PartFile(cache.part(request.fileName())));
        nameUnknownServers(sources);
        SourceQueue queue = new SourceQueue(sources, request.limits().attempts(), clock);
        List<FetchException> failures = new ArrayList<>();
        for (Optional<SourceQueue.Turn> next = queue.take(); next.isPresent(); next = queue.take()) {
            SourceQueue.Turn turn = next.get();
            Duration pause = queue.pause(turn);
            if (!pause.isZero()) {
                sleeper.sleep(pause);
            }
            int attempt = turn.attempt();
            try {
                return attempt(turn.source(), job, !queue.isEmpty(), judge);
            } catch (FetchException e) {
                failed(turn, e, queue, job, failures);
                if (e.isSilence()) {
                    askOthers(attempt, queue, job, failures);
                }
            }
        }
        boolean triedAll = sources.size() == request.sources().size();
        if (!triedAll && failures.stream().allMatch(failure -> failure.kind() == FetchException.Kind.NOT_FOUND)) {
            failures.add(offline(request));
        }
        throw together(failures);
    }

    private void nameUnknownServers(List<Source> sources) {
        for (Source source : sources) {
            if (source instanceof Source.Remote remote) {
                remote.serverId()
                        .filter(id -> !settings.servers().containsKey(id))
                        .ifPresent(id -> listener.unknownServer(source, id));
            }
        }
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

    /** Records a failure and decides whether its source is asked again. */
    private void failed(
            SourceQueue.Turn turn, FetchException e, SourceQueue queue, Job job, List<FetchException> failures)
            throws FetchException, InterruptedException {
        failures.add(e);
        boolean over =
                e.kind() == FetchException.Kind.TIME_OUT && job.deadline().over();
        if (e.isFinal() || over) {
            throw together(failures);
        }
        if (e.isResumed() && turn.resumedInVain()) {
            queue.atOnce(turn);
            listener.sourceFailed(turn.source(), e.getMessage(), "downloading it again from the start");
            return;
        }
        Duration wait = BackOff.after(turn.attempt(), e.retryAfter(), jitter);
        if (e.isTransient()
                && queue.mayRepeat(turn)
                && wait.compareTo(job.deadline().remaining()) < 0) {
            queue.repeat(turn, wait, resumes(turn.source(), job));
        } else {
            queue.drop(turn);
        }
        listener.sourceFailed(turn.source(), e.getMessage(), queue.plan());
    }

    private static boolean resumes(Source source, Job job) throws FetchException, InterruptedException {
        PartFile part = job.part();
        return source instanceof Source.Remote remote
                && CacheWrites.run(part.path(), () -> part.resumable(remote.url()))
                        .isPresent();
    }

    /** After a server that did not answer, finds the others that do not. */
    private void askOthers(int attempt, SourceQueue queue, Job job, List<FetchException> failures)
            throws FetchException, InterruptedException {
        Map<SourceQueue.Turn, HttpRequester.Target> others = new LinkedHashMap<>();
        for (SourceQueue.Turn turn : queue.notAheadOf(attempt)) {
            if (turn.source() instanceof Source.Remote remote && !isFile(remote)) {
                others.put(turn, new HttpRequester.Target(remote, job.request().stronglyPinned(), job.deadline()));
            }
        }
        if (others.size() > 1) {
            for (var silent : SilentSources.among(others, job.requester()).entrySet()) {
                failed(silent.getKey(), silent.getValue(), queue, job, failures);
            }
        }
    }

    private static FetchException timeOut(Source source, Job job) {
        return new FetchException(
                FetchException.Kind.TIME_OUT,
                source,
                "Timed out after " + Quantities.duration(job.request().limits().time()) + " before fetching " + source);
    }

    private static FetchException together(List<FetchException> failures) {
        List<FetchException> others = new ArrayList<>(failures);
        FetchException main = last(FetchException.Kind.NO_SPACE, failures)
                .or(() -> last(FetchException.Kind.UNTRUSTED, failures))
                .orElse(failures.get(failures.size() - 1));
        others.remove(main);
        others.forEach(main::addSuppressed);
        return main;
    }

    private static Optional<FetchException> last(FetchException.Kind kind, List<FetchException> failures) {
        return failures.stream().filter(failure -> failure.kind() == kind).reduce((first, second) -> second);
    }

    private static <T> T admit(Archive archive, boolean resumed, ArchiveJudge<T> judge)
            throws FetchException, IOException {
        try {
            return judge.admit(archive);
        } catch (Failure refusal) {
            String sentence = refusal.getMessage().replaceFirst("\\.$", "");
            throw new FetchException(FetchException.Kind.UNTRUSTED, archive.origin(), sentence, refusal)
                    .resumed(resumed);
        }
    }

    /** @param others whether other sources are left, for which time must be left too */
    private <T> T attempt(Source source, Job job, boolean others, ArchiveJudge<T> judge)
            throws FetchException, IOException, InterruptedException {
        if (job.deadline().over()) {
            throw timeOut(source, job);
        }
        FetchRequest request = job.request();
        Companions companionFiles = new Companions(job.cache().incoming(), request, listener);
        Map<String, Path> companions;
        CompletedPart received;
        Optional<Path> local = local(source);
        if (local.isPresent()) {
            companions = source instanceof Source.Artifact artifact
                    ? signature(artifact, companionFiles, request)
                    : companionFiles.copy(source, local.get());
            received = new LocalCopy(
                            source, local.get(), job.part(), request.fileName(), request.limits(), job.progress())
                    .run(algorithms(request, companions.keySet()));
        } else {
            Duration left = job.deadline().remaining();
            HttpRequester.Target target = new HttpRequester.Target(
                    (Source.Remote) source,
                    request.stronglyPinned(),
                    job.deadline().within(others ? left.dividedBy(2) : left));
            companions = companionFiles.download(job.requester(), target);
            received = new Download(
                            job.requester(),
                            target,
                            job.part(),
                            request.fileName(),
                            algorithms(request, companions.keySet()),
                            request.limits(),
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
        Archive archive = new Archive(
                job.part().path(), request.fileName(), received.size(), received.digests(), companions, source);
        return admit(archive, received.resumed(), judge);
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
        Optional<Path> signature = request.companions().contains(".asc")
                ? resolver.resolveSignature(artifact.coordinates())
                : Optional.empty();
        return signature.isPresent() ? companionFiles.copySignature(artifact, signature.get()) : Map.of();
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
