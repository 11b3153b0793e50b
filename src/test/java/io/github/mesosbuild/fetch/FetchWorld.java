package io.github.mesosbuild.fetch;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import okhttp3.OkHttpClient;

/** A cache in a temporary directory and a fetcher for it, which does not really wait and records its events. */
final class FetchWorld implements ArtifactResolver, FetchListener {
    static final String NAME = "sample-1.0.tar.gz";
    private static final OkHttpClient CLIENT = new OkHttpClient.Builder()
            .sslSocketFactory(FaultServer.context().getSocketFactory(), FaultServer.trust())
            .build();

    static final ConnectionScaling.Policy EAGER =
            new ConnectionScaling.Policy(64 * 1024, 16 * 1024, Duration.ofMillis(10), Duration.ZERO);

    final ArchiveCache cache;
    final List<Duration> waits = new ArrayList<>();
    final List<String> warnings = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();
    final List<String> unknownServers = new ArrayList<>();
    final List<Long> startedAt = new ArrayList<>();
    final List<Summary> summaries = new ArrayList<>();
    final Map<String, Path> artifacts = new TreeMap<>();
    HttpSettings settings = readTimeout(Duration.ofSeconds(10));
    ConnectionScaling.Policy scaling = ConnectionScaling.Policy.DEFAULT;
    Clock clock = Clock.systemUTC();

    FetchWorld(Path root) {
        this.cache = new ArchiveCache(root);
    }

    static HttpSettings readTimeout(Duration limit) {
        return timeouts(Duration.ofSeconds(10), limit);
    }

    static HttpSettings timeouts(Duration connect, Duration read) {
        return new HttpSettings(List.of(), Map.of(), "mesos-maven-plugin", connect, read);
    }

    /** Returns a gzip file of about that size with incompressible content. */
    static byte[] archive(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return gzip(bytes);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    static Digest digest(Digest.Algorithm algorithm, byte[] bytes) {
        try {
            byte[] value = MessageDigest.getInstance(algorithm.jcaName()).digest(bytes);
            return new Digest(algorithm, HexFormat.of().formatHex(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Pin> pin(byte[] content) {
        return List.of(new Pin(digest(Digest.Algorithm.SHA512, content), "the test"));
    }

    static Source remote(URI url) {
        return new Source.Remote(url, Optional.empty());
    }

    static List<Source> remotes(URI... urls) {
        return Arrays.stream(urls).map(FetchWorld::remote).toList();
    }

    static FetchRequest.Limits limits(int attempts, Duration total, int connections) {
        return new FetchRequest.Limits(attempts, total, connections, 1L << 40, 0);
    }

    /** Returns a request with two attempts, twenty seconds, one connection and no companions. */
    static FetchRequest request(List<Pin> pins, List<Source> sources) {
        return new FetchRequest(
                "sample 1.0", NAME, sources, pins, List.of(), false, limits(2, Duration.ofSeconds(20), 1));
    }

    static FetchRequest request(List<Pin> pins, URI... urls) {
        return request(pins, remotes(urls));
    }

    static FetchRequest withCompanions(FetchRequest r, String... suffixes) {
        return new FetchRequest(
                r.releaseName(), r.fileName(), r.sources(), r.pins(), List.of(suffixes), r.offline(), r.limits());
    }

    static FetchRequest limited(FetchRequest r, FetchRequest.Limits limits) {
        return new FetchRequest(
                r.releaseName(), r.fileName(), r.sources(), r.pins(), r.companions(), r.offline(), limits);
    }

    static FetchRequest limited(FetchRequest r, int attempts, Duration total) {
        return limited(
                r,
                new FetchRequest.Limits(
                        attempts,
                        total,
                        r.limits().connections(),
                        r.limits().bytes(),
                        r.limits().rate()));
    }

    static FetchRequest connections(FetchRequest r, int connections) {
        return limited(
                r,
                new FetchRequest.Limits(
                        r.limits().attempts(),
                        r.limits().time(),
                        connections,
                        r.limits().bytes(),
                        r.limits().rate()));
    }

    static FetchRequest bounded(FetchRequest r, long bytes, long rate) {
        return limited(
                r,
                new FetchRequest.Limits(
                        r.limits().attempts(), r.limits().time(), r.limits().connections(), bytes, rate));
    }

    static FetchRequest offline(FetchRequest r) {
        return new FetchRequest(r.releaseName(), r.fileName(), r.sources(), r.pins(), r.companions(), true, r.limits());
    }

    Archive fetch(FetchRequest request) throws FetchException, InterruptedException {
        try {
            return fetch(request, archive -> archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> T fetch(FetchRequest request, ArchiveJudge<T> judge) throws FetchException, IOException, InterruptedException {
        return new Fetcher(() -> CLIENT, scaling, settings, this, clock, waits::add, new Random(1), this)
                .fetch(request, cache, judge);
    }

    /** Returns the failure of a fetch that must not succeed. */
    FetchException failure(FetchRequest request) throws InterruptedException {
        try {
            fetch(request);
        } catch (FetchException e) {
            return e;
        }
        throw new AssertionError("The fetch should have failed");
    }

    Path part() {
        return cache.part(NAME);
    }

    @Override
    public Path resolve(String coordinates) throws IOException {
        if (!artifacts.containsKey(coordinates)) {
            throw new NoSuchFileException(coordinates);
        }
        return artifacts.get(coordinates);
    }

    @Override
    public Optional<Path> resolveSignature(String coordinates) {
        return Optional.ofNullable(artifacts.get(coordinates + ".asc"));
    }

    @Override
    public void starting(Source source, long resumedFrom, OptionalLong length) {
        startedAt.add(resumedFrom);
    }

    @Override
    public void sourceFailed(Source source, String sentence, String nextStep) {
        warnings.add(sentence + "; " + nextStep);
    }

    @Override
    public void companionFailed(Source source, String sentence) {
        notes.add(sentence);
    }

    @Override
    public void unknownServer(Source source, String id) {
        unknownServers.add(id);
    }

    @Override
    public void finished(Summary summary) {
        summaries.add(summary);
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
