package io.github.mesosbuild.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.fetch.FaultServer.Behaviour;
import io.github.mesosbuild.fetch.FetchException.Kind;
import io.github.mesosbuild.release.Pin;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An optional file next to the archive must not end what the archive itself could do. */
class CompanionsTest {
    private static final byte[] CONTENT = FetchWorld.archive(1, 100_000);
    private static final Behaviour GOOD = FaultServer.file(CONTENT, "\"one\"");
    private static final String LINE = "a".repeat(128) + "  " + FetchWorld.NAME + "\n";

    @TempDir
    Path directory;

    private static Behaviour companions(Behaviour behaviour) {
        return (asked, answer) -> (asked.path().contains(".gz.") ? behaviour : GOOD).answer(asked, answer);
    }

    private static FetchRequest request(List<Pin> pins, URI... urls) {
        return FetchWorld.withCompanions(FetchWorld.request(pins, urls), ".asc", ".md5", ".sha512");
    }

    private static FetchRequest signed(String signature, URI... urls) {
        return FetchWorld.withCompanions(FetchWorld.request(List.of(), urls), signature, ".md5", ".sha512");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 405, 418, 429, 500, 501, 503})
    void companionThatCannotBeFetchedIsANoteIfTheDigestIsPinned(int status) throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(
                false, companions((asked, answer) -> answer.status(status + " No", "Retry-After: 9")))) {
            URI signed = URI.create(server.url() + "?sig=abc");
            Archive archive = world.fetch(request(FetchWorld.pin(CONTENT), signed));

            assertThat(archive.companions()).isEmpty();
            assertThat(world.notes)
                    .containsExactly(
                            server.url() + ".asc?sig=*** returned " + status + " No",
                            server.url() + ".md5?sig=*** returned " + status + " No",
                            server.url() + ".sha512?sig=*** returned " + status + " No");
            assertThat(world.warnings).isEmpty();
            assertThat(world.waits).isEmpty();
        }
    }

    @Test
    void companionsOfEveryBadKindAreNotesIfTheDigestIsPinned() throws Exception {
        for (Fault fault : Fault.values()) {
            FetchWorld world = new FetchWorld(directory.resolve(fault.name()));
            world.settings = FetchWorld.timeouts(Duration.ofSeconds(1), Duration.ofMillis(500));
            try (FaultServer mirror = new FaultServer(false, GOOD);
                    FaultServer server = new FaultServer(false, GOOD)) {
                server.behave(companions(fault.behaviour(CONTENT, "\"one\"", CONTENT, mirror.url())));
                FetchRequest request =
                        FetchWorld.withCompanions(FetchWorld.request(FetchWorld.pin(CONTENT), server.url()), ".asc");

                Archive archive = world.fetch(FetchWorld.bounded(request, 1 << 20, 20_000));

                assertThat(archive.file()).as(fault.name()).hasBinaryContent(CONTENT);
                assertThat(world.warnings).as(fault.name()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".asc", ".sig"})
    void onlyProofIsTakenFromTheNextSource(String signature) throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer first = new FaultServer(true, companions((asked, answer) -> answer.status("403 Forbidden")));
                FaultServer second = new FaultServer(true, companions((asked, answer) -> {
                    if (asked.path().endsWith(signature)) {
                        answer.page("signature".getBytes(StandardCharsets.UTF_8));
                    } else {
                        answer.status("403 Forbidden");
                    }
                }))) {
            assertThat(world.failure(signed(signature, first.url())).kind()).isEqualTo(Kind.REFUSED);

            Archive archive = world.fetch(signed(signature, first.url(), second.url()));

            assertThat(archive.origin()).isEqualTo(FetchWorld.remote(second.url()));
            assertThat(archive.companions()).containsOnlyKeys(signature);
            assertThat(world.notes)
                    .containsExactly(
                            second.url() + ".md5 returned 403 Forbidden",
                            second.url() + ".sha512 returned 403 Forbidden");
        }
    }

    /** A list of the digests of a directory, as {@code sha256sum} writes it. */
    @Test
    void aCompanionCanBeAFileOfTheDirectory() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(true, (asked, answer) -> {
            if (asked.path().endsWith("/SHA256SUMS")) {
                answer.page(LINE.getBytes(StandardCharsets.UTF_8));
            } else {
                (asked.path().contains("SUMS") ? answer404() : GOOD).answer(asked, answer);
            }
        })) {
            FetchRequest request = FetchWorld.withCompanions(
                    FetchWorld.request(List.of(), URI.create(server.url() + "?sig=abc")), "/SHA256SUMS", "/SHA512SUMS");
            Archive archive = world.fetch(request);

            assertThat(archive.companions()).containsOnlyKeys(".SHA256SUMS");
            assertThat(archive.companions().get(".SHA256SUMS"))
                    .hasFileName(FetchWorld.NAME + ".SHA256SUMS")
                    .hasContent(LINE.strip());
        }
    }

    private static Behaviour answer404() {
        return (asked, answer) -> answer.status("404 Not Found");
    }

    /** Its digest becomes the proof, so a server that forbids to ask for a signature is no obstacle. */
    @Test
    void anArchiveOfFirstUseNeedsNoProof() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server =
                new FaultServer(false, companions((asked, answer) -> answer.status("403 Forbidden")))) {
            FetchRequest proved = request(List.of(), server.url());
            assertThat(world.failure(proved).kind()).isEqualTo(Kind.INSECURE);

            Archive archive = world.fetch(new FetchRequest(
                    proved.releaseName(),
                    proved.fileName(),
                    proved.sources(),
                    proved.pins(),
                    proved.companions(),
                    false,
                    true,
                    proved.limits()));

            assertThat(archive.file()).hasBinaryContent(CONTENT);
            assertThat(archive.companions()).isEmpty();
            assertThat(world.notes).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip,true", "gzip,false", "x-gzip,true", "X-GZIP,false", "identity,false"})
    void contentEncodingIsUndoneIfItIsTrue(String encoding, boolean encoded) throws Exception {
        byte[] plain = LINE.getBytes(StandardCharsets.UTF_8);
        FetchWorld world = new FetchWorld(directory);
        try (FaultServer server = new FaultServer(
                true,
                companions((asked, answer) ->
                        answer.page(encoded ? FetchWorld.gzip(plain) : plain, "Content-Encoding: " + encoding)))) {
            Archive archive = world.fetch(request(List.of(), server.url()));

            assertThat(archive.companions()).containsOnlyKeys(".asc", ".md5", ".sha512");
            assertThat(archive.companions().values())
                    .allSatisfy(file -> assertThat(file).hasBinaryContent(plain));
            assertThat(world.notes).isEmpty();
        }
    }

    @Test
    void decompressionIsBounded() throws Exception {
        FetchWorld world = new FetchWorld(directory);
        byte[] bomb = FetchWorld.gzip(new byte[20 << 20]);
        try (FaultServer server =
                new FaultServer(true, companions((asked, answer) -> answer.page(bomb, "Content-Encoding: gzip")))) {
            FetchException failure = world.failure(request(List.of(), server.url()));

            assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    void gzipOfManyEmptyMembersIsReadWithoutRecursion() {
        byte[] empty = FetchWorld.gzip(new byte[0]);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 300_000; i++) {
            many.writeBytes(empty);
        }
        many.writeBytes(FetchWorld.gzip(new byte[] {1, 2, 3}));
        byte[] bytes = many.toByteArray();

        SmallGzip small = SmallGzip.decode(bytes, bytes.length, 10);

        assertThat(small.bytes()).containsExactly(1, 2, 3);
        assertThat(small.complete()).isTrue();
        assertThat(SmallGzip.decode(bytes, bytes.length - 1, 10).complete()).isFalse();
        assertThat(ArchiveShape.problem(FetchWorld.NAME, bytes, bytes.length)).isEmpty();
    }
}
