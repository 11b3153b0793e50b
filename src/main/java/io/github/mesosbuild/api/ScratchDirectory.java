package io.github.mesosbuild.api;

import io.github.mesosbuild.cluster.ClusterDirectory;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A temporary directory of one cluster. It is locked as long as it is in use. So whoever creates the next one recognizes and removes those
 * that a killed JVM left behind.
 */
final class ScratchDirectory implements AutoCloseable {
    private static final String PREFIX = "mesos-cluster";
    private static final String LOCK = ".lock";
    private static final String CLUSTER = "cluster";

    /** Those of this JVM: to try their lock would release it (fcntl(2)). */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileLock lock;
    private boolean kept;

    private ScratchDirectory(Path path, FileLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates a directory, and removes what was left behind beside it.
     *
     * @throws IOException if the directory cannot be created
     */
    static ScratchDirectory in(Path parent) throws IOException {
        Path path = Files.createTempDirectory(parent, PREFIX);
        OWN.add(path);
        Optional<FileLock> lock = FileLock.tryAcquire(path.resolve(LOCK));
        ScratchDirectory created = new ScratchDirectory(
                path, lock.orElseThrow(() -> new IOException("Cannot lock " + path.resolve(LOCK) + ".")));
        removeAbandoned(parent, path);
        return created;
    }

    private static void removeAbandoned(Path parent, Path created) {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path other : others) {
                if (!OWN.contains(other)
                        && Files.isRegularFile(other.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)
                        && Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)) {
                    removeIfAbandoned(other, created);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // The next test tries again.
        }
    }

    /** Another user's directory and one whose processes are still being ended are left alone. */
    private static void removeIfAbandoned(Path other, Path created) {
        try {
            if (Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(created))) {
                Optional<FileLock> lock = FileLock.tryAcquire(other.resolve(LOCK));
                if (lock.isPresent()) {
                    try (FileLock mine = lock.get()) {
                        if (!new ClusterDirectory(other.resolve(CLUSTER)).hasProcesses()) {
                            Trees.delete(other);
                        }
                    }
                }
            }
        } catch (IOException stillInUse) {
            // The next test tries again.
        }
    }

    /** Returns the directory of the cluster. */
    ClusterDirectory cluster() {
        return new ClusterDirectory(path.resolve(CLUSTER));
    }

    /** Keeps the directory after it is closed. */
    void keep() {
        kept = true;
    }

    boolean isKept() {
        return kept;
    }

    /** Removes the directory unless it is kept. */
    @Override
    public void close() throws IOException {
        if (kept) {
            lock.remove();
        } else {
            Trees.delete(path);
        }
        lock.close();
        OWN.remove(path);
    }
}
