package io.github.mesosbuild.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathNamesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", "/x", "a\0b", "a\nb", "1/../../../../precious"})
    void aNameIsOneElement(String name) {
        assertThat(PathNames.file(name)).isPresent();
        assertThat(PathNames.plain(name)).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> PathNames.child(directory, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "..", "a/../../b", "a/..", "x\ny"})
    void aPathStaysInside(String path) {
        assertThat(PathNames.inside(path)).isPresent();
        assertThatThrownBy(() -> PathNames.in(directory, path)).isInstanceOf(IOException.class);
    }

    @Test
    void ordinaryNamesAreAccepted() throws Exception {
        assertThat(PathNames.plain("mesos")).isEmpty();
        assertThat(PathNames.plain("1.0.0-rc1+b2")).isEmpty();
        assertThat(PathNames.inside("")).isEmpty();
        assertThat(PathNames.inside("./src/a..b")).isEmpty();
        assertThat(PathNames.child(directory, "mesos-0.24.0.tar.gz"))
                .isEqualTo(directory.resolve("mesos-0.24.0.tar.gz"));
        assertThat(PathNames.in(directory, "etc/mesos/zk")).isEqualTo(directory.resolve("etc/mesos/zk"));
    }

    @Test
    void aDirectoryOfAStrangerIsRecognized() throws Exception {
        assertThat(Ownership.stranger(directory)).isEmpty();
        assertThat(Ownership.stranger(directory.resolve("missing"))).isEmpty();
        assumeTrue(Files.getAttribute(directory, "unix:uid").equals(0), "only root can give directories away");
        Files.setAttribute(directory, "unix:uid", 12345);
        assertThat(Ownership.stranger(directory)).contains("12345");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void entriesThatTheLocaleCannotExpressAreSkipped() {
        String path = "/a:/b\0c:/d\uFFFD:/e";
        assertThat(PathEntries.of("/a:/b\0c::rel", Path.of("/w")))
                .containsExactly(Path.of("/a"), Path.of("/w"), Path.of("/w/rel"));
        assertThat(PathEntries.expressible(path)).isEqualTo("/a:/e");
        assertThat(PathEntries.expressible("")).isEmpty();
    }

    @Test
    void aTreeWithAMountedFileSystemIsNotDeleted() throws Exception {
        Path volume = Files.createDirectories(directory.resolve("tree/volume"));
        Files.writeString(directory.resolve("tree/file"), "");
        assumeTrue(
                new ProcessBuilder("mount", "-t", "tmpfs", "none", volume.toString())
                                .start()
                                .waitFor()
                        == 0,
                "mounting is not permitted");
        try {
            Files.writeString(volume.resolve("precious"), "mine");
            assertThatThrownBy(() -> Trees.delete(directory.resolve("tree")))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("a file system is mounted at " + volume);
            assertThat(List.of(volume.resolve("precious"), directory.resolve("tree/file")))
                    .allSatisfy(file -> assertThat(file).exists());
        } finally {
            new ProcessBuilder("umount", volume.toString()).start().waitFor();
        }
        Trees.delete(directory.resolve("tree"));
        assertThat(directory).isEmptyDirectory();
    }
}
