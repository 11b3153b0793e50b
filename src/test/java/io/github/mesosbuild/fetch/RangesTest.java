package io.github.mesosbuild.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.fetch.FaultServer.Behaviour;
import io.github.mesosbuild.fetch.FaultServer.Request;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangesTest {
    private static final byte[] CONTENT = FetchWorld.archive(1, 2_000_000);
    private static final String TAG = "\"one\"";
    private static final ConnectionScaling.Policy POLICY =
            new ConnectionScaling.Policy(1000, 10, Duration.ofSeconds(1), Duration.ofSeconds(2));

    @TempDir
    Path directory;

    @Test
    void moreConnectionsAreUsedIfEachIsThrottled() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        world.scaling = FetchWorld.EAGER;
        try (FaultServer server = new FaultServer(false, FaultServer.file(CONTENT, TAG, 10_000, 5))) {
            Archive archive =
                    world.fetch(FetchWorld.connections(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()), 4));

            assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
            assertThat(server.requests().stream().filter(Request::isRange).count())
                    .isGreaterThanOrEqualTo(1);
            assertThat(world.summaries.get(0).transferred()).isEqualTo(CONTENT.length);
        }
    }

    @Test
    void rangesAreNotRequestedUnlessTheServerOffersThem() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        world.scaling = FetchWorld.EAGER;
        try (FaultServer server = new FaultServer(false, (asked, answer) -> {
            answer.head("200 OK", "ETag: " + TAG, "Content-Length: " + CONTENT.length);
            answer.slowly(CONTENT, 0, CONTENT.length, 100_000, 5);
        })) {
            world.fetch(FetchWorld.connections(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()), 4));

            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void interruptedParallelFetchDownloadsOnlyItsGaps() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        world.scaling = FetchWorld.EAGER;
        Behaviour slow = FaultServer.file(CONTENT, TAG, 10_000, 5);
        try (FaultServer server = new FaultServer(false, slow)) {
            Behaviour cutting = (asked, answer) -> {
                if (asked.isRange()) {
                    slow.answer(asked, answer);
                } else {
                    FaultServer.partOrComplete(asked, answer, CONTENT, TAG);
                    answer.slowly(CONTENT, 0, 500_000, 10_000, 5);
                }
            };
            server.behave(cutting);
            world.failure(FetchWorld.limited(
                    FetchWorld.connections(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()), 2),
                    1,
                    Duration.ofSeconds(20)));
            long there = new PartFile(world.part())
                    .resumable(server.url()).orElseThrow().received().stream()
                            .mapToLong(ByteRange::length)
                            .sum();
            assertThat(there).isGreaterThan(500_000);
            server.behave(FaultServer.file(CONTENT, TAG));

            Archive archive = world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()));

            assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
            assertThat(world.summaries.get(0).transferred()).isEqualTo(CONTENT.length - there);
        }
    }

    @Test
    void resumedParallelFetchKeepsANoteOfItsGaps() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        world.scaling = FetchWorld.EAGER;
        AtomicInteger ranges = new AtomicInteger();
        try (FaultServer server = new FaultServer(false, (asked, answer) -> {
            FaultServer.partOrComplete(asked, answer, CONTENT, TAG);
            answer.body(CONTENT, 0, 300_000);
        })) {
            URI url = server.url();
            FetchRequest request =
                    FetchWorld.limited(FetchWorld.request(FetchWorld.pin(CONTENT), url), 1, Duration.ofSeconds(20));
            world.failure(request);
            server.behave((asked, answer) -> {
                ranges.incrementAndGet();
                FaultServer.file(CONTENT, TAG, 20_000, 10).answer(asked, answer);
            });

            Archive archive = world.fetch(FetchWorld.connections(request, 2));

            assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
            assertThat(ranges.get()).isGreaterThan(1);
            assertThat(Files.readString(PartFile.sidecar(world.part()))).contains("received");
        }
    }

    @Test
    void connectionsDoubleWhileTheRateGrowsClearly() {
        ConnectionScaling scaling = scaling(8, 1_000_000);
        assertThat(at(scaling, 0.5, 50)).isZero();
        assertThat(at(scaling, 1.5, 150)).isEqualTo(1);
        assertThat(at(scaling, 2.5, 300)).isZero();
        assertThat(at(scaling, 70, 300 + 20_000)).isEqualTo(2);
    }

    @Test
    void connectionsAreNotAddedIfTheLastOneDidNotHelp() {
        ConnectionScaling scaling = scaling(8, 1_000_000);
        at(scaling, 0.5, 50);
        assertThat(at(scaling, 1.5, 150)).isEqualTo(1);
        at(scaling, 2.5, 250);
        assertThat(at(scaling, 70, 250 + 7_000)).isZero();
        assertThat(at(scaling, 200, 100_000)).isZero();
    }

    @Test
    void shortOrLocallyLimitedTransferUsesOneConnection() {
        ConnectionScaling soon = scaling(8, 1_000_000);
        soon.wanted(Instant.EPOCH.plusMillis(500), 500_000, 500_000, Duration.ofMillis(500));
        assertThat(soon.wanted(Instant.EPOCH.plusMillis(1500), 900_000, 100_000, Duration.ofMillis(1500)))
                .isZero();
        ConnectionScaling busy = scaling(8, 1_000_000);
        busy.wanted(Instant.EPOCH.plusMillis(500), 50, 1_000_000, Duration.ZERO);
        assertThat(busy.wanted(Instant.EPOCH.plusMillis(1500), 150, 1_000_000, Duration.ofMillis(300)))
                .isZero();
    }

    @Test
    void smallFileOrLimitOfOneUsesOneConnection() {
        ConnectionScaling small = scaling(8, 999);
        at(small, 0.5, 5);
        assertThat(at(small, 1.5, 15)).isZero();
        ConnectionScaling out = scaling(1, 1_000_000);
        at(out, 0.5, 5);
        assertThat(at(out, 1.5, 15)).isZero();
    }

    private static ConnectionScaling scaling(int maximum, long length) {
        return new ConnectionScaling(POLICY, maximum, length, Instant.EPOCH, 0);
    }

    /** Asks for connections at a time in seconds, all of which were spent waiting for the server. */
    private static int at(ConnectionScaling scaling, double seconds, long total) {
        Duration since = Duration.ofMillis((long) (seconds * 1000));
        return scaling.wanted(Instant.EPOCH.plus(since), total, 1_000_000 - total, since);
    }
}
