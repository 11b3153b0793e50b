package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Unpacks the tar archive of a source release, and never writes a byte outside the directory that it makes for it.
 *
 * <p>Format: tar (POSIX ustar and pax, GNU, Version 7) in gzip, bzip2, xz, zstd or nothing; which one is told by the file's first bytes.
 * The archive is unpacked into {@code .<name>.unpacking} beside the target, which gets the target's name by one rename after
 * everything was good. Callers that may run at once for one target hold a lock on it.
 */
public final class Unpacker {
    private static final long PROGRESS_MILLIS = 100;
    private static final long FULL = 1 << 20;

    private final ArchiveLimits limits;
    private final InstantSource clock;

    public Unpacker(ArchiveLimits limits) {
        this(limits, InstantSource.system());
    }

    /**
     * @param clock paces the listener
     */
    public Unpacker(ArchiveLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Unpacks an archive.
     *
     * @param archive a file that was verified, though nothing here relies on that
     * @param target the directory that the archive's top directory becomes; must not be there, its parents are made
     * @param topDirectory the one directory that everything in the archive must lie in, such as {@code mesos-0.24.0}
     * @param preparation is run on the unpacked tree before it gets its name
     * @throws UnpackException if anything is wrong; nothing is left then
     * @throws InterruptedException if the thread was interrupted; nothing is left then
     * @throws IllegalArgumentException if {@code topDirectory} is not a single plain name
     */
    public SourceTree unpack(
            Path archive, Path target, String topDirectory, TreePreparation preparation, UnpackListener listener)
            throws UnpackException, InterruptedException {
        if (topDirectory.isEmpty() || topDirectory.contains("/") || topDirectory.matches("\\.\\.?")) {
            throw new IllegalArgumentException("Not the name of a directory: " + topDirectory);
        }
        Path place = target.toAbsolutePath().normalize();
        Path staging = place.resolveSibling("." + place.getFileName() + ".unpacking");
        boolean done = false;
        try {
            begin(place, staging);
            SourceTree tree = unpackInto(staging, archive, place, topDirectory, preparation, listener);
            done = true;
            return tree;
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException("Unpacking was interrupted");
        } catch (RefusedArchiveException e) {
            throw new UnpackException(archive, place, e);
        } catch (IOException e) {
            throw new UnpackException(archive, place, unwritable(e, place));
        } finally {
            if (!done) {
                removeQuietly(staging);
            }
        }
    }

    private static void begin(Path place, Path staging) throws IOException {
        if (Trees.exists(place)) {
            throw new RefusedArchiveException(Kind.TARGET_EXISTS, "would go to " + place + ", which is there already");
        }
        Trees.delete(staging);
        Files.createDirectories(place.getParent());
    }

    private SourceTree unpackInto(
            Path directory, Path archive, Path place, String top, TreePreparation preparation, UnpackListener listener)
            throws IOException, InterruptedException {
        try (Decompression source = Decompression.open(archive);
                ReadAhead ahead = new ReadAhead(source, limits);
                StagingDirectory staging = new StagingDirectory(directory, top, limits)) {
            TarReader reader = new TarReader(ahead, limits);
            long heard = clock.millis();
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                add(staging, entry, reader);
                stopIfInterrupted();
                if (clock.millis() - heard >= PROGRESS_MILLIS) {
                    heard = clock.millis();
                    listener.progressed(staging.entries(), staging.bytes());
                }
            }
            staging.check();
            prepare(preparation, directory);
            staging.finish();
            stopIfInterrupted();
            listener.progressed(staging.entries(), staging.bytes());
            if (staging.dropped() > 0) {
                listener.dropped(staging.dropped());
            }
            Trees.moveIntoPlace(directory, place);
            return new SourceTree(place, staging.entries(), staging.bytes());
        }
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("Unpacking was interrupted");
        }
    }

    private static void add(StagingDirectory staging, TarEntry entry, TarReader reader)
            throws IOException, InterruptedException {
        try {
            staging.add(entry, reader);
        } catch (RefusedArchiveException e) {
            throw e.of(entry.name());
        }
    }

    private static void prepare(TreePreparation preparation, Path directory) throws IOException {
        try {
            preparation.prepare(directory);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            throw new RefusedArchiveException(Kind.EDIT_FAILED, "could not be made ready: " + e.getMessage(), e);
        }
    }

    /** Whatever else fails is the file system that is written to; its words for a full disk depend on the locale. */
    private static RefusedArchiveException unwritable(IOException failure, Path place) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("quota") || isFull(place)) {
            return new RefusedArchiveException(Kind.NO_SPACE, "does not fit on the file system of " + place, failure);
        }
        return new RefusedArchiveException(
                Kind.UNWRITABLE, "could not be written to " + place + ": " + failure, failure);
    }

    private static boolean isFull(Path place) {
        // Not by Files.getFileStore, which wants a mount point for /, and a chroot may have none.
        return place.getParent().toFile().getUsableSpace() < FULL;
    }

    private static void removeQuietly(Path staging) {
        try {
            Trees.delete(staging);
        } catch (IOException leftForTheNextRun) {
            return;
        }
    }
}
