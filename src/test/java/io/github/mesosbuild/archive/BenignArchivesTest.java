package io.github.mesosbuild.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares unpacked trees with those of GNU tar. The property {@code archive.benign} sets the number of trees. */
@Tag("archives")
class BenignArchivesTest {
    private static final String[] FORMATS = {"gnu", "pax", "ustar", "v7"};
    private static final String[] COMPRESSIONS = {"--gzip", "--bzip2", "--xz", "--zstd", "--no-auto-compress"};

    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("archive.benign", 64));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areUnpackedLikeByGnuTar(long seed) throws Exception {
        String format = FORMATS[(int) (seed % FORMATS.length)];
        String compression = COMPRESSIONS[(int) (seed / FORMATS.length % COMPRESSIONS.length)];
        Path source = directory.resolve("source/top");
        Files.createDirectory(source.getParent());
        BenignArchives.make(source, seed, format.equals("gnu") || format.equals("pax"));
        Path archive = directory.resolve("archive");
        tar(
                "--create",
                "--format=" + format,
                compression,
                "--file=" + archive,
                "--directory=" + source.getParent(),
                seed % 2 == 0 ? "top" : "./top");
        assertIsUnpackedLikeByGnuTar(archive);
    }

    /** Other programs write other headers: extended headers, numbers in base 256, names that GNU tar would not shorten. */
    @ParameterizedTest
    @MethodSource("seeds")
    void ofAnotherProgramAreUnpackedLikeByGnuTar(long seed) throws Exception {
        Path source = directory.resolve("source/top");
        Files.createDirectory(source.getParent());
        BenignArchives.make(source, seed, true);
        Path archive = directory.resolve("archive");
        BenignArchives.pack(source, archive, seed);
        assertIsUnpackedLikeByGnuTar(archive);
    }

    private void assertIsUnpackedLikeByGnuTar(Path archive) throws Exception {
        Path gnu = Files.createDirectory(directory.resolve("gnu"));
        tar(
                "--extract",
                "--warning=no-timestamp",
                "--no-same-permissions",
                "--no-same-owner",
                "--file=" + archive,
                "--directory=" + gnu);

        SourceTree tree = new Unpacker(ArchiveLimits.DEFAULT)
                .unpack(archive, directory.resolve("ours"), "top", TreePreparation.NONE, UnpackListener.SILENT);

        assertThat(Listing.of(tree.directory())).isEqualTo(Listing.of(gnu.resolve("top")));
        assertThat(tree.entries()).isEqualTo(Listing.of(gnu.resolve("top")).size());
    }

    /** JUnit cannot delete directories without write permission. */
    @AfterEach
    void remove() throws IOException {
        for (String name : List.of("source", "gnu", "ours")) {
            Trees.delete(directory.resolve(name));
        }
    }

    private static void tar(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 022; exec tar \"$@\"", "tar"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
