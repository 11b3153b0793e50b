package io.github.mesosbuild.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path directory;

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
