package io.github.mesosbuild.mojo;

import static io.github.mesosbuild.mojo.ResolverWorld.BUNDLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Apache httpd with a certificate of an authority that only the team knows. */
@Tag("long")
@Timeout(180)
class MavenBundlesHttpsTest {
    private static final Path OPENSSL = Path.of("/usr/bin/openssl");
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path directory;

    private Httpd httpd;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Httpd.isInstalled(), "Debian's package apache2-bin is not installed");
        assumeTrue(Files.isExecutable(OPENSSL), "Debian's package openssl is not installed");
        certificate("authority", "/CN=Team authority");
        serve("IP:127.0.0.1");
    }

    @AfterEach
    void stop() throws Exception {
        if (httpd != null) {
            httpd.close();
        }
    }

    private void serve(String names) throws Exception {
        stop();
        certificate(
                "server",
                "/CN=Team repository",
                "-CA",
                path("authority.pem"),
                "-CAkey",
                path("authority.key"),
                "-addext",
                "subjectAltName=" + names);
        httpd = Httpd.https(
                Files.createTempDirectory(directory, "httpd"),
                Path.of(path("server.pem")),
                Path.of(path("server.key")));
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private void certificate(String name, String subject, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                OPENSSL.toString(),
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                subject,
                "-keyout",
                path(name + ".key"),
                "-out",
                path(name + ".pem")));
        command.addAll(List.of(more));
        run(command);
    }

    private String trustStore(String... certificates) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (String name : certificates) {
            try (InputStream pem = Files.newInputStream(directory.resolve(name + ".pem"))) {
                store.setCertificateEntry(
                        name, CertificateFactory.getInstance("X.509").generateCertificate(pem));
            }
        }
        Path file = directory.resolve("trust-" + certificates.length);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file.toString();
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private List<String> asked(String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")),
                HttpsClient.class.getName(),
                httpd.url(),
                Files.createTempDirectory(directory, "client").toString()));
        return run(command)
                .lines()
                .filter(line -> line.matches("(deployed|found|Cannot) ?.*"))
                .toList();
    }

    private List<String> trusting(String store) throws Exception {
        return asked("-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    private void refused(List<String> lines, String reason) {
        assertThat(lines)
                .containsExactly(
                        "Cannot upload " + BUNDLE.archive() + " to team (" + httpd.url() + "): " + reason + ".",
                        "Cannot download " + BUNDLE.archive() + " from team (" + httpd.url() + "): " + reason + ".");
    }

    @Test
    void theTrustStoreOfMavensJvmDecides() throws Exception {
        assertThat(trusting(trustStore("authority"))).containsExactly("deployed", "found 1000");
        refused(
                asked(),
                "Maven's JVM does not trust the server's certificate. Import the certificate of your authority with keytool"
                        + " into a copy of the JDK's cacerts, and name that file in MAVEN_OPTS:"
                        + " -Djavax.net.ssl.trustStore=FILE");
        refused(
                trusting(trustStore()),
                "the file that javax.net.ssl.trustStore names in MAVEN_OPTS does not exist or has no certificates that can be"
                        + " read");
    }

    @Test
    void aCertificateForAnotherHostIsNamed() throws Exception {
        serve("DNS:repo.example.com");
        assertThat(trusting(trustStore("authority")))
                .hasSize(2)
                .allMatch(line -> line.contains("): the server's certificate is for another host: "));
    }
}
