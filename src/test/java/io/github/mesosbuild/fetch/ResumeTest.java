package io.github.mesosbuild.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.fetch.FaultServer.Behaviour;
import io.github.mesosbuild.fetch.FaultServer.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
    private static final byte[] CONTENT = FetchWorld.archive(1, 2_000_000);
    private static final String TAG = "\"one\"";

    @TempDir
    Path directory;

    @Test
    void nextRunDownloadsOnlyTheMissingTenPercent() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(false, cutAt(CONTENT.length * 9 / 10))) {
            world.failure(once(server));
            long before = server.served();
            server.behave(FaultServer.file(CONTENT, TAG));

            Archive archive = world.fetch(once(server));

            assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
            assertThat(server.served() - before).isLessThanOrEqualTo(CONTENT.length / 10 + 1);
            assertThat(world.startedAt).containsExactly(0L, CONTENT.length * 9L / 10);
            assertThat(world.summaries.get(0).transferred()).isEqualTo(server.served() - before);
            Request second = server.requests().get(1);
            assertThat(second.headers()).containsEntry("if-range", TAG);
        }
    }

    @Test
    void interruptedDownloadIsResumedInTheSameRun() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(false, cutAt(1_000_000))) {
            Behaviour cut = cutAt(1_000_000);
            server.behave((asked, answer) -> {
                server.behave(FaultServer.file(CONTENT, TAG));
                cut.answer(asked, answer);
            });

            Archive archive = world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()));

            assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
            assertThat(server.served()).isEqualTo(CONTENT.length);
        }
    }

    @Test
    void lastBlocksAreDownloadedAgainAfterAKill() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(false, cutAt(1_000_000))) {
            world.failure(once(server));
            forgetReceived(world.part());
            Files.write(world.part(), new byte[5_000], StandardOpenOption.APPEND); // damaged blocks after the good ones

            server.behave(FaultServer.file(CONTENT, TAG));
            Archive archive = world.fetch(once(server));

            assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
            assertThat(server.requests().get(1).from()).isEqualTo(1_005_000 - 64 * 1024);
        }
    }

    @Test
    void completeButUnverifiedArchiveIsNotDownloadedAgain() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(false, FaultServer.file(CONTENT, TAG))) {
            world.fetch(once(server));
            long before = server.served();

            Archive archive = world.fetch(once(server));

            assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
            assertThat(server.served() - before).isEqualTo(64 * 1024);
        }
    }

    @Test
    void damagedPartIsDownloadedAgainFromTheStart() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(false, cutAt(1_000_000))) {
            world.failure(once(server));
            try (var channel = Files.newByteChannel(world.part(), StandardOpenOption.WRITE)) {
                channel.position(500_000).write(java.nio.ByteBuffer.wrap(new byte[100]));
            }
            server.behave(FaultServer.file(CONTENT, TAG));

            Archive archive = world.fetch(once(server));

            assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
            assertThat(world.warnings.get(1)).contains("SHA-512").endsWith("; downloading it again from the start");
        }
    }

    @Test
    void weakTagDoesNotAllowResuming() throws Exception {
        assertStartsOver(
                "ETag: W/\"one\"",
                "Last-Modified: Sun, 06 Nov 2016 08:49:37 GMT",
                "Date: Mon, 07 Nov 2016 08:49:37 GMT");
    }

    @Test
    void timeOfTheSameSecondDoesNotAllowResuming() throws Exception {
        assertStartsOver("Last-Modified: Sun, 06 Nov 2016 08:49:37 GMT", "Date: Sun, 06 Nov 2016 08:49:37 GMT");
    }

    @Test
    void missingValidatorDoesNotAllowResuming() throws Exception {
        assertStartsOver("Accept-Ranges: bytes");
    }

    @Test
    void olderModificationTimeAllowsResuming() throws Exception {
        String modified = "Sun, 06 Nov 2016 08:49:37 GMT";
        assertThat(secondRequest("Last-Modified: " + modified, "Date: Mon, 07 Nov 2016 08:49:37 GMT")
                        .headers())
                .containsEntry("if-range", modified);
    }

    @Test
    void partOfAnotherUrlIsNotResumed() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer one = new FaultServer(false, cutAt(1_000_000));
                FaultServer other = new FaultServer(false, FaultServer.file(CONTENT, TAG))) {
            world.failure(once(one));

            world.fetch(once(other));

            assertThat(other.requests()).singleElement().matches(asked -> !asked.isRange());
        }
    }

    @Test
    void failingSourceKeepsThePartOfAnother() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer one = new FaultServer(false, cutAt(1_000_000));
                FaultServer html = new FaultServer(false, (asked, answer) -> answer.page("<html>".getBytes()))) {
            world.failure(once(one));
            world.failure(once(html));
            one.behave(FaultServer.file(CONTENT, TAG));

            world.fetch(once(one));

            assertThat(one.requests().get(1).from()).isEqualTo(1_000_000);
        }
    }

    private void assertStartsOver(String... headers) throws Exception {
        assertThat(secondRequest(headers).isRange()).isFalse();
    }

    private Request secondRequest(String... headers) throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(false, (asked, answer) -> {
            String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
            all[headers.length] = "Content-Length: " + CONTENT.length;
            answer.head("200 OK", all);
            answer.body(CONTENT, 0, 1_000_000);
        })) {
            world.failure(once(server));
            server.behave(FaultServer.file(CONTENT, TAG));
            assertThat(FetchWorld.bytes(world.fetch(once(server)).file())).isEqualTo(CONTENT);
            return server.requests().get(1);
        }
    }

    private static FetchRequest once(FaultServer server) {
        return FetchWorld.limited(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()), 1, Duration.ofSeconds(20));
    }

    private static Behaviour cutAt(int end) {
        return (asked, answer) -> {
            FaultServer.partOrComplete(asked, answer, CONTENT, TAG);
            answer.body(CONTENT, 0, end);
        };
    }

    /** Restores the note that was written when the transfer started, which is what a kill leaves. */
    private static void forgetReceived(Path part) throws IOException {
        Path sidecar = PartFile.sidecar(part);
        Properties note = new Properties();
        try (var in = Files.newInputStream(sidecar)) {
            note.load(in);
        }
        note.remove("received");
        try (var out = Files.newOutputStream(sidecar)) {
            note.store(out, null);
        }
    }
}
