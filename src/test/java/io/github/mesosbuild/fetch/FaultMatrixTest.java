package io.github.mesosbuild.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.fetch.FaultServer.Behaviour;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import io.github.mesosbuild.report.Remedies;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tries every fault on a first request, on a request that resumes a part, and on the ranges of a parallel fetch, with a pinned
 * digest and without one. Then the server is fixed, and the next run must get exactly the right file, even if the server's
 * entity tag is still the same. Each failure must name its source and have a remedy.
 */
@Tag("long")
class FaultMatrixTest {
    private static final byte[] RIGHT = FetchWorld.archive(1, 300_000);
    private static final byte[] WRONG = FetchWorld.archive(2, 300_000);
    private static final String TAG = "\"one\"";

    @TempDir
    Path directory;

    enum Stage {
        FIRST,
        RESUMED,
        RANGED
    }

    static Stream<Arguments> cases() {
        return Arrays.stream(Fault.values())
                .flatMap(fault -> Arrays.stream(Stage.values())
                        .flatMap(stage -> Stream.of(true, false).map(pinned -> Arguments.of(fault, stage, pinned))));
    }

    @ParameterizedTest(name = "{0}, {1}, pinned: {2}")
    @MethodSource("cases")
    void wrongFileIsNeverAcceptedOrResumed(Fault fault, Stage stage, boolean pinned)
            throws IOException, InterruptedException {
        List<Pin> pins = pinned ? FetchWorld.pin(RIGHT) : List.of();
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer mirror = new FaultServer(!pinned, FaultServer.file(RIGHT, TAG));
                FaultServer plain = new FaultServer(false, FaultServer.file(RIGHT, TAG));
                FaultServer server = new FaultServer(!pinned, cutAt(RIGHT.length / 2))) {
            Behaviour faulty = fault.behaviour(RIGHT, TAG, WRONG, mirror.url());
            URI url = fault == Fault.NOT_TLS
                    ? URI.create(plain.url().toString().replace("http:", "https:"))
                    : fault.elsewhere(server.url()).orElse(server.url());
            FetchRequest request = FetchWorld.limited(
                    FetchWorld.request(pins, url), 2, Duration.ofMillis(fault == Fault.SLOW_DRIP ? 300 : 20_000));
            if (stage == Stage.RESUMED) {
                prepareHalf(world, fault, server);
            }
            if (stage == Stage.RANGED) {
                world.scaling = FetchWorld.EAGER;
                request = FetchWorld.connections(request, 4);
                Behaviour slow = FaultServer.file(RIGHT, TAG, 10_000, 5);
                server.behave((asked, answer) -> (asked.isRange() ? faulty : slow).answer(asked, answer));
            } else {
                server.behave(faulty);
            }

            request = adjusted(fault, request, world);
            Optional<Archive> archive = attempt(world, request, fault, stage);

            if (stage == Stage.FIRST) {
                assertThat(archive.isPresent())
                        .isEqualTo(fault.kind == null || !pinned && fault.kind == FetchException.Kind.WRONG_DIGEST);
            }
            if (archive.isPresent() && (pinned || !fault.lies())) {
                assertRight(archive.get());
            } else if (archive.isPresent() && !Arrays.equals(FetchWorld.bytes(world.part()), RIGHT)) {
                world.cache.reject(world.part(), "The signature is bad.");
            }
            world.settings = FetchWorld.readTimeout(Duration.ofSeconds(10));
            boolean otherFileUnderItsTag = fault.lies() || fault.name().startsWith("ENTITY_CHANGED");
            server.behave(FaultServer.file(RIGHT, otherFileUnderItsTag ? "\"fixed\"" : TAG));
            assertRight(attempt(world, FetchWorld.request(pins, server.url()), fault, stage)
                    .orElseThrow());
        }
    }

    /** Tightens the limit that a fault is to run into. */
    private static FetchRequest adjusted(Fault fault, FetchRequest request, FetchWorld world) {
        FetchRequest once = FetchWorld.limited(request, 1, request.limits().time());
        return switch (fault) {
            case STALL, HEAD_DRIP -> {
                world.settings = FetchWorld.timeouts(Duration.ofSeconds(1), Duration.ofMillis(600));
                yield once;
            }
            case BODY_DRIP -> {
                world.settings = FetchWorld.timeouts(Duration.ofSeconds(1), Duration.ofMillis(600));
                yield FetchWorld.bounded(once, 1 << 20, 20_000);
            }
            default -> FetchWorld.bounded(request, 1 << 20, 0);
        };
    }

    /** A bad source must not spoil what the next one can do. */
    @ParameterizedTest(name = "{0}, {1}, pinned: {2}")
    @MethodSource("cases")
    void nextSourceIsUsed(Fault fault, Stage stage, boolean pinned)
            throws FetchException, IOException, InterruptedException {
        List<Pin> pins = pinned ? FetchWorld.pin(RIGHT) : List.of();
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer mirror = new FaultServer(!pinned, FaultServer.file(RIGHT, TAG));
                FaultServer plain = new FaultServer(false, FaultServer.file(RIGHT, TAG));
                FaultServer good = new FaultServer(!pinned, FaultServer.file(RIGHT, TAG));
                FaultServer server = new FaultServer(!pinned, cutAt(RIGHT.length / 2))) {
            Behaviour faulty = fault.behaviour(RIGHT, TAG, WRONG, mirror.url());
            URI url = fault == Fault.NOT_TLS
                    ? URI.create(plain.url().toString().replace("http:", "https:"))
                    : fault.elsewhere(server.url()).orElse(server.url());
            FetchRequest request = FetchWorld.limited(
                    FetchWorld.request(pins, url, good.url()),
                    2,
                    Duration.ofMillis(fault == Fault.SLOW_DRIP ? 2_000 : 60_000));
            if (stage == Stage.RESUMED) {
                prepareHalf(world, fault, server);
            }
            if (stage == Stage.RANGED) {
                world.scaling = FetchWorld.EAGER;
                request = FetchWorld.connections(request, 4);
                Behaviour slow = FaultServer.file(RIGHT, TAG, 10_000, 5);
                server.behave((asked, answer) -> (asked.isRange() ? faulty : slow).answer(asked, answer));
            } else {
                server.behave(faulty);
            }

            Archive archive = world.fetch(adjusted(fault, request, world));

            if (pinned || !fault.lies()) {
                assertRight(archive);
            }
            assertThat(world.waits).allMatch(wait -> wait.compareTo(Duration.ofMinutes(1)) <= 0);
            assertThat(world.warnings).allSatisfy(FaultMatrixTest::assertPrintable);
        }
    }

    private static void assertPrintable(String message) {
        assertThat(message.chars()).noneMatch(Character::isISOControl);
    }

    private static Behaviour cutAt(int end) {
        return (asked, answer) -> {
            FaultServer.partOrComplete(asked, answer, RIGHT, TAG);
            answer.body(RIGHT, 0, end);
        };
    }

    private void prepareHalf(FetchWorld world, Fault fault, FaultServer server) throws InterruptedException {
        if (fault == Fault.ENTITY_CHANGED || fault.name().startsWith("ENTITY_CHANGED_")) {
            server.behave((asked, answer) -> {
                FaultServer.partOrComplete(asked, answer, WRONG, TAG);
                answer.body(WRONG, 0, WRONG.length / 2);
            });
        }
        FetchException cut = world.failure(
                FetchWorld.limited(FetchWorld.request(FetchWorld.pin(RIGHT), server.url()), 1, Duration.ofSeconds(20)));
        assertThat(cut.kind()).isEqualTo(FetchException.Kind.CUT);
        assertThat(world.part()).hasSize(RIGHT.length / 2);
    }

    /** Returns the archive, or nothing if the fetch failed as the fault should. */
    private static Optional<Archive> attempt(FetchWorld world, FetchRequest request, Fault fault, Stage stage)
            throws InterruptedException {
        try {
            return Optional.of(world.fetch(request));
        } catch (FetchException e) {
            assertThat(e.kind()).as(e.toString()).isIn(fault.kind, alsoPossible(fault, stage));
            assertPrintable(e.getMessage());
            assertThat(e).hasMessageContaining(request.sources().get(0).toString());
            ExplainedFailure explained = Remedies.explain(e, "mvn go-offline").orElseThrow();
            assertThat(explained.what()).startsWith(e.getMessage());
            assertThat(explained.next()).containsPattern("-Dmesos\\.[a-z]|mesos\\.[a-z]+[A-Z]|settings\\.xml");
            return Optional.empty();
        }
    }

    /** Returns how a fault in the middle of a file can also fail. */
    private static FetchException.Kind alsoPossible(Fault fault, Stage stage) {
        return stage == Stage.FIRST ? null : FetchException.Kind.CUT;
    }

    private static void assertRight(Archive archive) {
        assertThat(FetchWorld.bytes(archive.file())).isEqualTo(RIGHT);
        assertThat(archive.size()).isEqualTo(RIGHT.length);
        assertThat(archive.digests())
                .containsEntry(Digest.Algorithm.SHA256, FetchWorld.digest(Digest.Algorithm.SHA256, RIGHT))
                .containsEntry(Digest.Algorithm.SHA512, FetchWorld.digest(Digest.Algorithm.SHA512, RIGHT));
    }
}
