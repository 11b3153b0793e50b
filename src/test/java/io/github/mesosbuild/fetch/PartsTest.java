package io.github.mesosbuild.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.release.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTest {
    private static final URI URL = URI.create("https://x.org/a.tar.gz");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path directory;

    @Test
    void gapsAreTheBytesThatWereNotReceived() {
        ByteRanges ranges = new ByteRanges(100, List.of(new ByteRange(0, 10), new ByteRange(20, 30)));
        ByteRanges.Gap first = ranges.take().orElseThrow();
        ByteRanges.Gap second = ranges.take().orElseThrow();
        assertThat(ranges.range(first)).isEqualTo(new ByteRange(10, 20));
        assertThat(ranges.range(second)).isEqualTo(new ByteRange(30, 100));
        assertThat(ranges.take()).isEmpty();
        assertThat(ranges.missing()).isEqualTo(80);
        assertThat(ranges.prefix()).isEqualTo(10);
    }

    @Test
    void splitTakesTheSecondHalfAndTheFirstOwnerStopsThere() {
        ByteRanges ranges = new ByteRanges(100, List.of());
        ByteRanges.Gap first = ranges.take().orElseThrow();
        assertThat(ranges.reserve(first, 20)).isEqualTo(20);
        ByteRanges.Gap half = ranges.split(10).orElseThrow();
        assertThat(ranges.range(half)).isEqualTo(new ByteRange(60, 100));
        ranges.written(first);
        assertThat(ranges.reserve(first, 1000)).isEqualTo(40);
        ranges.written(first);
        assertThat(ranges.prefix()).isEqualTo(60);
        assertThat(ranges.received()).containsExactly(new ByteRange(0, 60));
        assertThat(ranges.split(21)).isEmpty();
        ranges.giveBack(half);
        assertThat(ranges.take()).contains(half);
        assertThat(ranges.reserve(half, 40)).isEqualTo(40);
        ranges.written(half);
        assertThat(ranges.received()).containsExactly(new ByteRange(0, 100));
    }

    @ParameterizedTest
    @CsvSource({
        "length,",
        "length,many",
        "length,-5",
        "etag,",
        "url,https://x.org/b.tar.gz",
        "received,0-x",
        "received,9000-1",
        "received,5",
    })
    void partWithAnInvalidNoteIsNotResumed(String key, String value) throws IOException {
        PartFile part = new PartFile(Files.write(directory.resolve("a.part"), new byte[100_000]));
        Map<String, String> note = new TreeMap<>(
                Map.of("url", URL.toString(), "etag", "\"1\"", "length", "200000", "received", "0-90000"));
        AtomicFile.writeProperties(PartFile.sidecar(part.path()), note);
        assertThat(part.resumable(URL).orElseThrow().received()).containsExactly(new ByteRange(0, 90_000));
        if (value == null) {
            note.remove(key);
        } else {
            note.put(key, value);
        }
        AtomicFile.writeProperties(PartFile.sidecar(part.path()), note);
        assertThat(part.resumable(URL)).isEmpty();
    }

    @Test
    void noteThatListsMoreThanTheFileContainsIsCutToTheFile() throws IOException {
        PartFile part = new PartFile(Files.write(directory.resolve("a.part"), new byte[1000]));
        AtomicFile.writeProperties(
                PartFile.sidecar(part.path()),
                Map.of(
                        "url",
                        URL.toString(),
                        "etag",
                        "\"1\"",
                        "length",
                        "5000",
                        "received",
                        "0-800,900-3000,4000-4500"));
        assertThat(part.resumable(URL).orElseThrow().received())
                .containsExactly(new ByteRange(0, 800), new ByteRange(900, 1000));
    }

    @ParameterizedTest
    @CsvSource({
        "a.tar.gz,1f8b0800,",
        "a.tgz,1f8b0800,",
        "a.tar.xz,fd377a585a0000,",
        "a.tar.bz2,425a6839,",
        "a.tar.zst,28b52ffd00,",
        "a.bin,00,",
        "a.tar.gz,'',it is empty",
        "a.tar.gz,1f8b,its first bytes are 1f8b instead of those of a .gz file",
        "a.tar.gz,28b52ffd00,its first bytes are 28b52ffd00 instead of those of a .gz file",
        "a.tar.xz,1f8b0800,its first bytes are 1f8b0800 instead of those of a .xz file",
        "a.bin,3c48544d4c3e,it is an HTML page",
        "a.tar.gz,efbbbf0a3c21444f43545950452068746d6c,it is an HTML page",
    })
    void firstBytesMustFitTheSuffix(String name, String hex, String problem) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(ArchiveShape.problem(name, bytes, bytes.length)).isEqualTo(Optional.ofNullable(problem));
    }

    @Test
    void partIsNeverWrittenThroughALink() throws Exception {
        Path victim = Files.writeString(directory.resolve("victim"), "precious");
        FetchWorld world = new FetchWorld(directory.resolve("cache"));
        Files.createDirectories(world.part().getParent());
        Files.createSymbolicLink(world.part(), victim);
        Path local = Files.write(directory.resolve(FetchWorld.NAME), FetchWorld.archive(1, 1000));

        Archive archive = world.fetch(FetchWorld.request(List.of(), List.of(new Source.LocalFile(local))));

        assertThat(victim).hasContent("precious");
        assertThat(archive.file()).isRegularFile().hasSameBinaryContentAs(local);
        assertThat(archive.file()).isNotEqualTo(victim);
    }

    @Test
    void waitsGrowToTheirCapWithFullJitter() {
        for (int attempt = 1; attempt < 70; attempt++) {
            Duration limit = Duration.ofSeconds(attempt > 5 ? 30 : 1L << (attempt - 1));
            assertThat(BackOff.after(attempt, Optional.empty(), new Random(attempt)))
                    .isBetween(Duration.ZERO, limit);
            assertThat(BackOff.after(attempt, Optional.empty(), new Greatest())).isEqualTo(limit);
        }
        assertThat(BackOff.after(1, Optional.of(Duration.ofSeconds(59)), new Random(1)))
                .isEqualTo(Duration.ofSeconds(59));
        assertThat(BackOff.after(1, Optional.of(Duration.ofMinutes(50)), new Random(1)))
                .isEqualTo(Duration.ofMinutes(1));
    }

    private static final class Greatest implements RandomGenerator {
        @Override
        public long nextLong() {
            return -1;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "120,120",
        "0,0",
        "'Mon, 23 Nov 2026 08:00:30 GMT',30",
        "'Mon, 23 Nov 2026 07:00:00 GMT',0",
        "soon,",
        "-5,",
        "99999999999999,",
    })
    void retryAfterIsSecondsOrADate(String value, Long seconds) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);
        assertThat(BackOff.parseRetryAfter(value, clock))
                .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void rejectedFileReplacesAnEarlierOneAndHasItsReason() throws IOException {
        ArchiveCache cache = new ArchiveCache(directory);
        for (String content : List.of("one", "two")) {
            Files.createDirectories(cache.incoming());
            Path part = Files.writeString(cache.part("a.tar.gz"), content);
            Files.writeString(PartFile.sidecar(part), "url=x");
            Path aside = cache.reject(part, "It is wrong: " + content);
            assertThat(aside).hasContent(content).hasFileName("a.tar.gz");
            assertThat(aside.resolveSibling("a.tar.gz.reason")).hasContent("It is wrong: " + content);
            assertThat(cache.incoming()).isEmptyDirectory();
        }
        try (var files = Files.list(directory.resolve("archives/rejected"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void archivesAreStoredByTheirSha256Only() {
        ArchiveCache cache = new ArchiveCache(directory);
        Digest sha256 = new Digest(Digest.Algorithm.SHA256, "a".repeat(64));
        assertThat(cache.place(sha256, "a.tar.gz"))
                .isEqualTo(directory.resolve("archives").resolve("a".repeat(64)).resolve("a.tar.gz"));
        Digest md5 = new Digest(Digest.Algorithm.MD5, "a".repeat(32));
        assertThatThrownBy(() -> cache.place(md5, "a.tar.gz")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lockThatAnotherProcessHoldsIsWaitedForUntilTheTimeIsOver() throws Exception {
        ArchiveCache cache = new ArchiveCache(directory);
        List<Duration> slept = new ArrayList<>();
        List<Path> waited = new ArrayList<>();
        Sleeper sleeper = time -> {
            slept.add(time);
            assertThat(slept).as("waits for ever").hasSizeLessThan(100_000);
        };
        try (FileLock held = cache.lock("mesos 0.24.0", HOUR, d -> {}, f -> {})) {
            FetchException failure = catchThrowableOfType(
                    FetchException.class, () -> cache.lock("mesos 0.24.0", HOUR, sleeper, waited::add));
            assertThat(failure.kind()).isEqualTo(FetchException.Kind.LOCKED);
            assertThat(failure)
                    .hasMessage("Timed out after 1 h waiting for another process that holds " + waited.get(0));
        }
        assertThat(waited).hasSize(1);
        assertThat(slept.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(HOUR);
    }

    @Test
    void lockOfAReleaseDoesNotLockOthers() throws Exception {
        ArchiveCache cache = new ArchiveCache(directory);
        AtomicBoolean waited = new AtomicBoolean();
        FileLock held = cache.lock("mesos 0.24.0", HOUR, d -> {}, f -> {});
        try (FileLock other = cache.lock("mesos 0.25.0", HOUR, d -> {}, f -> waited.set(true))) {
            assertThat(other).isNotNull();
            assertThat(waited).isFalse();
        }
        try (FileLock same = cache.lock("mesos 0.24.0", HOUR, d -> close(held), f -> waited.set(true))) {
            assertThat(same).isNotNull();
            assertThat(waited).isTrue();
        }
    }

    private static void close(FileLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"../a.tar.gz", "a/b.tar.gz", "a\\b.tar.gz", ".", "''", "..", ".hidden"})
    void namesThatAreNotPlainAreRejected(String name) {
        assertThatThrownBy(() -> new FetchRequest(
                        "x",
                        name,
                        List.of(),
                        List.of(),
                        List.of(),
                        false,
                        FetchWorld.limits(1, Duration.ofSeconds(1), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void digestsDoNotDependOnTheSizeOfChunks() throws InterruptedException {
        byte[] bytes = FetchWorld.archive(3, 3_000_000);
        try (DigestPipe pipe = new DigestPipe(EnumSet.allOf(Digest.Algorithm.class))) {
            Random random = new Random(1);
            int at = 0;
            while (at < bytes.length) {
                DigestPipe.Chunk chunk = pipe.take();
                chunk.length = Math.min(bytes.length - at, random.nextInt(chunk.bytes.length));
                System.arraycopy(bytes, at, chunk.bytes, 0, chunk.length);
                at += chunk.length;
                pipe.put(chunk);
            }
            Map<Digest.Algorithm, Digest> digests = pipe.finish();
            for (Digest.Algorithm algorithm : Digest.Algorithm.values()) {
                assertThat(digests.get(algorithm)).isEqualTo(FetchWorld.digest(algorithm, bytes));
            }
        }
    }
}
