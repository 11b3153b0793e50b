package io.github.mesosbuild.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.archive.HostileArchives.Hostile;
import io.github.mesosbuild.archive.UnpackException.Kind;
import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("archives")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class HostileArchivesTest {
    @TempDir
    private static Path directory;

    private static List<Hostile> corpus;

    private static Path canary() {
        return directory.resolve("canary/file");
    }

    @BeforeAll
    static void makeCorpus() throws IOException {
        Files.createDirectories(canary().getParent());
        Files.createDirectories(directory.resolve("work"));
        Files.writeString(canary(), "untouched");
        corpus = HostileArchives.corpus(canary().toString());
    }

    static List<Hostile> hostile() {
        return corpus;
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void isRefusedAndNothingIsWrittenOutsideOrLeft(Hostile hostile) throws IOException {
        Path archive = Files.write(directory.resolve("archive"), hostile.archive());
        Path target = directory.resolve("work/target");
        var before = Snapshot.of(directory);

        UnpackException refused = catchThrowableOfType(
                UnpackException.class,
                () -> new Unpacker(hostile.limits())
                        .unpack(archive, target, "top", TreePreparation.NONE, UnpackListener.SILENT));

        assertThat(refused).as("is refused").isNotNull();
        assertThat(refused.kind()).as(refused.getMessage()).isEqualTo(hostile.kind());
        assertThat(refused.parameter().isPresent()).isEqualTo(hostile.kind() == Kind.LIMIT);
        String subject = refused.entry().map(entry -> "entry '" + entry + "' ").orElse("the archive ");
        assertThat(refused)
                .hasMessageStartingWith("Cannot unpack " + archive + ": " + subject)
                .hasMessageEndingWith(".");
        assertThat(refused.getMessage().chars()).noneMatch(Character::isISOControl);
        assertThat(Snapshot.of(directory)).isEqualTo(before);
        assertThat(target.getParent()).isEmptyDirectory();
    }

    /** Changes headers at random but keeps their checksums right. The property {@code archive.mutants} sets how often. */
    @Test
    void areHarmlessWithRandomHeaders() throws Exception {
        Random random = new Random(42);
        Path archive = directory.resolve("archive");
        Path target = directory.resolve("work/target");
        var canaryBefore = Listing.of(canary().getParent());
        for (int i = 0; i < Integer.getInteger("archive.mutants", 300); i++) {
            Files.write(archive, mutant(random));
            try {
                new Unpacker(HostileArchives.SMALL)
                        .unpack(archive, target, "top", TreePreparation.NONE, UnpackListener.SILENT);
                Trees.delete(target);
            } catch (UnpackException refused) {
                assertThat(refused.kind())
                        .as(refused.getMessage())
                        .isNotIn(Kind.UNWRITABLE, Kind.UNREADABLE, Kind.NO_SPACE, Kind.TARGET_EXISTS);
            }
            assertThat(target.getParent()).isEmptyDirectory();
        }
        assertThat(Listing.of(canary().getParent())).isEqualTo(canaryBefore);
    }

    /** Changes compressed bytes at random. The property {@code archive.mutants} sets how often. */
    @Test
    void areHarmlessWithDamagedCompression() throws Exception {
        Random random = new Random(42);
        byte[] tar = HostileArchives.good()
                .file("top/text", "some text, ".repeat(3000))
                .closed();
        List<byte[]> intact =
                List.of(TarBuilder.gzip(tar), TarBuilder.bzip2(tar), TarBuilder.xz(tar), TarBuilder.zstd(tar));
        Path archive = directory.resolve("archive");
        Path target = directory.resolve("work/target");
        for (int i = 0; i < Integer.getInteger("archive.mutants", 300); i++) {
            byte[] bytes = intact.get(i % intact.size()).clone();
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Files.write(archive, random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
            try {
                new Unpacker(HostileArchives.SMALL)
                        .unpack(archive, target, "top", TreePreparation.NONE, UnpackListener.SILENT);
                assertThat(target.resolve("text")).hasContent("some text, ".repeat(3000));
                Trees.delete(target);
            } catch (UnpackException refused) {
                assertThat(refused.kind())
                        .as(refused.getMessage())
                        .isIn(Kind.CORRUPT, Kind.TRUNCATED, Kind.UNKNOWN_FORMAT, Kind.UNSUPPORTED, Kind.LIMIT);
            }
            assertThat(target.getParent()).isEmptyDirectory();
        }
    }

    private static byte[] mutant(Random random) {
        byte[] tar = new TarBuilder()
                .directory("top/")
                .pax("path=top/a", "mtime=1.5")
                .file("top/x", "content")
                .longLink("a")
                .symbolicLink("top/l", "b")
                .hardLink("top/h", "top/a")
                .directory("top/d/")
                .file("top/d/y", "content")
                .closed();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int block = random.nextInt(tar.length / TarBuilder.BLOCK - 2) * TarBuilder.BLOCK;
            byte[] header = Arrays.copyOfRange(tar, block, block + TarBuilder.BLOCK);
            int[] fields = {0, 4, 100, 124, 135, 136, 156, 157, 257, 345};
            int at = fields[random.nextInt(fields.length)] + random.nextInt(3);
            byte[] values = {0, '/', '.', '1', '2', '5', 'x', 'g', 'K', (byte) 0x80, (byte) 0xff, '\n', ' ', '7'};
            header[at] = random.nextBoolean() ? values[random.nextInt(values.length)] : (byte) random.nextInt();
            boolean isHeader = header[257] == 'u' || header[148] != 0;
            System.arraycopy(isHeader ? TarBuilder.summed(header) : header, 0, tar, block, TarBuilder.BLOCK);
        }
        return tar;
    }

    @Test
    void areManyAndDistinct() {
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(45);
        assertThat(corpus).extracting(Hostile::name).doesNotHaveDuplicates();
        assertThat(corpus)
                .extracting(hostile -> Arrays.hashCode(hostile.archive()))
                .doesNotHaveDuplicates();
    }

    /** The content of a directory: types, modes, times, sizes, link targets and file contents. */
    static final class Snapshot {
        private Snapshot() {}

        static TreeMap<String, String> of(Path root) throws IOException {
            TreeMap<String, String> found = new TreeMap<>();
            try (Stream<Path> paths = Files.walk(root)) {
                for (Path path : (Iterable<Path>) paths::iterator) {
                    boolean changesTime = path.equals(root) || path.equals(root.resolve("work"));
                    found.put(root.relativize(path).toString(), changesTime ? "" : Listing.describe(path));
                }
            }
            return found;
        }
    }
}
