package io.github.mesosbuild.mojo;

import static io.github.mesosbuild.mojo.ResolverWorld.ARCHIVE;
import static io.github.mesosbuild.mojo.ResolverWorld.BUNDLE;
import static io.github.mesosbuild.mojo.ResolverWorld.LIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.bundle.MavenFile;
import io.github.mesosbuild.verify.TestKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundles that the repository has already, at least in part. Each signature and provenance has a time of its own. */
@Timeout(60)
class RepeatedDeploymentTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = ARCHIVE + ".asc";
    private static final String PROVENANCE = ARCHIVE.replace("tar.gz", "intoto.json");
    private static final String DESCRIPTION = "org/example/bundles/mesos-0.24.0/" + BUNDLE.classifier()
            + "/mesos-0.24.0-" + BUNDLE.classifier() + ".json";

    @TempDir
    private Path directory;

    private ResolverWorld world;
    private MavenRepositoryServer server;
    private TestKey key;
    private int time;

    @BeforeEach
    void start() throws Exception {
        world = new ResolverWorld(directory.resolve("local"));
        server = new MavenRepositoryServer();
        key = TestKey.ed25519(Instant.parse("2024-01-01T00:00:00Z"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A bundle that was packed and signed a moment later than the one before. */
    private Map<MavenFile, Path> packed(byte[] archive, TestKey by) throws Exception {
        Path folder = Files.createTempDirectory(directory, "packed");
        time++;
        Map<MavenFile, Path> files = new LinkedHashMap<>();
        files.put(BUNDLE.archive(), Files.write(folder.resolve("archive"), archive));
        if (by != null) {
            byte[] signature = by.sign(archive, HashAlgorithmTags.SHA512, Instant.ofEpochSecond(1_710_000_000L + time));
            files.put(BUNDLE.signature(), Files.write(folder.resolve("signature"), signature));
        }
        files.put(BUNDLE.bom(), json(folder.resolve("bom"), "bomFormat", "CycloneDX"));
        files.put(BUNDLE.provenance(), json(folder.resolve("provenance"), "_type", "https://in-toto.io/Statement/v1"));
        files.put(BUNDLE.description(), Files.writeString(folder.resolve("description"), "{\"a\":1}"));
        return files;
    }

    private Path json(Path file, String type, String value) throws IOException {
        return Files.writeString(file, "{\"" + type + "\":\"" + value + "\",\"time\":" + time + "}");
    }

    private boolean deploy(Map<MavenFile, Path> files) throws Exception {
        server.requests.clear();
        return world.target(world.session(), "team::" + server.url()).deploy(files);
    }

    private void deployFails(Map<MavenFile, Path> files, MavenFile file, String reason) {
        assertThatThrownBy(() -> deploy(files))
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot upload " + file + " to team (" + server.url() + "): the repository has " + reason
                        + ", and does not allow to overwrite it (status 403).");
    }

    /** The files that were uploaded, without Maven's checksums and lists. */
    private List<String> uploads() {
        return server.requests.stream()
                .filter(request -> request.startsWith("PUT ")
                        && !request.contains("maven-metadata.xml")
                        && !request.matches(".*\\.(sha1|md5|sha256|sha512)"))
                .map(request -> request.substring(4))
                .toList();
    }

    private void forbidOverwriting() {
        server.fault = exchange -> exchange.getRequestMethod().equals("PUT")
                && server.files.containsKey(exchange.getRequestURI().getPath().substring(1))
                && !exchange.getRequestURI().getPath().contains("maven-metadata")
                && MavenRepositoryServer.status(403).answer(exchange);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSameBundleIsNotUploadedAgain(boolean overwriting) throws Exception {
        assertThat(deploy(packed(CONTENT, key))).isTrue();
        Map<String, byte[]> before = Map.copyOf(server.files);
        if (!overwriting) {
            forbidOverwriting();
        }
        assertThat(deploy(packed(CONTENT, key))).isFalse();
        assertThat(server.requests).noneMatch(request -> request.startsWith("PUT "));
        assertThat(server.files).isEqualTo(before);
    }

    /** The first upload broke off before the description. */
    @Test
    void theRestOfAnInterruptedUploadIsUploaded() throws Exception {
        deploy(packed(CONTENT, key));
        server.files.keySet().removeIf(path -> path.contains("/mesos-0.24.0/linux") || path.startsWith(LIST));
        forbidOverwriting();
        byte[] signature = server.files.get(SIGNATURE);
        assertThat(deploy(packed(CONTENT, key))).isTrue();
        assertThat(server.files).containsKeys(DESCRIPTION, LIST).containsEntry(SIGNATURE, signature);
    }

    @Test
    void aSignatureIsAdded() throws Exception {
        deploy(packed(CONTENT, null));
        forbidOverwriting();
        assertThat(deploy(packed(CONTENT, key))).isTrue();
        assertThat(uploads()).containsExactly(SIGNATURE);
        assertThat(deploy(packed(CONTENT, null))).isFalse();
    }

    @Test
    void aSignatureByAnotherKeyIsReplacedOrNamed() throws Exception {
        deploy(packed(CONTENT, key));
        TestKey other = TestKey.ed25519(Instant.parse("2024-01-01T00:00:00Z"));
        forbidOverwriting();
        deployFails(
                packed(CONTENT, other),
                BUNDLE.signature(),
                "a signature by another key, " + key.fingerprint().hex());
        server.fault = exchange -> false;
        assertThat(deploy(packed(CONTENT, other))).isTrue();
        assertThat(uploads()).containsExactly(SIGNATURE);
    }

    @Test
    void whatIsNoSignatureOrProvenanceIsReplacedOrNamed() throws Exception {
        deploy(packed(CONTENT, key));
        for (MavenFile file : List.of(BUNDLE.signature(), BUNDLE.provenance())) {
            String path = file.equals(BUNDLE.signature()) ? SIGNATURE : PROVENANCE;
            byte[] good = server.files.get(path);
            server.put(path, "<html>");
            forbidOverwriting();
            deployFails(
                    packed(CONTENT, key),
                    file,
                    "another file, with the SHA-256 b7d082ee12e91b756ea22e8513b8594eebcf5d39fab813da3cb55794dc888ad7");
            server.fault = exchange -> false;
            assertThat(deploy(packed(CONTENT, key))).isTrue();
            assertThat(uploads()).containsExactly(path);
            assertThat(server.files.get(path)).hasSizeGreaterThan(10);
            server.put(path, good);
        }
    }

    @Test
    void anotherArchiveIsRefused() throws Exception {
        deploy(packed(CONTENT, key));
        forbidOverwriting();
        deployFails(
                packed("another".getBytes(StandardCharsets.UTF_8), key),
                BUNDLE.archive(),
                "another file, with the SHA-256 ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73");
        assertThat(server.files).containsEntry(ARCHIVE, CONTENT);
    }
}
