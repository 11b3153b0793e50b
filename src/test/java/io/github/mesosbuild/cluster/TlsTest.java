package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Asks servers with TLS, whose certificates Debian's openssl makes. */
@Timeout(60)
class TlsTest {
    private static final Path OPENSSL = Path.of("/usr/bin/openssl");
    private static final Optional<Tls> TLS = Tls.of(Map.of("SSL_ENABLED", "1"));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private Path certificate(String name, String... more) throws Exception {
        assumeTrue(Files.isExecutable(OPENSSL), "Debian's package openssl is not installed");
        List<String> command = new ArrayList<>(List.of(OPENSSL.toString(), "req", "-x509", "-nodes", "-days", "2"));
        command.addAll(List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=" + name));
        command.addAll(List.of("-keyout", path(name + ".key"), "-out", path(name + ".pem")));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return directory.resolve(name + ".pem");
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private ClusterNode.Address serve(String name, boolean askClients) throws Exception {
        HttpsServer https = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        SSLContext context = serverContext(name);
        https.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setNeedClientAuth(askClients);
                parameters.setSSLParameters(tls);
            }
        });
        return answering(https);
    }

    private ClusterNode.Address answering(HttpServer made) {
        server = made;
        server.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return new ClusterNode.Address("127.0.0.1", server.getAddress().getPort());
    }

    private SSLContext serverContext(String name) throws Exception {
        Certificate certificate;
        try (InputStream in = Files.newInputStream(directory.resolve(name + ".pem"))) {
            certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        String pem = Files.readString(directory.resolve(name + ".key")).replaceAll("-----[^-]*-----", "");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "own",
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem))),
                new char[0],
                new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("own", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static Answer<String> asked(ClusterNode.Address address, Map<String, String> environment) {
        return new DaemonClient(PATIENCE)
                .get(new ClusterNode.Address(address.ip(), address.port(), Tls.of(environment)), "/health");
    }

    private Map<String, String> environment(String name) {
        return Map.of(
                "LIBPROCESS_SSL_ENABLED", "true",
                "LIBPROCESS_SSL_CERT_FILE", path(name + ".pem"),
                "LIBPROCESS_SSL_KEY_FILE", path(name + ".key"));
    }

    @Test
    void bothSpellingsTurnItOn() {
        assertThat(Tls.of(Map.of("SSL_ENABLED", "1")))
                .contains(new Tls(Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(Tls.of(Map.of("LIBPROCESS_SSL_ENABLED", "true", "SSL_CERT_FILE", "/c", "SSL_KEY_FILE", "/k")))
                .contains(new Tls(Optional.of(Path.of("/c")), Optional.empty(), Optional.of(Path.of("/k"))));
        assertThat(Tls.of(Map.of("SSL_CERT_FILE", "/c"))).isEmpty();
        assertThat(Tls.of(Map.of("SSL_ENABLED", "1", "LIBPROCESS_SSL_ENABLED", "false")))
                .isEmpty();
    }

    @Test
    void aDaemonIsKnownByItsOwnCertificate() throws Exception {
        certificate("daemon");
        assertThat(asked(serve("daemon", false), environment("daemon")).kind()).isEqualTo(Answer.Kind.GOOD);
    }

    @Test
    void aDaemonWithAnotherCertificateIsRefused() throws Exception {
        certificate("daemon");
        certificate("other");
        Answer<String> answer = asked(serve("daemon", false), environment("other"));
        assertThat(answer.kind()).isEqualTo(Answer.Kind.OTHER);
        assertThat(answer.problem()).startsWith("refuses TLS: ").contains("unable to find valid certification path");
    }

    @Test
    void aDaemonIsKnownByItsAuthority() throws Exception {
        Path authority = certificate("authority");
        certificate("daemon", "-CA", authority.toString(), "-CAkey", path("authority.key"));
        certificate("other");
        Map<String, String> environment =
                Map.of("SSL_ENABLED", "true", "SSL_CERT_FILE", path("other.pem"), "SSL_CA_FILE", authority.toString());
        assertThat(asked(serve("daemon", false), environment).kind()).isEqualTo(Answer.Kind.GOOD);
    }

    @Test
    void theAuthorityBesideACertificateProvesNoOtherDaemon() throws Exception {
        Path authority = certificate("authority");
        certificate("daemon", "-CA", authority.toString(), "-CAkey", path("authority.key"));
        Path own = certificate("own", "-CA", authority.toString(), "-CAkey", path("authority.key"));
        Files.writeString(own, Files.readString(own) + Files.readString(authority));
        assertThat(asked(serve("daemon", false), environment("own")).problem()).startsWith("refuses TLS: ");
    }

    @Test
    void onAnotherMachineTheFilesOfThisOneProveNothing() throws Exception {
        certificate("daemon");
        ClusterNode.Address address = serve("daemon", false);
        Answer<String> answer = new DaemonClient(PATIENCE)
                .get(
                        new ClusterNode.Address(address.ip(), address.port(), Tls.elsewhere(environment("daemon"))),
                        "/health");
        assertThat(answer.problem()).startsWith("refuses TLS: ");
        assertThat(Tls.elsewhere(Map.of())).isEmpty();
    }

    @Test
    void aDamagedKeyIsNamed() throws Exception {
        certificate("daemon");
        Files.writeString(
                Path.of(path("daemon.key")), "-----BEGIN PRIVATE KEY-----\nAAA=A\n-----END PRIVATE KEY-----\n");
        assertThat(asked(serveAs("other"), environment("daemon")).problem())
                .startsWith("has a certificate or key that cannot be read: ");
    }

    private ClusterNode.Address serveAs(String name) throws Exception {
        certificate(name);
        return serve(name, false);
    }

    @Test
    void aDaemonThatAsksForCertificatesGetsTheOneOfTheCluster() throws Exception {
        certificate("daemon");
        ClusterNode.Address address = serve("daemon", true);
        assertThat(asked(address, environment("daemon")).kind()).isEqualTo(Answer.Kind.GOOD);
        assertThat(asked(address, Map.of("SSL_ENABLED", "1", "SSL_CERT_FILE", path("daemon.pem")))
                        .kind())
                .isNotEqualTo(Answer.Kind.GOOD);
    }

    @Test
    void withoutFilesTheCertificateMustBeOneThatTheJvmTrusts() throws Exception {
        certificate("daemon");
        Answer<String> answer = asked(serve("daemon", false), Map.of("SSL_ENABLED", "1", "SSL_CERT_FILE", "/none"));
        assertThat(answer.problem()).startsWith("refuses TLS: ");
    }

    @Test
    void aDaemonWithoutTlsIsNamed() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answerBadRequest(plain));
            thread.setDaemon(true);
            thread.start();
            ClusterNode.Address address = new ClusterNode.Address("127.0.0.1", plain.getLocalPort());
            Answer<String> answer = new DaemonClient(Duration.ofSeconds(3))
                    .get(new ClusterNode.Address(address.ip(), address.port(), TLS), "/health");
            // The JDK's client sometimes loses the reason, and then the daemon is one that does not answer.
            assertThat(answer.value()).isEmpty();
        }
        assertThat(DaemonClient.refused(new SSLException("Unrecognized SSL message, plaintext connection?"))
                        .problem())
                .isEqualTo("answers without TLS, though SSL_ENABLED is set");
        assertThat(DaemonClient.refused(new SSLException("no cipher suites in common"))
                        .problem())
                .isEqualTo("refuses TLS: no cipher suites in common");
    }

    private static void answerBadRequest(ServerSocket plain) {
        try (Socket socket = plain.accept()) {
            assertThat(socket.getInputStream().read()).isNotNegative();
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.getInputStream().readAllBytes();
        } catch (IOException closed) {
            return;
        }
    }

    @Test
    void aFileThatIsNoCertificateIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("x.pem"), "-----BEGIN CERTIFICATE-----\nx\n");
        ClusterNode.Address address = new ClusterNode.Address("127.0.0.1", 1);
        Answer<String> answer = asked(address, Map.of("SSL_ENABLED", "1", "SSL_CERT_FILE", file.toString()));
        assertThat(answer.problem()).startsWith("has a certificate or key that cannot be read: ");
    }
}
