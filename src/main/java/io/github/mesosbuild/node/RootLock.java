package io.github.mesosbuild.node;

import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The lock that a process holds while it changes the files under a root. */
public final class RootLock implements AutoCloseable {
    /** The longest time to wait for another process. Changing the files takes seconds. */
    public static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration POLL = Duration.ofMillis(50);

    private final Optional<FileLock> lock;

    private RootLock(Optional<FileLock> lock) {
        this.lock = lock;
    }

    static RootLock acquire(MachineRoot root, LongSupplier nanoTime, Sleeper sleeper, FileLock.Waiting waiting)
            throws NodeException, IOException, InterruptedException {
        Path file = root.resolve(FileTransaction.BACKUPS + "/.lock");
        long began = nanoTime.getAsLong();
        boolean notified = false;
        while (true) {
            Optional<FileLock> lock;
            try {
                lock = FileLock.tryAcquire(file);
            } catch (FileSystemException e) {
                // The backup, which is in the same directory, fails with a sentence about it.
                return new RootLock(Optional.empty());
            }
            if (lock.isPresent()) {
                return new RootLock(lock);
            }
            if (!notified) {
                waiting.waitingFor(file);
                notified = true;
            }
            if (nanoTime.getAsLong() - began >= LIMIT.toNanos()) {
                throw new NodeException(
                        NodeException.Kind.LOCKED,
                        "Another process has been changing the files under " + root.directory() + " for more than "
                                + LIMIT.toSeconds() + " s: it holds the lock " + file + ".");
            }
            sleeper.sleep(POLL);
        }
    }

    /** Removes the lock file and releases the lock. */
    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            try (FileLock held = lock.get()) {
                held.remove();
            }
        }
    }
}
