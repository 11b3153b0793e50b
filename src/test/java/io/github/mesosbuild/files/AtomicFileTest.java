package io.github.mesosbuild.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    private static final long MUCH = 5_000_000_000L;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("state.properties");
    }

    private static void makeHuge(Path file) throws IOException {
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(MUCH);
        }
    }

    @Test
    void propertiesAreReadAsTheyWereWritten() throws IOException {
        Map<String, String> values = Map.of("a", "1", "b", "\u00fc =:#! \\ \n end ", "", "x");
        AtomicFile.writeProperties(file, values);
        assertThat(AtomicFile.readProperties(file)).contains(values);
    }

    @Test
    void damagedPropertiesCountAsAbsent() throws IOException {
        assertThat(AtomicFile.readProperties(file)).isEmpty();
        Files.write(file, "a=\u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(AtomicFile.readProperties(file)).isEmpty();
        Files.writeString(file, "a=\\uZZZZ\n");
        assertThat(AtomicFile.readProperties(file)).isEmpty();
        Files.writeString(file, "a=\\u00");
        assertThat(AtomicFile.readProperties(file)).isEmpty();
        makeHuge(file);
        assertThat(AtomicFile.readProperties(file)).isEmpty();
        Files.delete(file);
        Files.createDirectories(file.resolve("x"));
        assertThat(AtomicFile.readProperties(file)).isEmpty();
    }

    @Test
    void aDamagedByteDamagesOnlyItsLine() throws IOException {
        assertThat(AtomicFile.readLines(file)).isEmpty();
        Files.write(file, "bin/a\nb\u00fc\nc".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(AtomicFile.readLines(file).orElseThrow()).containsExactly("bin/a", "b\ufffd", "c");
        makeHuge(file);
        assertThat(AtomicFile.readLines(file)).isEmpty();
    }

    @Test
    void aLinkThatSomebodyPreparedIsNotFollowed() throws Exception {
        Path victim = Files.writeString(directory.resolve("victim"), "mine");
        Path file = directory.resolve("status.json");
        Files.createSymbolicLink(directory.resolve(".status.json.tmp"), victim);
        Files.createSymbolicLink(file, victim);
        AtomicFile.show(file, "{}".getBytes());
        assertThat(victim).hasContent("mine");
        assertThat(file).isRegularFile().hasContent("{}");
        assertThat(Files.isSymbolicLink(file)).isFalse();
    }

    @Test
    void aStatusFileIsReadByItsOwnerAlone() throws Exception {
        Path file = directory.resolve("status.json");
        AtomicFile.show(file, new byte[0]);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aLockThatIsALinkIsNotFollowed() throws Exception {
        Path victim = directory.resolve("victim");
        Path lock = Files.createSymbolicLink(directory.resolve(".lock"), victim);
        assertThatThrownBy(() -> FileLock.tryAcquire(lock)).isInstanceOf(IOException.class);
        assertThat(victim).doesNotExist();
    }
}
