package io.github.mesosbuild.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {
    @TempDir
    Path directory;

    private Path abandoned(String name) throws IOException {
        Path left = Files.createDirectories(directory.resolve(name).resolve("cluster/logs"))
                .getParent()
                .getParent();
        Files.writeString(left.resolve("cluster/logs/slave-1.log"), "x");
        Files.createFile(left.resolve(".lock"));
        return left;
    }

    @Test
    void whatAKilledTestLeftIsRemovedByTheNextOne() throws Exception {
        Path left = abandoned("mesos-cluster123");
        Path of = abandoned("other123");
        Path unmarked = Files.createDirectories(directory.resolve("mesos-cluster-of-somebody"));
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve(".lock"));
        Path link = Files.createSymbolicLink(directory.resolve("mesos-cluster-link"), elsewhere);
        try (ScratchDirectory first = ScratchDirectory.in(directory);
                ScratchDirectory second = ScratchDirectory.in(directory)) {
            assertThat(left).doesNotExist();
            assertThat(of).isDirectory();
            assertThat(unmarked).isDirectory();
            assertThat(link).isSymbolicLink();
            assertThat(elsewhere.resolve(".lock")).exists();
            assertThat(first.cluster().root().getParent()).isDirectory();
            assertThat(second.cluster().root().getParent()).isDirectory();
        }
        try (var entries = Files.list(directory)) {
            assertThat(entries).containsExactlyInAnyOrder(of, unmarked, elsewhere, link);
        }
    }

    @Test
    void aDirectoryWhoseProcessesAreStillRunningIsLeftAlone() throws Exception {
        Path left = abandoned("mesos-cluster123");
        ProcessBuilder builder = new ProcessBuilder("sleep", "300");
        builder.environment()
                .putAll(Map.of(
                        "MESOS_MAVEN_PLUGIN_CLUSTER",
                        left.resolve("cluster").toString(),
                        "MESOS_MAVEN_PLUGIN_COOKIE",
                        UUID.randomUUID().toString()));
        Process daemon = builder.start();
        try {
            ScratchDirectory.in(directory).close();
            assertThat(left).isDirectory();
        } finally {
            daemon.destroyForcibly().waitFor();
        }
        ScratchDirectory.in(directory).close();
        assertThat(left).doesNotExist();
    }

    @Test
    void aKeptDirectoryIsNotRemovedByTheNextOne() throws Exception {
        ScratchDirectory kept = ScratchDirectory.in(directory);
        Path logs = Files.createDirectories(kept.cluster().logs());
        kept.keep();
        kept.close();
        ScratchDirectory.in(directory).close();
        assertThat(logs).isDirectory();
    }
}
