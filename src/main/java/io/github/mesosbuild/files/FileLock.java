package io.github.mesosbuild.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;

/**
 * A lock across processes and across the threads of one. The operating system takes it back when its holder dies, so none
 * is ever stale. The lock file stays unless its holder removes it by {@link #remove}: whoever locked a file that is not the one of that
 * name any more starts over, so that no two holders lock two files of one name.
 */
public final class FileLock implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Path file;
    private final FileChannel channel;

    private FileLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** An open lock file, and which file had its name then. */
    private record Opened(FileChannel channel, Object key) {
        static Opened of(Path lockFile) throws IOException {
            while (true) {
                Files.createDirectories(lockFile.getParent());
                FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                Optional<Object> key = key(lockFile);
                if (key.isPresent()) {
                    return new Opened(channel, key.get());
                }
                channel.close();
            }
        }

        /** By its inode: to open the file once more would, when that is closed, give back the lock (fcntl(2)). */
        private static Optional<Object> key(Path file) throws IOException {
            try {
                return Optional.of(
                        Files.readAttributes(file, BasicFileAttributes.class).fileKey());
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        }

        boolean isStill(Path lockFile) throws IOException {
            return key(lockFile).filter(key::equals).isPresent();
        }
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
        boolean said = false;
        while (true) {
            Opened opened = Opened.of(lockFile);
            try {
                while (!tryLock(opened.channel())) {
                    if (!said) {
                        waiting.waitingFor(lockFile);
                        said = true;
                    }
                    sleeper.sleep(POLL);
                }
                if (opened.isStill(lockFile)) {
                    return new FileLock(lockFile, opened.channel());
                }
            } catch (IOException | InterruptedException | RuntimeException e) {
                opened.channel().close();
                throw e;
            }
            opened.channel().close();
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
        Opened opened = Opened.of(lockFile);
        try {
            if (tryLock(opened.channel()) && opened.isStill(lockFile)) {
                return Optional.of(new FileLock(lockFile, opened.channel()));
            }
        } catch (IOException | RuntimeException e) {
            opened.channel().close();
            throw e;
        }
        opened.channel().close();
        return Optional.empty();
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /**
     * Removes the lock file, which must still be held. Whoever waits for it makes another one when this is closed.
     *
     * @throws IOException if it cannot be removed
     */
    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Gives the lock back. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
