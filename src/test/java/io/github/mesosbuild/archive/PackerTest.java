package io.github.mesosbuild.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackerTest {
    private static final Instant TIME = Instant.parse("2015-08-25T00:00:00Z");

    @TempDir
    Path directory;

    private Path tree(String name, String... files) throws IOException {
        Path tree = Files.createDirectories(directory.resolve(name));
        for (String file : files) {
            Path path = tree.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "content of " + file);
        }
        return tree;
    }

    private Path pack(Path tree, int threads) throws IOException {
        Path archive = Files.createTempFile(directory, "packed", ".tar.gz");
        try (OutputStream out = Files.newOutputStream(archive)) {
            new Packer(TIME, Compression.gzip(threads))
                    .pack(
                            out,
                            "mesos-0.24.0",
                            Map.of("bundle.json", "{}".getBytes(StandardCharsets.UTF_8)),
                            tree,
                            path -> !path.startsWith("cache"),
                            Packer.Edition.UNCHANGED,
                            () -> Map.of("share/last.json", new byte[] {1}));
        }
        return archive;
    }

    @Test
    void equalTreesGiveEqualArchives() throws IOException {
        String longest = "lib/" + "x".repeat(120) + "/ü.so";
        Path one = tree("one", "bin/mesos", "lib/a", "lib/b", longest);
        Path two = tree("two", longest, "lib/b", "lib/a", "bin/mesos", "cache/left");
        for (Path tree : new Path[] {one, two}) {
            Files.createSymbolicLink(tree.resolve("lib/link"), Path.of("a"));
            Files.setPosixFilePermissions(
                    tree.resolve("bin/mesos"),
                    PosixFilePermissions.fromString(tree.equals(one) ? "rwx------" : "rwxrwxr-x"));
        }
        Files.setLastModifiedTime(one.resolve("lib/a"), FileTime.from(Instant.EPOCH));
        assertThat(pack(two, 3)).hasSameBinaryContentAs(pack(one, 1));
        Files.writeString(two.resolve("lib/a"), "other");
        assertThat(Files.mismatch(pack(two, 1), pack(one, 1))).isNotNegative();
    }

    @Test
    void tarReadsWhatWasPacked() throws Exception {
        Path tree = tree("tree", "bin/mesos", "lib/a");
        Files.setPosixFilePermissions(tree.resolve("bin/mesos"), PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(tree.resolve("lib/link"), Path.of("a"));
        Process tar = new ProcessBuilder(
                        "tar", "--utc", "--full-time", "-tvzf", pack(tree, 2).toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .map(line -> line.replaceAll(" +", " "))
                .containsExactly(
                        "-rw-r--r-- 0/0 2 2015-08-25 00:00:00 mesos-0.24.0/bundle.json",
                        "drwxr-xr-x 0/0 0 2015-08-25 00:00:00 mesos-0.24.0/bin/",
                        "-rwxr-xr-x 0/0 20 2015-08-25 00:00:00 mesos-0.24.0/bin/mesos",
                        "drwxr-xr-x 0/0 0 2015-08-25 00:00:00 mesos-0.24.0/lib/",
                        "-rw-r--r-- 0/0 16 2015-08-25 00:00:00 mesos-0.24.0/lib/a",
                        "lrwxrwxrwx 0/0 0 2015-08-25 00:00:00 mesos-0.24.0/lib/link -> a",
                        "-rw-r--r-- 0/0 1 2015-08-25 00:00:00 mesos-0.24.0/share/last.json");
    }

    @Test
    void aSocketIsRefused() throws Exception {
        Path tree = tree("tree", "a");
        assertThat(new ProcessBuilder("mkfifo", tree.resolve("fifo").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThatThrownBy(() -> pack(tree, 1))
                .hasMessage(tree.resolve("fifo") + " is neither a file nor a directory nor a symbolic link");
    }
}
