package io.github.mesosbuild.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A lock across processes and threads. The operating system releases it when its holder dies, so a lock is never stale.
 *
 * <p>The lock file remains unless the holder removes it with {@link #remove}. A waiting thread that then locks the removed file notices
 * this and starts over, so that there are never two holders.
 */
public final class FileLock implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /** Anybody who may read a file may hold a lock on it (fcntl(2)). */
    private static final FileAttribute<?> PERMISSIONS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw----"));

    private final Path file;
    private final FileChannel channel;

    private FileLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** An open lock file with the identity that the file had when it was opened. */
    private record Opened(FileChannel channel, Object key) {
        static Opened of(Path lockFile) throws IOException {
            while (true) {
                Files.createDirectories(lockFile.getParent());
                requireFile(lockFile);
                FileChannel channel = FileChannel.open(lockFile, OPTIONS, PERMISSIONS);
                Optional<Object> key = key(lockFile);
                if (key.isPresent()) {
                    return new Opened(channel, key.get());
                }
                channel.close();
            }
        }

        /** Opening a FIFO would wait for a reader for ever. */
        private static void requireFile(Path lockFile) throws IOException {
            try {
                if (!Files.readAttributes(lockFile, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isRegularFile()) {
                    throw new FileSystemException(lockFile.toString(), null, "a lock must be a regular file");
                }
            } catch (NoSuchFileException notYet) {
                // It is created next.
            }
        }

        /** Returns the inode. Opening the file a second time would release the lock when that descriptor is closed (fcntl(2)). */
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

    /** Is called once if another holder has the lock. */
    @FunctionalInterface
    public interface Waiting {
        void waitingFor(Path lockFile);
    }

    /**
     * Acquires the lock, waiting until it is free.
     *
     * @param lockFile created with its directories if it does not exist
     * @throws IOException if the file cannot be created or locked
     * @throws InterruptedException if the thread was interrupted while waiting
     */
    public static FileLock acquire(Path lockFile, Sleeper sleeper, Waiting waiting)
            throws IOException, InterruptedException {
        return acquire(lockFile, Duration.ofSeconds(Long.MAX_VALUE), sleeper, waiting)
                .orElseThrow();
    }

    /**
     * Acquires the lock, waiting until it is free or the limit is over.
     *
     * @param lockFile created with its directories if it does not exist
     * @param limit the longest time to sleep
     * @return empty if another holder still has the lock
     * @throws IOException if the file cannot be created or locked
     * @throws InterruptedException if the thread was interrupted while waiting
     */
    public static Optional<FileLock> acquire(Path lockFile, Duration limit, Sleeper sleeper, Waiting waiting)
            throws IOException, InterruptedException {
        Duration waited = Duration.ZERO;
        while (true) {
            Opened opened = Opened.of(lockFile);
            try {
                boolean locked = tryLock(opened.channel());
                while (!locked && waited.compareTo(limit) < 0) {
                    if (waited.isZero()) {
                        waiting.waitingFor(lockFile);
                    }
                    sleeper.sleep(POLL);
                    waited = waited.plus(POLL);
                    locked = tryLock(opened.channel());
                }
                if (!locked) {
                    opened.channel().close();
                    return Optional.empty();
                }
                if (opened.isStill(lockFile)) {
                    return Optional.of(new FileLock(lockFile, opened.channel()));
                }
            } catch (IOException | InterruptedException | RuntimeException e) {
                opened.channel().close();
                throw e;
            }
            opened.channel().close();
        }
    }

    /**
     * Acquires the lock if it is free.
     *
     * @param lockFile as for {@link #acquire}
     * @return empty if another holder has the lock
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
     * Removes the lock file while the lock is held. A waiting thread creates a new one after {@link #close}.
     *
     * @throws IOException if the file cannot be removed
     */
    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Releases the lock. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
