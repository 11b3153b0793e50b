package io.github.mesosbuild.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.fetch.FaultServer.Behaviour;
import io.github.mesosbuild.fetch.FetchException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One bad source must not end, or hold up, what the others can do. */
class BadSourceTest {
    private static final byte[] CONTENT = FetchWorld.archive(1, 100_000);
    private static final Behaviour GOOD = FaultServer.file(CONTENT, "\"one\"");

    @TempDir
    Path directory;

    @Test
    void busySourceIsAskedAgainOnlyAfterTheOthers() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer busy =
                        new FaultServer(false, (asked, answer) -> answer.status("503 Busy", "Retry-After: 3000"));
                FaultServer good = new FaultServer(false, GOOD)) {
            Archive archive = world.fetch(FetchWorld.limited(
                    FetchWorld.request(FetchWorld.pin(CONTENT), busy.url(), good.url()), 4, Duration.ofHours(2)));

            assertThat(archive.origin()).isEqualTo(FetchWorld.remote(good.url()));
            assertThat(world.waits).isEmpty();
            assertThat(world.warnings).containsExactly(busy.url() + " returned 503 Busy; trying " + good.url());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3000", "9999999999", "999999999999999999999999"})
    void pauseIsBoundedWhateverTheServerAsksFor(String seconds) throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(false, GOOD)) {
            server.behave((asked, answer) -> {
                server.behave(GOOD);
                answer.status("503 Busy", "Retry-After: " + seconds);
            });
            world.fetch(FetchWorld.limited(
                    FetchWorld.request(FetchWorld.pin(CONTENT), server.url()), 4, Duration.ofHours(2)));

            assertThat(world.waits).containsExactly(Duration.ofMinutes(1));
            assertThat(world.warnings)
                    .containsExactly(server.url() + " returned 503 Busy; retrying in 1 min (attempt 2 of 4)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nContent-Le', the connection was closed too early",
        "'', the connection was closed too early",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8000000000000000\r\nhello\r\n', a chunk has an invalid size",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n', a chunk has an invalid size"
    })
    void brokenAnswerIsDescribedInPlainWords(String answered, String words) throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer broken = new FaultServer(
                false,
                (asked, answer) -> answer.raw(answered.replace("\\r", "\r").replace("\\n", "\n")))) {
            assertThat(world.failure(FetchWorld.request(FetchWorld.pin(CONTENT), broken.url())))
                    .hasMessageEndingWith(words);
        }
    }

    @Test
    void endlessAddressIsCut() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer far = new FaultServer(
                false,
                (asked, answer) -> answer.status(
                        "302 Found",
                        "Location: /" + "x".repeat(20_000 + asked.path().length())))) {
            FetchException failure = world.failure(FetchWorld.request(FetchWorld.pin(CONTENT), far.url()));
            assertThat(failure.getMessage()).hasSizeLessThan(3000);
        }
    }

    @Test
    void cutDownloadIsResumedBeforeAnotherSourceIsTried() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer cut = new FaultServer(false, GOOD);
                FaultServer other = new FaultServer(false, GOOD)) {
            cut.behave((asked, answer) -> {
                cut.behave(GOOD);
                FaultServer.partOrComplete(asked, answer, CONTENT, "\"one\"");
                answer.body(CONTENT, 0, CONTENT.length / 2);
            });
            Archive archive = world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), cut.url(), other.url()));

            assertThat(archive.file()).hasBinaryContent(CONTENT);
            assertThat(other.allRequests()).isEmpty();
            assertThat(world.startedAt).last().isNotEqualTo(0L);
        }
    }

    @Test
    void lengthThatDoesNotFitOnTheDiskLeadsToTheNextSource() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer huge = new FaultServer(false, (asked, answer) -> {
                    answer.head("200 OK", "ETag: \"one\"", "Content-Length: " + (1L << 60));
                    answer.body(CONTENT, 0, CONTENT.length);
                });
                FaultServer good = new FaultServer(false, GOOD);
                FaultServer gone = new FaultServer(false, (asked, answer) -> answer.status("404 Not Found"))) {
            FetchRequest request = FetchWorld.bounded(
                    FetchWorld.request(FetchWorld.pin(CONTENT), huge.url(), good.url()), Long.MAX_VALUE, 0);
            assertThat(world.fetch(request).origin()).isEqualTo(FetchWorld.remote(good.url()));

            FetchException failure = world.failure(FetchWorld.bounded(
                    FetchWorld.request(FetchWorld.pin(CONTENT), huge.url(), gone.url()), Long.MAX_VALUE, 0));
            assertThat(failure.kind()).isEqualTo(Kind.NO_SPACE);
            assertThat(failure.getSuppressed()).hasSize(1);
        }
    }

    @Test
    void endlessBodyEndsAtTheLimitAndItsPartIsRemoved() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer endless = new FaultServer(
                false, Fault.ENDLESS.behaviour(CONTENT, "\"one\"", CONTENT, URI.create("http://x.invalid/")))) {
            FetchException failure = world.failure(
                    FetchWorld.bounded(FetchWorld.request(FetchWorld.pin(CONTENT), endless.url()), 1 << 20, 0));

            assertThat(failure.kind()).isEqualTo(Kind.OVERSIZED);
            assertThat(failure)
                    .hasMessage(
                            endless.url() + " sends more than the limit of 1.0 MB (mesos.archive.maximumMegabytes)");
            assertThat(world.part()).doesNotExist();
            assertThat(endless.requests()).hasSize(1);
        }
    }

    @Test
    void localFileThatIsTooLargeIsRefused() throws Exception {
        FetchWorld world = new FetchWorld(directory.resolve("cache"));
        Path file = Files.write(directory.resolve(FetchWorld.NAME), CONTENT);
        FetchException failure = world.failure(FetchWorld.bounded(
                FetchWorld.request(FetchWorld.pin(CONTENT), List.of(new Source.LocalFile(file))), 1000, 0));

        assertThat(failure.kind()).isEqualTo(Kind.OVERSIZED);
    }

    @Test
    void slowSourceIsPutOffAndResumedIfNoneIsFaster() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        world.settings = FetchWorld.readTimeout(Duration.ofMillis(500));
        try (FaultServer slow = new FaultServer(false, FaultServer.file(CONTENT, "\"one\"", 100, 20))) {
            FetchException failure = world.failure(
                    FetchWorld.bounded(FetchWorld.request(FetchWorld.pin(CONTENT), slow.url()), 1 << 20, 50_000));

            assertThat(failure.kind()).isEqualTo(Kind.SLOW);
            assertThat(failure)
                    .hasMessageStartingWith(slow.url() + " sent only ")
                    .hasMessageEndingWith("; the minimum is 50000 bytes per second (mesos.minimumBytesPerSecond)");
            assertThat(slow.requests()).hasSize(2);
        }
    }

    @Test
    void deadMirrorsAreTriedOnceBeforeAnyWait() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        List<URI> urls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                urls.add(URI.create("http://127.0.0.1:" + free.getLocalPort() + "/" + FetchWorld.NAME));
            }
        }
        FetchException failure = world.failure(FetchWorld.limited(
                FetchWorld.request(FetchWorld.pin(CONTENT), urls.toArray(URI[]::new)), 4, Duration.ofMinutes(5)));

        assertThat(failure.kind()).isEqualTo(Kind.CONNECT);
        assertThat(failure.getSuppressed()).hasSize(4 * 50 - 1);
        assertThat(world.waits.stream().mapToLong(Duration::toMillis).sum()).isLessThan(3 * 30_000);
        try (FaultServer good = new FaultServer(false, GOOD)) {
            world.waits.clear();
            urls.add(good.url());
            world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), urls.toArray(URI[]::new)));
            assertThat(world.waits).isEmpty();
        }
    }

    /** One after the other, the timeouts of these sources would add up to more than the time limit. */
    @Test
    void unreachableMirrorsAreAskedSideBySide() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        world.settings = FetchWorld.timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2));
        List<AutoCloseable> open = new ArrayList<>();
        try (FaultServer good = new FaultServer(false, GOOD)) {
            List<URI> urls = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                urls.add(blackHole(open));
                FaultServer silent = new FaultServer(false, (asked, answer) -> Thread.sleep(60_000));
                open.add(silent);
                urls.add(silent.url());
            }
            urls.add(good.url());
            Archive archive = world.fetch(FetchWorld.limited(
                    FetchWorld.request(FetchWorld.pin(CONTENT), urls.toArray(URI[]::new)), 1, Duration.ofSeconds(30)));

            assertThat(archive.origin()).isEqualTo(FetchWorld.remote(good.url()));
            assertThat(world.warnings).hasSize(20);
        } finally {
            for (AutoCloseable one : open) {
                one.close();
            }
        }
    }

    /** Returns an address whose connections are never accepted: the queue of the listening socket is full. */
    private static URI blackHole(List<AutoCloseable> open) throws IOException {
        ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(full);
        for (int i = 0; i < 3; i++) {
            Socket waiting = new Socket();
            open.add(waiting);
            try {
                waiting.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()), 200);
            } catch (IOException queueIsFull) {
                break;
            }
        }
        return URI.create("http://127.0.0.1:" + full.getLocalPort() + "/" + FetchWorld.NAME);
    }
}
