package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.archive.ArchiveFormat;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.verify.Verifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A repository with a good bundle, and with others of which one cannot be looked at or used. */
@Timeout(120)
class SkippedBundlesTest {
    private static final String ANOTHER_FORMAT =
            "The bundle %s was made by a newer version of this plugin, with format 2: update the plugin.";
    private static final String NOT_READABLE = "The description of the bundle %s cannot be read: ";

    @TempDir
    static Path shared;

    private static SharedSample sample;

    private SharedSample.Machine machine;
    private BundleDescription good;
    private BundleDescription other;

    @BeforeAll
    static void build() throws Exception {
        sample = SharedSample.in(shared);
    }

    /** The other one is looked at first: of two that fit, the one for the newer C library is better. */
    @BeforeEach
    void offer(TestInfo test) throws Exception {
        machine = sample.new Machine("looks-" + Math.abs(test.getDisplayName().hashCode()));
        machine.compatible = true;
        good = described("2.30", "good");
        other = described("2.35", "other");
        machine.with(good, archive(good));
    }

    private static BundleDescription described(String glibc, String compiler) {
        return DescriptionBuilder.changed(sample.packed.description(), bundle -> {
            bundle.platform = new TargetPlatform("linux", SharedSample.HERE.cpu(), "glibc", new Version(glibc));
            bundle.inputs.put("tool.c++", compiler);
        });
    }

    private static Path archive(BundleDescription description) throws Exception {
        return Files.write(
                shared.resolve(description.classifier() + ".tar.gz"),
                HostileBundle.of(sample.packed).described(description.json()).gzip());
    }

    private void offerOther(String json) throws Exception {
        machine.repositories.files.put(
                SharedSample.coordinates(other).description(), Files.writeString(shared.resolve("other.json"), json));
    }

    private void goodIsTaken(String why) throws Exception {
        assertThat(machine.source().explain(machine.build()))
                .startsWith(SharedSample.coordinates(good) + " fits, if its contents are trusted");
        assertThat(machine.source().fetch(machine.build()))
                .get()
                .extracting(BundleSource.Fetched::coordinates)
                .isEqualTo(SharedSample.coordinates(good));
        machine.told.clear();
        assertThat(machine.take()).isPresent();
        assertThat(machine.told).hasSize(3);
        assertThat(machine.told.get(1)).startsWith("skipped: " + why.formatted(SharedSample.coordinates(other)));
        assertThat(machine.told.get(1).lines()).hasSize(1);
        assertThat(machine.told.get(2)).startsWith("taken " + SharedSample.coordinates(good));
    }

    @ParameterizedTest
    @CsvSource({"<html><body>Sign in</body></html>", "{", "[]", "'{\"format\":true}'", "\u0000\u0001", "''"})
    void aDescriptionThatIsNoneDoesNotHideTheOthers(String content) throws Exception {
        offerOther(content);
        goodIsTaken(NOT_READABLE);
    }

    @Test
    void aLaterFormatDoesNotHideTheOthers() throws Exception {
        offerOther("{\"format\":2,\"release\":[]}");
        goodIsTaken(ANOTHER_FORMAT);
    }

    @Test
    void aLaterFormatAloneIsReportedOnce() throws Exception {
        machine.repositories.files.remove(SharedSample.coordinates(good).description());
        offerOther("{\"format\":2,\"release\":[]}");
        assertThat(machine.refusal()).isEqualTo(ANOTHER_FORMAT.formatted(SharedSample.coordinates(other)));
        assertThat(machine.source().explain(machine.build()))
                .containsExactly(ANOTHER_FORMAT.formatted(SharedSample.coordinates(other)));
        assertThatThrownBy(() -> machine.source().fetch(machine.build()))
                .isInstanceOf(BundleException.class)
                .hasMessage(ANOTHER_FORMAT.formatted(SharedSample.coordinates(other)));
    }

    @Test
    void aDescriptionThatCannotBeDownloadedDoesNotHideTheOthers() throws Exception {
        offerOther("{}");
        String why = "Cannot download it from team: its checksum is 1, but the repository names 2.";
        machine.repositories.failures.put(SharedSample.coordinates(other).description(), why);
        goodIsTaken(why);
    }

    @Test
    void anExactDescriptionThatCannotBeReadDoesNotHideTheOthers() throws Exception {
        BundleDescription exact = sample.packed.description();
        machine.repositories.files.put(
                SharedSample.coordinates(exact).description(),
                Files.write(shared.resolve("exact.json"), "<html>".getBytes(StandardCharsets.UTF_8)));
        other = exact;
        goodIsTaken(NOT_READABLE);
    }

    @ParameterizedTest
    @CsvSource({"tar.gz", "tar.gz.asc"})
    void aBundleThatCannotBeDownloadedDoesNotHideTheOthers(String extension) throws Exception {
        machine.with(other, archive(other));
        BundleCoordinates coordinates = SharedSample.coordinates(other);
        String why = "Cannot download " + extension + " from team: the connection failed.";
        machine.repositories.failures.put(
                extension.equals("tar.gz") ? coordinates.archive() : coordinates.signature(), why);
        assertThat(machine.take()).isPresent();
        assertThat(machine.told).hasSize(3).contains("skipped: " + why);
        assertThat(machine.told.get(2)).startsWith("taken " + SharedSample.coordinates(good));
    }

    @Test
    void anExactBundleThatCannotBeUsedDoesNotHideTheOthers() throws Exception {
        BundleDescription exact = sample.packed.description();
        Path cut = Files.write(
                shared.resolve("cut.tar.gz"), java.util.Arrays.copyOf(Files.readAllBytes(sample.packed.file()), 3000));
        machine.with(exact, cut);
        assertThat(machine.take()).isPresent();
        assertThat(machine.told).hasSize(3);
        assertThat(machine.told.get(1))
                .startsWith("skipped: The bundle " + SharedSample.coordinates(exact) + " cannot be used: ");
        assertThat(machine.told.get(2)).startsWith("taken " + SharedSample.coordinates(good));
        SharedSample.Machine alone = sample.new Machine("alone").with(exact, cut);
        alone.compatible = true;
        assertThat(alone.refusal())
                .startsWith("The bundle " + SharedSample.coordinates(exact) + " cannot be used: ")
                .doesNotContain("No bundle");
    }

    @Test
    void anExactBundleOfAnotherFormatThatIsNotTrustedDoesNotHideTheOthers() throws Exception {
        Path xz = sample.pack(ArchiveFormat.TAR_XZ, shared.resolve("xz")).file();
        machine.with(sample.packed.description(), ArchiveFormat.TAR_XZ, xz);
        machine.trustRepository = false;
        machine.pins = List.of(Verifier.digest(archive(good), Digest.Algorithm.SHA256));
        assertThat(machine.take()).isPresent();
        assertThat(machine.told).hasSize(3);
        assertThat(machine.told.get(1))
                .startsWith("skipped: The bundle "
                        + SharedSample.coordinates(sample.packed.description()).in(ArchiveFormat.TAR_XZ)
                        + " is not trusted: ");
        assertThat(machine.told.get(2)).startsWith("taken " + SharedSample.coordinates(good));
    }

    @Test
    void aBundleThatIsCutDoesNotHideTheOthers() throws Exception {
        Path cut = archive(other);
        Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(cut), 3000));
        machine.with(other, cut);
        assertThat(machine.take()).isPresent();
        assertThat(machine.told.get(1))
                .startsWith("skipped: The bundle " + SharedSample.coordinates(other) + " cannot be used: ");
        assertThat(machine.told.get(2)).startsWith("taken " + SharedSample.coordinates(good));
    }
}
