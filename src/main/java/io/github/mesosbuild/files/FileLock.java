package io.github.mesosbuild.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * A lock across processes and across the threads of one. The operating system takes it back when its holder dies, so none
 * is ever stale. The lock file itself stays: removing it would let two holders lock two files of one name.
 */
public final class FileLock implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final FileChannel channel;

    private FileLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Hears, once, that somebody else holds the lock. */
    @FunctionalInterface
    public interface Waiting {
        void waitingFor(Path lockFile);
    }

    /**
     * Waits until the lock is free and takes it.
     *
     * @param lockFile made with its directories if it is not there
     * @throws IOException if the file cannot be made or locked
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    public static FileLock acquire(Path lockFile, Sleeper sleeper, Waiting waiting)
            throws IOException, InterruptedException {
        Files.createDirectories(lockFile.getParent());
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean said = false;
        try {
            while (!tryLock(channel)) {
                if (!said) {
                    waiting.waitingFor(lockFile);
                    said = true;
                }
                sleeper.sleep(POLL);
            }
            return new FileLock(channel);
        } catch (IOException | InterruptedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Takes the lock if it is free.
     *
     * @param lockFile as {@link #acquire}
     * @return empty if somebody else holds it
     * @throws IOException as {@link #acquire}
     */
    public static Optional<FileLock> tryAcquire(Path lockFile) throws IOException {
        Files.createDirectories(lockFile.getParent());
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel)) {
                return Optional.of(new FileLock(channel));
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
