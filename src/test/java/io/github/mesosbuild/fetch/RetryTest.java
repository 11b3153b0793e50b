package io.github.mesosbuild.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.fetch.FaultServer.Behaviour;
import io.github.mesosbuild.fetch.FetchException.Kind;
import io.github.mesosbuild.text.Quantities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private static final byte[] CONTENT = FetchWorld.archive(1, 100_000);
    private static final byte[] WRONG = FetchWorld.archive(2, 100_000);
    private static final Behaviour GOOD = FaultServer.file(CONTENT, "\"one\"");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void transientStatusIsRetriedAfterAWait(int status) throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(false, GOOD)) {
            failOnce(server, status + " Busy");

            Archive archive = world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()));

            assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
            assertThat(world.waits).hasSize(1);
            assertThat(world.warnings.get(0))
                    .startsWith(server.url() + " returned " + status + " Busy; retrying in ")
                    .endsWith(" (attempt 2 of 2)");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 418, 501, 505})
    void permanentStatusLeadsToTheNextSourceAtOnce(int status) throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer bad = new FaultServer(false, (asked, answer) -> answer.status(status + " No"));
                FaultServer good = new FaultServer(false, GOOD)) {
            Archive archive = world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), bad.url(), good.url()));

            assertThat(archive.origin()).isEqualTo(FetchWorld.remote(good.url()));
            assertThat(world.waits).isEmpty();
            assertThat(bad.requests()).hasSize(1);
            assertThat(world.warnings).containsExactly(bad.url() + " returned " + status + " No; trying " + good.url());
        }
    }

    @Test
    void retryAfterIsHonored() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(false, GOOD)) {
            failOnce(server, "429 Too Many Requests", "Retry-After: 17");

            world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()));

            assertThat(world.waits).containsExactly(Duration.ofSeconds(17));
        }
    }

    @Test
    void retryAfterBeyondTheTotalTimeLeadsToTheNextSource() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer busy =
                        new FaultServer(false, (asked, answer) -> answer.status("503 Busy", "Retry-After: 86400"));
                FaultServer good = new FaultServer(false, GOOD)) {
            Archive archive = world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), busy.url(), good.url()));

            assertThat(archive.origin()).isEqualTo(FetchWorld.remote(good.url()));
            assertThat(world.waits).isEmpty();
        }
    }

    @Test
    void attemptsAreLimitedForEachSourceAndEarlierFailuresAreKept() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer busy = new FaultServer(false, (asked, answer) -> answer.status("503 Busy"));
                FaultServer gone = new FaultServer(false, (asked, answer) -> answer.status("404 Not Found"))) {
            FetchException failure = world.failure(FetchWorld.limited(
                    FetchWorld.request(FetchWorld.pin(CONTENT), busy.url(), gone.url()), 3, Duration.ofMinutes(1)));

            assertThat(failure.kind()).isEqualTo(Kind.HTTP_STATUS);
            assertThat(failure.status()).hasValue(503);
            assertThat(failure.url()).contains(busy.url());
            assertThat(Arrays.stream(failure.getSuppressed())
                            .map(earlier -> ((FetchException) earlier).status().orElseThrow()))
                    .containsExactly(503, 404, 503);
            assertThat(busy.requests()).hasSize(3);
            assertThat(gone.requests()).hasSize(1);
        }
    }

    @Test
    void fileWithAWrongDigestIsSetAsideAndTheNextSourceIsTried() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer wrong = new FaultServer(false, FaultServer.file(WRONG, "\"one\""));
                FaultServer good = new FaultServer(false, GOOD)) {
            Archive archive = world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), wrong.url(), good.url()));

            assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
            assertThat(wrong.requests()).hasSize(1);
            Path aside = directory.resolve("archives/rejected").resolve(FetchWorld.NAME);
            assertThat(aside).hasBinaryContent(WRONG);
            assertThat(Files.readString(aside.resolveSibling(FetchWorld.NAME + ".reason")))
                    .isEqualToIgnoringNewLines(wrong.url() + " does not match the SHA-512 pinned by the test: expected "
                            + FetchWorld.pin(CONTENT).get(0).digest().hex() + ", got "
                            + FetchWorld.pin(WRONG).get(0).digest().hex());
        }
    }

    @Test
    void failureForAWrongDigestHasBothDigests() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer wrong = new FaultServer(false, FaultServer.file(WRONG, "\"one\""))) {
            FetchException failure = world.failure(FetchWorld.request(FetchWorld.pin(CONTENT), wrong.url()));

            assertThat(failure.kind()).isEqualTo(Kind.WRONG_DIGEST);
            assertThat(failure.expected()).contains(FetchWorld.pin(CONTENT).get(0));
            assertThat(failure.actual()).contains(FetchWorld.pin(WRONG).get(0).digest());
            assertThat(failure.file().orElseThrow()).hasBinaryContent(WRONG);
            assertThat(world.part()).doesNotExist();
            assertThat(wrong.requests()).hasSize(1);
        }
    }

    @Test
    void totalTimeLimitsASlowServerThatNeverStalls() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer slow = new FaultServer(false, FaultServer.file(CONTENT, "\"one\"", 50, 20));
                FaultServer second = new FaultServer(false, FaultServer.file(CONTENT, "\"one\"", 50, 20))) {
            FetchException alone = world.failure(FetchWorld.limited(
                    FetchWorld.request(FetchWorld.pin(CONTENT), slow.url()), 5, Duration.ofMillis(400)));
            assertThat(alone.kind()).isEqualTo(Kind.TIME_OUT);
            assertThat(alone).hasMessage("Timed out after 0.4 s while fetching " + slow.url());
            assertThat(slow.requests()).hasSize(1);

            FetchException failure = world.failure(FetchWorld.limited(
                    FetchWorld.request(FetchWorld.pin(CONTENT), slow.url(), second.url()), 5, Duration.ofMillis(800)));
            assertThat(failure.kind()).isEqualTo(Kind.TIME_OUT);
            assertThat(second.requests()).hasSize(1);
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .asString()
                    .endsWith("Timed out after 0.4 s while fetching " + slow.url());
        }
    }

    @Test
    void sourceThatUsesUpItsShareOfTheTimeLeavesTheRestToTheNext() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer slow = new FaultServer(false, FaultServer.file(CONTENT, "\"one\"", 50, 20));
                FaultServer good = new FaultServer(false, GOOD)) {
            Archive archive = world.fetch(FetchWorld.limited(
                    FetchWorld.request(FetchWorld.pin(CONTENT), slow.url(), good.url()), 5, Duration.ofSeconds(4)));

            assertThat(archive.origin()).isEqualTo(FetchWorld.remote(good.url()));
            assertThat(world.warnings)
                    .containsExactly("Timed out after 2.0 s while fetching " + slow.url() + "; trying " + good.url());
        }
    }

    @Test
    void unwritableCacheEndsTheFetchWithoutTryingOtherSources() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        FetchWorld world = new FetchWorld(file);
        try (FaultServer first = new FaultServer(false, GOOD);
                FaultServer second = new FaultServer(false, GOOD)) {
            FetchException failure =
                    world.failure(FetchWorld.request(FetchWorld.pin(CONTENT), first.url(), second.url()));

            assertThat(failure.kind()).isEqualTo(Kind.UNWRITABLE);
            assertThat(failure.file().orElseThrow().startsWith(file)).isTrue();
            assertThat(second.requests()).isEmpty();
        }
    }

    @Test
    void fullDiskIsRecognizedByTheSystemsMessage() {
        Path part = directory.resolve("x.part");
        assertThat(CacheWrites.failure(part, new IOException("No space left on device"))
                        .kind())
                .isEqualTo(Kind.NO_SPACE);
        assertThat(CacheWrites.failure(part, new IOException("Disk quota exceeded"))
                        .kind())
                .isEqualTo(Kind.NO_SPACE);
        assertThat(CacheWrites.failure(part, new IOException("Read-only file system"))
                        .kind())
                .isEqualTo(Kind.UNWRITABLE);
    }

    @Test
    void fileThatDoesNotFitOnTheDiskIsNotDownloaded() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(false, (asked, answer) -> {
            answer.head("200 OK", "ETag: \"one\"", "Content-Length: " + (1L << 60));
            answer.body(CONTENT, 0, CONTENT.length);
        })) {
            FetchException failure = world.failure(
                    FetchWorld.bounded(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()), Long.MAX_VALUE, 0));

            assertThat(failure.kind()).isEqualTo(Kind.NO_SPACE);
            assertThat(world.part()).doesNotExist();
            assertThat(PartFile.sidecar(world.part())).doesNotExist();
            assertThat(failure)
                    .hasMessageStartingWith("Not enough disk space for " + world.part() + ": ")
                    .hasMessageContaining(Quantities.bytes(1L << 60) + " needed, ");
        }
    }

    @Test
    void interruptDoesNotCountAsAFailureOfTheSource() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(false, GOOD)) {
            Thread.currentThread().interrupt();
            boolean interrupted = false;
            try {
                world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()));
            } catch (InterruptedException e) {
                interrupted = true;
            }
            assertThat(interrupted).isTrue();
            assertThat(world.warnings).isEqualTo(List.of());
        }
    }

    private static void failOnce(FaultServer server, String status, String... headers) {
        server.behave((asked, answer) -> {
            server.behave(GOOD);
            answer.status(status, headers);
        });
    }
}
