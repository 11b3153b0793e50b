package io.github.mesosbuild.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.fetch.FaultServer.Behaviour;
import io.github.mesosbuild.fetch.FetchException.Kind;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Digest.Algorithm;
import io.github.mesosbuild.release.Pin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    private static final byte[] CONTENT = FetchWorld.archive(1, 700_000);
    private static final URI NOWHERE = URI.create("https://mirror.invalid/dist/sample-1.0.tar.gz");

    @TempDir
    Path directory;

    @Test
    void localFileIsCopiedWithItsCompanions() throws Exception {
        FetchWorld world = new FetchWorld(directory.resolve("cache"));
        Path file = local(CONTENT);
        Files.writeString(file.resolveSibling(FetchWorld.NAME + ".asc"), "signature");

        Archive archive = world.fetch(FetchWorld.withCompanions(
                FetchWorld.request(List.of(), List.of(new Source.LocalFile(file))), ".asc", ".md5"));

        assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
        assertThat(archive.file().startsWith(world.cache.incoming())).isTrue();
        assertThat(archive.size()).isEqualTo(CONTENT.length);
        assertThat(archive.digests()).containsOnlyKeys(Algorithm.SHA256, Algorithm.SHA512);
        assertThat(archive.digests().get(Algorithm.SHA256)).isEqualTo(FetchWorld.digest(Algorithm.SHA256, CONTENT));
        assertThat(archive.companions()).containsOnlyKeys(".asc");
        assertThat(archive.companions().get(".asc")).hasContent("signature");
        assertThat(file).exists();
    }

    @Test
    void fileUrlWorksOffline() throws Exception {
        FetchWorld world = new FetchWorld(directory.resolve("cache"));
        Archive archive = world.fetch(FetchWorld.offline(FetchWorld.request(
                FetchWorld.pin(CONTENT), NOWHERE, local(CONTENT).toUri())));

        assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
    }

    /** Acts like Python's http.server: HTTP/1.0 without a Connection header, and the connection is closed a moment later. */
    @Test
    void serverThatClosesEachConnectionSilentlyWorks() throws Exception {
        FetchWorld world = new FetchWorld(directory.resolve("cache"));
        try (ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> serveSilently(listening));
            server.start();
            URI url = URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/" + FetchWorld.NAME);
            Archive archive = world.fetch(FetchWorld.withCompanions(
                    FetchWorld.request(FetchWorld.pin(CONTENT), url), ".asc", ".md5", ".sha512"));
            assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
            assertThat(archive.companions()).containsOnlyKeys(".asc", ".md5", ".sha512");
            assertThat(world.waits).isEmpty();
        }
    }

    private static void serveSilently(ServerSocket listening) {
        while (true) {
            try (Socket connection = listening.accept()) {
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
                String request = in.readLine();
                for (String line = request; line != null && !line.isEmpty(); ) {
                    line = in.readLine();
                }
                byte[] body = request.contains(FetchWorld.NAME + " ") ? CONTENT : new byte[] {'x'};
                OutputStream out = connection.getOutputStream();
                out.write(("HTTP/1.0 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(body);
                out.flush();
                // Leaves a client enough time to try to reuse the connection.
                connection.setSoTimeout(100);
                if (in.read() < 0) {
                    continue;
                }
            } catch (SocketTimeoutException nothingMore) {
                continue;
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void offlineFailureNamesTheReleaseAndItsServers() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        FetchException failure = world.failure(FetchWorld.offline(FetchWorld.request(List.of(), NOWHERE)));

        assertThat(failure.kind()).isEqualTo(Kind.OFFLINE);
        assertThat(failure)
                .hasMessage("sample 1.0 is not in the cache and Maven is offline, so it cannot be downloaded from "
                        + NOWHERE);
    }

    @Test
    void offlineFailureIsReportedEvenIfALocalFileIsMissing() throws Exception {
        FetchWorld world = new FetchWorld(directory.resolve("cache"));
        Path file = directory.resolve("dist").resolve(FetchWorld.NAME);
        FetchRequest request = FetchWorld.offline(FetchWorld.request(
                List.of(), List.of(new Source.Remote(NOWHERE, Optional.empty()), new Source.LocalFile(file))));

        FetchException failure = world.failure(request);
        assertThat(failure.kind()).isEqualTo(Kind.OFFLINE);
        assertThat(failure.getSuppressed()).singleElement().asString().contains("No such file: " + file);

        Files.createDirectory(file.getParent());
        Files.write(file, CONTENT);
        assertThat(world.fetch(request).file()).hasBinaryContent(CONTENT);
    }

    @Test
    void missingSourcesAreReported() throws Exception {
        assertThat(new FetchWorld(directory)
                        .failure(FetchWorld.request(List.of(), List.of()))
                        .kind())
                .isEqualTo(Kind.NO_SOURCE);
    }

    @Test
    void mavenResolvesArtifactsEvenOffline() throws Exception {
        FetchWorld world = new FetchWorld(directory.resolve("cache"));
        world.artifacts.put("g:a:tar.gz:src:1.0", local(CONTENT));
        world.artifacts.put("g:a:tar.gz:src:1.0.asc", Files.writeString(directory.resolve("signature"), "signature"));

        Archive archive = world.fetch(FetchWorld.offline(FetchWorld.withCompanions(
                FetchWorld.request(List.of(), List.of(new Source.Artifact("g:a:tar.gz:src:1.0"))), ".asc")));

        assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
        assertThat(archive.companions().get(".asc")).hasContent("signature");
    }

    @Test
    void missingArtifactOrFileLeadsToTheNextSource() throws Exception {
        FetchWorld world = new FetchWorld(directory.resolve("cache"));
        Archive archive = world.fetch(FetchWorld.request(
                List.of(),
                List.of(
                        new Source.Artifact("g:absent:1.0"),
                        new Source.LocalFile(directory.resolve("absent.tar.gz")),
                        new Source.LocalFile(local(CONTENT)))));

        assertThat(FetchWorld.bytes(archive.file())).isEqualTo(CONTENT);
        assertThat(world.warnings).hasSize(2);
        assertThat(world.warnings.get(0)).contains("g:absent:1.0");
        assertThat(world.warnings.get(1)).contains("absent.tar.gz");
    }

    @Test
    void localFileWithAWrongDigestIsLeftAlone() throws Exception {
        FetchWorld world = new FetchWorld(directory.resolve("cache"));
        Path wrong = local(FetchWorld.archive(2, 1000));
        FetchException failure =
                world.failure(FetchWorld.request(FetchWorld.pin(CONTENT), List.of(new Source.LocalFile(wrong))));

        assertThat(failure.kind()).isEqualTo(Kind.WRONG_DIGEST);
        assertThat(wrong).hasBinaryContent(FetchWorld.archive(2, 1000));
    }

    @Test
    void localFileThatIsNotAnArchiveIsRefused() throws Exception {
        FetchWorld world = new FetchWorld(directory.resolve("cache"));
        FetchException failure = world.failure(FetchWorld.request(
                List.of(), List.of(new Source.LocalFile(local("hello".getBytes(StandardCharsets.UTF_8))))));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_THE_ARCHIVE);
        assertThat(world.part()).doesNotExist();
    }

    @Test
    void weakDigestsAreComputedIfAPinOrACompanionNeedsThem() throws Exception {
        FetchWorld world = new FetchWorld(directory.resolve("cache"));
        Path file = local(CONTENT);
        Files.writeString(file.resolveSibling(FetchWorld.NAME + ".md5"), "0");
        Digest sha1 = FetchWorld.digest(Algorithm.SHA1, CONTENT);

        Archive archive = world.fetch(FetchWorld.withCompanions(
                FetchWorld.request(List.of(new Pin(sha1, "the test")), List.of(new Source.LocalFile(file))), ".md5"));

        assertThat(archive.digests())
                .hasSize(4)
                .containsEntry(Algorithm.SHA1, sha1)
                .containsEntry(Algorithm.MD5, FetchWorld.digest(Algorithm.MD5, CONTENT));
    }

    @Test
    void companionsAreOptionalAndFromTheSamePlace() throws Exception {
        Behaviour good = FaultServer.file(CONTENT, "\"one\"");
        assertCompanions(
                (asked, answer) -> {
                    if (asked.path().endsWith(".asc?a=b")) {
                        answer.page("signature".getBytes(StandardCharsets.UTF_8));
                    } else if (asked.path().endsWith(".md5?a=b")) {
                        answer.page("<html>Not found".getBytes(StandardCharsets.UTF_8));
                    } else if (asked.path().endsWith(".sha512?a=b")) {
                        answer.status("410 Gone");
                    } else {
                        good.answer(asked, answer);
                    }
                },
                "?a=b");
    }

    private void assertCompanions(Behaviour behaviour, String query) throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(false, behaviour)) {
            Archive archive = world.fetch(FetchWorld.withCompanions(
                    FetchWorld.request(FetchWorld.pin(CONTENT), URI.create(server.url() + query)),
                    ".asc",
                    ".md5",
                    ".sha512"));

            assertThat(archive.companions()).containsOnlyKeys(".asc");
            assertThat(archive.companions().get(".asc")).hasContent("signature");
        }
    }

    @Test
    void signatureThatIsTooLargeFailsTheSourceIfItIsTheOnlyProof() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(true, (asked, answer) -> answer.page(new byte[64 * 1024 + 1]))) {
            FetchException failure =
                    world.failure(FetchWorld.withCompanions(FetchWorld.request(List.of(), server.url()), ".asc"));

            assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE);
            assertThat(failure).hasMessageContaining(server.url() + ".asc");
        }
    }

    @Test
    void gzipFileSentAsAContentEncodingIsAccepted() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server =
                new FaultServer(false, (asked, answer) -> answer.page(CONTENT, "Content-Encoding: x-gzip"))) {
            assertThat(FetchWorld.bytes(world.fetch(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()))
                            .file()))
                    .isEqualTo(CONTENT);
            assertThat(server.requests().get(0).headers()).containsEntry("accept-encoding", "identity");
            assertThat(server.requests().get(0).headers()).containsEntry("user-agent", "mesos-maven-plugin");
        }
    }

    @Test
    void otherContentEncodingIsRefused() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server =
                new FaultServer(false, (asked, answer) -> answer.page(CONTENT, "Content-Encoding: br"))) {
            FetchException failure = world.failure(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()));
            assertThat(failure.kind()).isEqualTo(Kind.NOT_THE_ARCHIVE);
            assertThat(failure)
                    .hasMessage(server.url() + " is not a valid " + FetchWorld.NAME
                            + ": it was sent with the content encoding br, which was not requested");
        }
    }

    private Path local(byte[] content) throws IOException {
        return Files.write(Files.createDirectories(directory.resolve("local")).resolve(FetchWorld.NAME), content);
    }
}
