package io.github.mesosbuild.mojo;

import static io.github.mesosbuild.mojo.ResolverWorld.ARCHIVE;
import static io.github.mesosbuild.mojo.ResolverWorld.BUNDLE;
import static io.github.mesosbuild.mojo.ResolverWorld.FOLDER;
import static io.github.mesosbuild.mojo.ResolverWorld.LIST;
import static io.github.mesosbuild.mojo.ResolverWorld.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.archive.ArchiveFormat;
import io.github.mesosbuild.bundle.MavenFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of a server that fails is one sentence, or a miss. */
@Tag("long")
@Timeout(60)
class MavenBundlesFaultsTest {
    @TempDir
    private Path directory;

    private ResolverWorld world;
    private MavenRepositoryServer server;

    @BeforeEach
    void start() throws IOException {
        world = new ResolverWorld(directory.resolve("local"));
        server = new MavenRepositoryServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private MavenBundles bundles() throws Exception {
        return world.bundles("team::" + server.url());
    }

    private void archiveFails(String reason) {
        assertThatThrownBy(() -> bundles().find(BUNDLE.archive()))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Cannot download " + BUNDLE.archive() + " from team (" + server.url() + "): " + reason + ".");
        assertThat(world.local.resolve(ARCHIVE)).doesNotExist();
    }

    private void listFails(String reason) {
        assertThatThrownBy(() -> bundles().versions("org.example.bundles", "mesos-0.24.0"))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot list the versions of org.example.bundles:mesos-0.24.0 in team (" + server.url()
                        + "): " + reason + ".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401|status 401, the credentials of the <server> 'team' in your settings.xml are missing or wrong
            403|status 403, access is denied
            407|status 407, the credentials of the <proxy> in your settings.xml are missing or wrong
            500|the server answered with status 500
            502|the server answered with status 502
            """)
    void aStatusIsNamed(int status, String reason) {
        server.fault = MavenRepositoryServer.status(status);
        archiveFails(reason);
        listFails(reason);
    }

    @Test
    void aMissIsNoFailure() throws Exception {
        assertThat(bundles().find(BUNDLE.archive())).isEmpty();
        assertThat(bundles().versions("org.example.bundles", "mesos-0.24.0")).isEmpty();
        assertThat(bundles().problems()).isEmpty();
    }

    @Test
    void wrongCredentialsAreNamedWithoutThem() throws Exception {
        server.fault = MavenRepositoryServer.status(401);
        DefaultRepositorySystemSession session = world.session();
        session.setAuthenticationSelector(repository -> login("somebody", "correct-horse-battery"));
        assertThatThrownBy(() -> world.bundles(session, "team::" + server.url()).find(BUNDLE.archive()))
                .hasMessageContaining("status 401")
                .hasMessageNotContaining("correct-horse-battery");
        String url = server.url().replace("//", "//somebody:correct-horse-battery@");
        MavenBundles bundles = world.bundles("team::" + url);
        assertThat(bundles.names()).containsExactly("team (" + server.url() + ")");
        assertThatThrownBy(() -> bundles.find(BUNDLE.archive()))
                .hasMessageContaining("team (" + server.url() + "): status 401")
                .hasMessageNotContaining("correct-horse-battery");
    }

    @Test
    void nobodyListens() {
        server.close();
        archiveFails("connection refused");
        listFails("connection refused");
    }

    @Test
    void anUnknownHost() {
        assertThatThrownBy(
                        () -> world.bundles("team::http://repo.invalid/maven").find(BUNDLE.archive()))
                .hasMessage("Cannot download " + BUNDLE.archive()
                        + " from team (http://repo.invalid/maven): its host name cannot be resolved.");
    }

    @Test
    void anUnknownProtocol() {
        assertThatThrownBy(() -> world.bundles("team::gopher://127.0.0.1/maven").find(BUNDLE.archive()))
                .hasMessageStartingWith(
                        "Cannot download " + BUNDLE.archive() + " from team (gopher://127.0.0.1/maven): ")
                .hasMessageContaining("gopher");
    }

    @Test
    void noTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                while (true) {
                    try (Socket client = plain.accept()) {
                        client.getInputStream().read();
                        client.getOutputStream()
                                .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            answering.setDaemon(true);
            answering.start();
            String url = "https://127.0.0.1:" + plain.getLocalPort();
            assertThatThrownBy(() -> world.bundles("team::" + url).find(BUNDLE.archive()))
                    .hasMessageContaining("from team (" + url + "): the TLS connection failed: ");
        }
    }

    @Test
    void aServerThatDoesNotAnswerEndsByTheReadTimeout() throws Exception {
        server.fault = exchange -> {
            Thread.sleep(30_000);
            return true;
        };
        DefaultRepositorySystemSession session = world.session();
        session.setConfigProperty("aether.connector.requestTimeout", 300);
        MavenBundles bundles = world.bundles(session, "team::" + server.url());
        String sentence = "Cannot download " + BUNDLE.archive() + " from team (" + server.url()
                + "): the server does not answer in time.";
        assertThatThrownBy(() -> bundles.find(BUNDLE.archive())).hasMessage(sentence);
        server.requests.clear();
        assertThatThrownBy(() -> bundles.find(BUNDLE.bom())).hasMessage(sentence);
        assertThatThrownBy(() -> bundles.versions("g", "a")).hasMessage(sentence);
        assertThat(server.requests).isEmpty();
    }

    /** The HTTP client reads the rest of the body, however slowly it comes, so that the question has a limit of its own. */
    @Test
    void aTrickleEndsByTheTimeLimit() {
        world.limits = new TransferLimits.Limits(1 << 20, 1 << 20, Duration.ofMillis(300), Duration.ofMillis(300));
        server.fault = exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            for (int i = 0; i < 1000; i++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                Thread.sleep(20);
            }
            return true;
        };
        archiveFails("it takes longer than 2.3 s");
        listFails("it takes longer than 2.3 s");
    }

    @Test
    void aTransferThatTakesTooLong() {
        world.limits = new TransferLimits.Limits(1 << 20, 1 << 20, Duration.ofMillis(100), Duration.ofMillis(100));
        server.fault = exchange -> {
            exchange.sendResponseHeaders(200, 2);
            Thread.sleep(300);
            exchange.getResponseBody().write(new byte[2]);
            return true;
        };
        archiveFails("it takes longer than 0.1 s");
        listFails("it takes longer than 0.1 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {ARCHIVE, LIST})
    void aBodyThatEndsEarly(String path) {
        server.fault = exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[500]);
            exchange.getResponseBody().flush();
            return true;
        };
        if (path.equals(ARCHIVE)) {
            archiveFails("the server's answer ended early");
        } else {
            listFails("the server's answer ended early");
        }
    }

    @Test
    void aChecksumThatDoesNotMatch() {
        server.put(ARCHIVE, "content");
        server.put(LIST, ResolverWorld.metadata("one"));
        String wrong = "0123456789012345678901234567890123456789";
        server.files.put(ARCHIVE + ".sha1", wrong.getBytes(StandardCharsets.UTF_8));
        server.files.put(LIST + ".sha1", wrong.getBytes(StandardCharsets.UTF_8));
        archiveFails("its checksum is 040f06fd774092478d450774f5ba30c5da78acc8, but the repository names " + wrong);
        listFails("its checksum is " + MavenRepositoryServer.sha1(server.files.get(LIST))
                + ", but the repository names " + wrong);
    }

    /** Also what an upload leaves that was interrupted before it sent the checksum. */
    @Test
    void noChecksum() {
        server.files.put(ARCHIVE, new byte[] {1});
        server.files.put(LIST, ResolverWorld.metadata("one").getBytes(StandardCharsets.UTF_8));
        archiveFails("the repository lacks the checksum file (.sha1 or .md5); deploy the bundle again");
        listFails("the repository lacks the checksum file (.sha1 or .md5); deploy the bundle again");
    }

    /** Since Maven 3.9, there are none. */
    @Test
    void aSignatureNeedsNoChecksum() throws Exception {
        String signature = FOLDER + "mesos-0.24.0-linux-x86_64-glibc2.36-8b3129a4733a.tar.gz.asc";
        server.files.put(signature, new byte[] {1});
        assertThat(bundles().find(BUNDLE.signature())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aListOfHundredMegabytesIsNotRead(boolean length) throws Exception {
        server.fault = exchange -> {
            byte[] block = new byte[1 << 16];
            exchange.sendResponseHeaders(200, length ? 100L << 20 : 0);
            for (int i = 0; i < 1600; i++) {
                exchange.getResponseBody().write(block);
            }
            return true;
        };
        listFails("it is larger than 4.2 MB");
        try (var files = Files.walk(world.local)) {
            assertThat(files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum())
                    .isLessThan(1 << 20);
        }
    }

    @Test
    void anArchiveBeyondTheLimitIsNotRead() {
        world.limits = new TransferLimits.Limits(5, 1 << 20, Duration.ofMinutes(1), Duration.ofMinutes(1));
        server.put(ARCHIVE, "content");
        archiveFails("it is larger than 5 bytes");
    }

    @ParameterizedTest
    @EnumSource
    void theLimitOfArchivesIsThatOfTheirFormats(ArchiveFormat format) throws Exception {
        world.limits = new TransferLimits.Limits(1 << 20, 5, Duration.ofMinutes(1), Duration.ofMinutes(1));
        MavenFile file = BUNDLE.in(format).archive();
        server.put(ARCHIVE.replace("tar.gz", format.extension()), "content");
        assertThat(bundles().find(file)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <html><body>Sign in</body></html>|its maven-metadata.xml is another document
            <!DOCTYPE html><html><br></html>|its maven-metadata.xml is another document
            Sign in|its maven-metadata.xml is not well-formed XML
            <metadata><versioning>|its maven-metadata.xml is not well-formed XML
            <!DOCTYPE m [<!ENTITY e SYSTEM "file:///etc/passwd">]><metadata>&e;</metadata>|its maven-metadata.xml is not well-formed XML
            """)
    void anotherDocumentIsNoList(String text, String reason) {
        server.put(LIST, text);
        listFails(reason);
    }

    @Test
    void anEmptyListHasNoVersions() throws Exception {
        server.put(LIST, "<metadata/>");
        assertThat(bundles().versions("org.example.bundles", "mesos-0.24.0")).isEmpty();
    }

    @Test
    void redirectsThatNeverEnd() {
        server.fault = exchange -> {
            exchange.getResponseHeaders()
                    .add("Location", server.url() + exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(302, -1);
            return true;
        };
        assertThatThrownBy(() -> bundles().find(BUNDLE.archive()))
                .hasMessageStartingWith("Cannot download " + BUNDLE.archive() + " from team (" + server.url() + "): ");
    }
}
