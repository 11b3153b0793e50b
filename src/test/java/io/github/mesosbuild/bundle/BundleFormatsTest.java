package io.github.mesosbuild.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mesosbuild.archive.ArchiveFormat;
import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.archive.TarBuilder;
import io.github.mesosbuild.host.CommandRunner;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.steps.PlannedBuild;
import io.github.mesosbuild.steps.SampleWorld;
import io.github.mesosbuild.verify.Verifier;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The formats of a bundle's archive. */
@Timeout(120)
@Tag("long")
class BundleFormatsTest {
    private static final ArchiveFormat ZST = ArchiveFormat.TAR_ZST;

    @TempDir
    static Path shared;

    private static SharedSample sample;
    private static int machines;

    @BeforeAll
    static void build() throws Exception {
        sample = SharedSample.in(shared);
    }

    private static SharedSample.Machine machine() {
        return sample.new Machine("formats-" + machines++);
    }

    private static BundlePacker.Packed packed(ArchiveFormat format, String directory) throws Exception {
        return sample.pack(format, shared.resolve(directory));
    }

    private static byte[] tar(Path archive) throws Exception {
        byte[] bytes = Files.readAllBytes(archive);
        if (archive.toString().endsWith(ZST.extension())) {
            return new io.airlift.compress.zstd.ZstdInputStream(Files.newInputStream(archive)).readAllBytes();
        }
        try (InputStream in =
                new CompressorStreamFactory().createCompressorInputStream(new java.io.ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBundleOfAnyFormatIsTakenAndItsBytesAreAlwaysTheSame(ArchiveFormat format) throws Exception {
        BundlePacker.Packed packed = packed(format, "one");
        assertThat(packed.file().getFileName())
                .hasToString("sample-1.0.0-" + packed.description().classifier() + "." + format.extension());
        assertThat(packed(format, "two").file()).hasSameBinaryContentAs(packed.file());
        assertThat(tar(packed.file())).isEqualTo(tar(sample.packed.file()));
        assertThat(shared.resolve("one").toFile().list()).allMatch(name -> name.startsWith("sample-1.0.0-"));

        SharedSample.Machine machine = machine().with(packed);
        assertThat(machine.source().explain(machine.build()))
                .containsExactly("io.github.mesosbuild.bundles:sample:1.0.0:" + format.extension() + ":"
                        + packed.description().classifier() + " fits, if its contents are trusted");
        machine.repositories.asked.clear();
        assertThat(machine.take()).isPresent();
        assertThat(machine.repositories.asked)
                .containsExactly(
                        "json sample-1.0.0", format.extension() + " sample", format.extension() + ".asc sample");
        assertThat(machine.told.get(1)).contains(":" + format.extension() + ":");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPinnedLookedAtAndFetchedIsTheArchiveOfThatFormat(ArchiveFormat format) throws Exception {
        BundlePacker.Packed packed = packed(format, "pinned");
        SharedSample.Machine machine = machine().with(packed);
        machine.trustRepository = false;
        machine.pins = List.of(new Digest(Digest.Algorithm.SHA256, SampleWorld.sha256(packed.file())));
        assertThat(machine.source().fetch(machine.build()).orElseThrow().archive())
                .isEqualTo(packed.file());
        assertThat(machine.take()).isPresent();
        BundleInspection inspection = new BundleInspection(
                new BundleRequest(
                        BundleCoordinates.GROUP, false, false, false, machine.keys, machine.signers, machine.pins),
                new BundleFit(SharedSample.HERE, SharedSample.DEBIAN, SharedSample.libraries()),
                new Verifier(machine.clock),
                ArchiveLimits.DEFAULT);
        assertThat(inspection.look(packed.file(), Optional.empty()).trusted()).isTrue();
        assertThat(inspection
                        .compare(packed.file(), sample.packed.file(), shared.resolve("compared"))
                        .differences())
                .isEmpty();
        Path cut = shared.resolve("cut-" + packed.file().getFileName());
        byte[] bytes = Files.readAllBytes(packed.file());
        Files.write(cut, Arrays.copyOf(bytes, 1000));
        assertThatThrownBy(() -> inspection.look(cut, Optional.empty()))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("The bundle " + cut + " is damaged: the archive ")
                .extracting("kind")
                .isEqualTo(BundleException.Kind.DAMAGED);
    }

    @Test
    void allFilesBesideTheArchiveFollowItsExtension() throws Exception {
        BundlePacker.Packed packed = packed(ZST, "beside");
        BundleFiles files = BundleFiles.write("g", packed, Optional.of(file -> new byte[] {1}));
        String name = "sample-1.0.0-" + packed.description().classifier() + ".";
        assertThat(files.files().values().stream().map(Path::getFileName).map(Path::toString))
                .containsExactly(
                        name + "tar.zst", name + "tar.zst.asc", name + "cdx.json", name + "intoto.json", name + "json");
        assertThat(files.files().keySet().stream().map(MavenFile::extension))
                .containsExactly("tar.zst", "tar.zst.asc", "cdx.json", "intoto.json", "json");
        assertThat(files.archive()).isEqualTo(packed.file());
        assertThat(BundleOffer.read(
                        Files.readAllBytes(files.files().get(files.coordinates().description()))))
                .isEqualTo(new BundleOffer(packed.description(), ZST));
    }

    /** Bundles that were deployed before there were formats have no extension. */
    @Test
    void aDescriptionWithoutAnExtensionMeansGzip() throws Exception {
        BundleDescription description = sample.packed.description();
        assertThat(new BundleOffer(description, ArchiveFormat.TAR_GZ).json()).isEqualTo(description.json());
        assertThat(BundleOffer.read(description.json()).format()).isEqualTo(ArchiveFormat.TAR_GZ);
    }

    private static byte[] offer(Object extension) throws Exception {
        return HostileBundle.description(sample.packed.description(), json -> json.put("extension", extension));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "exe", "tar.gz/../../x", "tar.gz\u0000", "TAR.GZ", "asc", " "})
    void anExtensionThatIsNoneIsRefused(String extension) throws Exception {
        SharedSample.Machine machine = machine().with(sample.packed);
        BundleCoordinates coordinates = SharedSample.coordinates(sample.packed.description());
        Files.write(machine.repositories.files.get(coordinates.description()), offer(extension));
        String shown = extension.replace("\u0000", "\\u{0}");
        assertThat(machine.refusal())
                .isEqualTo("The description of the bundle " + coordinates + " cannot be read: extension: '" + shown
                        + "' is not the extension of a bundle, which is one of tar.gz, tar.xz, tar.zst.");
        assertThat(machine.repositories.asked).containsOnly("json sample-1.0.0", "versions sample-1.0.0");
    }

    @Test
    void anExtensionThatIsAListIsRefused() throws Exception {
        SharedSample.Machine machine = machine().with(sample.packed);
        BundleCoordinates coordinates = SharedSample.coordinates(sample.packed.description());
        Files.write(machine.repositories.files.get(coordinates.description()), offer(List.of("tar.gz")));
        assertThat(machine.refusal()).endsWith("cannot be read: extension: Expected a string, got a list.");
    }

    /** As anything that is deployed again; who knows the earlier description still finds its archive. */
    @Test
    void ofTwoFormatsTheOneThatWasDeployedLastIsFound() throws Exception {
        BundlePacker.Packed zst = packed(ZST, "last");
        SharedSample.Machine late = machine().with(sample.packed).with(zst);
        assertThat(late.take()).isPresent();
        assertThat(late.told.get(1)).contains(":tar.zst:");

        SharedSample.Machine early = machine().with(zst).with(sample.packed);
        assertThat(early.take()).isPresent();
        assertThat(early.told.get(1)).contains(":tar.gz:");
    }

    @Test
    void withoutTheProgramNothingIsPacked() throws Exception {
        PlannedBuild build = sample.makers();
        BundleCompressor compressor = SharedSample.compressor(
                ZST, 2, Map.of("PATH", shared.resolve("nowhere").toString()));
        Path directory = shared.resolve("nothing");
        assertThatThrownBy(() -> SharedSample.pack(build, sample.installation, directory, compressor))
                .isInstanceOfSatisfying(
                        BundleException.class, e -> assertThat(e.kind()).isEqualTo(BundleException.Kind.NO_PROGRAM))
                .hasMessage("The program zstd, which mesos.bundle.format=tar.zst needs, is not on the PATH:"
                        + " apt-get install -y --no-install-recommends zstd.");
        assertThat(directory).doesNotExist();
    }

    @Test
    void withTooLittleMemoryNothingIsPacked() {
        BundleCompressor compressor = new BundleCompressor(
                ArchiveFormat.TAR_XZ,
                2,
                128L << 20,
                SharedSample.DEBIAN,
                (argv, directory, environment, limit) -> new CommandRunner.Result(0, "", false),
                Map.of());
        assertThatThrownBy(compressor::requireUsable)
                .hasMessage(
                        "Maven has too little memory for mesos.bundle.format=tar.xz: compressing needs 92 MiB, at most half of"
                                + " Maven's 128 MiB.");
    }

    private static String failure(CommandRunner.Result result) throws Exception {
        Path file = Files.createDirectories(shared.resolve("failed")).resolve("x.tar.zst");
        BundleCompressor compressor = new BundleCompressor(
                ZST,
                2,
                1L << 30,
                SharedSample.DEBIAN,
                (argv, directory, environment, limit) -> result,
                System.getenv());
        try {
            compressor.compress(file, (out, compression) -> compression.to(out).close());
            return "none";
        } catch (BundleException e) {
            assertThat(file.getParent()).isEmptyDirectory();
            return e.getMessage().replace(file.toString(), "FILE");
        }
    }

    @Test
    void aProgramThatFailsLeavesNothing() throws Exception {
        assertThat(failure(new CommandRunner.Result(70, "zstd: error 70 : Write error : No space left\n\n", false)))
                .isEqualTo("Cannot compress FILE: zstd: error 70 : Write error : No space left.");
        assertThat(failure(new CommandRunner.Result(137, "", false)))
                .isEqualTo("Cannot compress FILE: zstd ended with exit status 137.");
        assertThat(failure(new CommandRunner.Result(143, "", true)))
                .isEqualTo("Cannot compress FILE: zstd took longer than 60 minutes.");
    }

    @Test
    void aFailureLeavesNoPartOfTheArchive() throws Exception {
        Path directory = shared.resolve("without-parts");
        BundleCompressor failing = new BundleCompressor(
                ZST,
                2,
                1L << 30,
                SharedSample.DEBIAN,
                (argv, at, environment, limit) -> {
                    Files.writeString(Path.of(argv.get(argv.indexOf("-o") + 1)), "part");
                    return new CommandRunner.Result(1, "", false);
                },
                System.getenv());
        PlannedBuild build = sample.makers();
        assertThatThrownBy(() -> SharedSample.pack(build, sample.installation, directory, failing))
                .isInstanceOf(BundleException.class);
        assertThat(directory).isEmptyDirectory();
    }

    private static String refusal(ArchiveFormat format, byte[] archive) throws Exception {
        Path file = Files.write(shared.resolve("hostile-" + machines + "." + format.extension()), archive);
        BundleDescription description = sample.packed.description();
        String start = "The bundle " + SharedSample.coordinates(description).in(format)
                + " cannot be used: Cannot unpack " + file + ": ";
        String refusal = machine().with(description, format, file).refusal();
        assertThat(refusal).startsWith(start);
        return refusal.substring(start.length());
    }

    /** Changes the size of the dictionary in the header of the first block (the .xz file format, 3.1 and 5.3.1). */
    private static byte[] withDictionary(byte[] xz, int code) {
        byte[] copy = xz.clone();
        int start = 12;
        int length = (copy[start] & 0xff) * 4;
        copy[start + 4] = (byte) code;
        CRC32 crc = new CRC32();
        crc.update(copy, start, length);
        ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putInt(start + length, (int) crc.getValue());
        return copy;
    }

    private static byte[] frame(String window) {
        return HexFormat.of().parseHex("28b52ffd04" + window + "450000" + "00".repeat(8) + "01020304");
    }

    @Test
    void memoryThatOnlyAnAttackNeedsIsNotGiven() throws Exception {
        byte[] tar = HostileBundle.of(sample.packed).tar().closed();
        // 1 GiB, and the most that the format has, 4 GiB.
        assertThat(refusal(ArchiveFormat.TAR_XZ, withDictionary(TarBuilder.xz(tar), 36)))
                .isEqualTo("the archive needs more than 128 MiB of memory to decompress.");
        assertThat(refusal(ArchiveFormat.TAR_XZ, withDictionary(TarBuilder.xz(tar), 40)))
                .isEqualTo("the archive cannot be decompressed: Unsupported LZMA2 properties.");
        // RFC 8878, 3.1.1.1.2: the window descriptors 0x88 and 0xa8 stand for 2^27 and 2^31 bytes.
        assertThat(refusal(ZST, frame("88")))
                .isEqualTo("the archive needs a zstd window larger than 8 MiB, the maximum of zstd -19.");
        assertThat(refusal(ZST, frame("a8"))).startsWith("the archive cannot be decompressed: ");
    }

    @Test
    void bombsAreRefused() throws Exception {
        byte[] bomb = HostileBundle.of(sample.packed)
                .add(tar -> tar.file(HostileBundle.TOP + "zeros", new byte[40 << 20], 0644))
                .tar()
                .closed();
        for (ArchiveFormat format : List.of(ArchiveFormat.TAR_XZ, ZST)) {
            byte[] archive = format == ZST ? TarBuilder.zstd(bomb) : TarBuilder.xz(bomb);
            assertThat(refusal(format, archive))
                    .isEqualTo("entry '" + HostileBundle.TOP
                            + "zeros' decompresses to more than 200 times its size (mesos.unpack.maximumRatio).");
        }
    }

    /** The bytes decide how an archive is read, not its name. */
    @Test
    void anArchiveOfAnotherFormatThanItsNameIsRead() throws Exception {
        SharedSample.Machine machine = machine().with(sample.packed.description(), ZST, sample.packed.file());
        assertThat(machine.take()).isPresent();
    }

    @Test
    void aDamagedArchiveIsRefused() throws Exception {
        for (ArchiveFormat format : List.of(ArchiveFormat.TAR_XZ, ZST)) {
            byte[] bytes = Files.readAllBytes(packed(format, "damaged").file());
            assertThat(refusal(format, java.util.Arrays.copyOf(bytes, bytes.length / 2)))
                    .isEqualTo("the archive is truncated: its compressed data ends too early.");
            assertThat(refusal(format, "<html>404</html>".getBytes(StandardCharsets.UTF_8)))
                    .startsWith("the archive is in an unknown format (first bytes 3c68746d6c3e3430)");
        }
    }

    /** Somebody else may have left what is in the way. */
    @Test
    void leftoversOfAnEarlierRunAreReplaced() throws Exception {
        Path directory = Files.createDirectories(shared.resolve("leftovers"));
        String name = "sample-1.0.0-" + sample.packed.description().classifier() + ".tar.zst";
        for (String left : List.of(name, "." + name + ".part", "." + name + ".part.tar")) {
            Files.writeString(directory.resolve(left), "left");
        }
        assertThat(tar(packed(ZST, "leftovers").file())).isEqualTo(tar(sample.packed.file()));
        assertThat(directory.toFile().list()).containsExactly(name);
    }
}
