package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallManifestTest {
    @TempDir
    Path directory;

    @Test
    void aForgedListRemovesNothingOutside() throws Exception {
        Path precious = Files.writeString(
                Files.createDirectories(directory.resolve("victim")).resolve("precious"), "mine");
        Path prefix = Files.createDirectories(directory.resolve("prefix"));
        Files.createSymbolicLink(prefix.resolve("lnk"), precious.getParent());
        Path own =
                Files.writeString(Files.createDirectories(prefix.resolve("bin")).resolve("tiny"), "");
        Files.writeString(
                prefix.resolve(".mesos-maven-plugin.files"),
                String.join("\n", "bin", "bin/tiny", precious.toString(), "../victim/precious", "lnk/precious"));
        assertThat(InstallManifest.of(prefix)).containsExactlyInAnyOrder("bin", "bin/tiny");
        InstallManifest.delete(prefix);
        assertThat(precious).hasContent("mine");
        assertThat(own).doesNotExist();
    }
}
