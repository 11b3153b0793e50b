package io.github.mesosbuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvnw} on a machine that has a JDK, and neither unzip nor curl nor wget, with a Maven repository of one's own. */
class MavenWrapperTest {
    private static final String PATH_IN_REPOSITORY =
            "/org/apache/maven/apache-maven/1.2.3/apache-maven-1.2.3-bin.tar.gz";

    @TempDir
    Path directory;

    private HttpServer server;
    private String sha256;

    @BeforeEach
    void serve() throws Exception {
        Path bin = Files.createDirectories(directory.resolve("apache-maven-1.2.3/bin"));
        Files.writeString(bin.resolve("mvn"), "#!/bin/sh\necho tiny maven: $*\n");
        assertThat(bin.resolve("mvn").toFile().setExecutable(true)).isTrue();
        run(Map.of(), "tar", "-czf", "maven.tar.gz", "apache-maven-1.2.3");
        byte[] archive = Files.readAllBytes(directory.resolve("maven.tar.gz"));
        sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean known = exchange.getRequestURI().getPath().equals(PATH_IN_REPOSITORY);
            exchange.sendResponseHeaders(known ? 200 : 404, known ? archive.length : -1);
            if (known) {
                exchange.getResponseBody().write(archive);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theDistributionIsDownloadedAndVerifiedWithoutUnzip() throws Exception {
        assertThat(wrapper(sha256)).isEqualTo("tiny maven: -v\n");
    }

    @Test
    void aWrongDistributionIsRejected() throws Exception {
        assertThat(wrapper("0".repeat(64))).contains("Failed to validate Maven distribution SHA-256");
    }

    private String wrapper(String digest) throws Exception {
        Path project = Files.createDirectories(directory.resolve("project/.mvn/wrapper"))
                .getParent()
                .getParent();
        Files.copy(Path.of("mvnw"), project.resolve("mvnw"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(
                project.resolve(".mvn/wrapper/maven-wrapper.properties"),
                "distributionUrl=https://example.invalid/dist/apache-maven-1.2.3-bin.zip\ndistributionSha256Sum="
                        + "1".repeat(64) + "\ndistributionTarSha256Sum=" + digest + "\n");
        Path tools = Files.createDirectories(directory.resolve("tools"));
        for (String tool : List.of(
                "sh",
                "basename",
                "cat",
                "dirname",
                "gzip",
                "head",
                "ls",
                "sed",
                "tr",
                "mkdir",
                "mktemp",
                "mv",
                "printf",
                "rm",
                "sha256sum",
                "tar",
                "touch",
                "uname",
                "xargs",
                "id")) {
            Files.createSymbolicLink(tools.resolve(tool), located(tool));
        }
        return run(
                Map.of(
                        "PATH", tools.toString(),
                        "HOME", directory.resolve("home").toString(),
                        "JAVA_HOME", System.getProperty("java.home"),
                        "MVNW_REPOURL",
                                "http://127.0.0.1:" + server.getAddress().getPort()),
                project.resolve("mvnw").toString(),
                "-v");
    }

    private static Path located(String tool) {
        return List.of("/bin", "/usr/bin").stream()
                .map(place -> Path.of(place, tool))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    private String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        if (!environment.isEmpty()) {
            builder.environment().clear();
            builder.environment().putAll(environment);
        }
        Path output = directory.resolve("output.txt");
        Process process = builder.redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
