package io.github.mesosbuild.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FilesRoomTest {
    @TempDir
    Path directory;

    @Test
    void aLockHasOneHolderAndReportsWaitingOnce() throws Exception {
        Path file = directory.resolve("locks/a.lock");
        List<Path> waited = new ArrayList<>();
        AtomicInteger naps = new AtomicInteger();
        FileLock first = FileLock.acquire(file, Sleeper.REAL, waited::add);
        Sleeper releasing = duration -> {
            if (naps.incrementAndGet() == 3) {
                try {
                    first.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        try (FileLock second = FileLock.acquire(file, releasing, waited::add)) {
            assertThat(second).isNotNull();
        }
        assertThat(naps).hasValue(3);
        assertThat(waited).containsExactly(file);
    }

    /** A waiting thread has the old file open while another may have created and locked a new one. */
    @Test
    void aLockOnARemovedFileIsNotMistakenForTheNewOne() throws Exception {
        Path file = directory.resolve("locks/a.lock");
        FileLock first = FileLock.acquire(file, Sleeper.REAL, path -> {});
        AtomicInteger naps = new AtomicInteger();
        List<FileLock> others = new ArrayList<>();
        Sleeper between = duration -> {
            try {
                switch (naps.incrementAndGet()) {
                    case 1 -> {
                        first.remove();
                        Files.delete(file.getParent());
                        first.close();
                        others.add(FileLock.tryAcquire(file).orElseThrow());
                    }
                    case 2 -> others.get(0).close();
                    default -> throw new IllegalStateException("it waits for nobody");
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
        try (FileLock second = FileLock.acquire(file, between, path -> {})) {
            assertThat(naps).as("it waited for the new file's holder too").hasValue(2);
            assertThat(FileLock.tryAcquire(file)).isEmpty();
            second.remove();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void onlyAnEmptyDirectoryIsRemovedAsOne() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), empty);
        Path file = Files.createFile(directory.resolve("file"));
        for (Path stays : List.of(directory, link, file, directory.resolve("none"))) {
            Trees.deleteIfEmpty(stays);
        }
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("empty", "link", "file");
        Trees.deleteIfEmpty(empty);
        assertThat(empty).doesNotExist();
    }

    @Test
    void anInterruptedWaitLeavesTheLockToItsHolder() throws Exception {
        Path file = directory.resolve("a.lock");
        Sleeper interrupted = duration -> {
            throw new InterruptedException();
        };
        try (FileLock held = FileLock.acquire(file, Sleeper.REAL, path -> {})) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> FileLock.acquire(file, interrupted, path -> {}))
                    .isInstanceOf(InterruptedException.class);
        }
        FileLock.acquire(file, interrupted, path -> {}).close();
    }

    @Test
    void tryAcquireFailsWhileTheLockIsHeld(@TempDir Path place) throws Exception {
        Path file = place.resolve("locks/lock");
        try (FileLock held = FileLock.tryAcquire(file).orElseThrow()) {
            assertThat(FileLock.tryAcquire(file)).isEmpty();
        }
        FileLock.tryAcquire(file).orElseThrow().close();
    }

    @Test
    void aTreeIsCopiedWithModesLinksAndTimes() throws IOException {
        Path source = Files.createDirectories(directory.resolve("source/sub"));
        Path script = Files.writeString(source.resolve("run"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        Files.createSymbolicLink(source.resolve("link"), Path.of("run"));
        FileTime time = FileTime.fromMillis(1_400_000_000_123L);
        Files.setLastModifiedTime(script, time);
        Files.setLastModifiedTime(source, time);
        Path target = directory.resolve("target");
        Trees.copy(directory.resolve("source"), target);
        Path copied = target.resolve("sub/run");
        assertThat(copied).hasContent("#!/bin/sh\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copied)))
                .isEqualTo("rwxr-x---");
        assertThat(Files.getLastModifiedTime(copied)).isEqualTo(time);
        assertThat(Files.getLastModifiedTime(target.resolve("sub"))).isEqualTo(time);
        assertThat(Files.readSymbolicLink(target.resolve("sub/link"))).isEqualTo(Path.of("run"));
    }

    @Test
    void deletingFollowsNoLinkAndIgnoresPermissions() throws IOException {
        Path kept = Files.writeString(
                Files.createDirectory(directory.resolve("kept")).resolve("file"), "x");
        Path root = Files.createDirectories(directory.resolve("root/locked"));
        Files.writeString(root.resolve("file"), "y");
        Files.createSymbolicLink(root.resolve("link"), directory.resolve("kept"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r-xr-xr-x"));
        Trees.delete(directory.resolve("root"));
        Trees.delete(directory.resolve("never-there"));
        assertThat(directory.resolve("root")).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void lockIsAFileThatOtherUsersCannotOpen() throws Exception {
        Path file = directory.resolve("locks/private.lock");
        FileLock.acquire(file, Sleeper.REAL, path -> {}).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .endsWith("---");
    }

    /** Opening a FIFO cannot be interrupted, so only a thread of its own can fail in time. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void lockThatIsNoRegularFileIsRefusedAtOnce() throws Exception {
        Path fifo = directory.resolve("fifo.lock");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        Path link = Files.createSymbolicLink(directory.resolve("link.lock"), directory.resolve("elsewhere"));
        Path place = Files.createDirectory(directory.resolve("directory.lock"));
        for (Path lock : List.of(fifo, link, place)) {
            assertThatThrownBy(() -> FileLock.tryAcquire(lock))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessage(lock + ": a lock must be a regular file");
        }
        assertThat(directory.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void equalPropertiesAreEqualBytes() throws IOException {
        Path file = directory.resolve("sub/p.properties");
        Map<String, String> values = Map.of("b key", "line\nnext", "a", "ä=#!", "empty", "");
        AtomicFile.writeProperties(file, values);
        byte[] first = Files.readAllBytes(file);
        AtomicFile.writeProperties(file, values);
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
        assertThat(new String(first, StandardCharsets.UTF_8)).startsWith("a=");
        assertThat(AtomicFile.readProperties(file)).contains(values);
        assertThat(AtomicFile.readProperties(directory.resolve("none"))).isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path file = Files.createDirectory(directory.resolve("taken"));
        Files.writeString(file.resolve("child"), "x");
        assertThatThrownBy(() -> AtomicFile.write(file, new byte[1])).isInstanceOf(IOException.class);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
    }
}
