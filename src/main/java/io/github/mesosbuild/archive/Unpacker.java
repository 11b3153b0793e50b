package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import io.github.mesosbuild.files.FileErrors;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.release.Digest;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Unpacks the tar archive of a source release without ever writing outside the directory that it creates.
 *
 * <p>Supported formats are tar (POSIX ustar and pax, GNU, Version 7), plain or compressed with gzip, bzip2, xz or zstd. The file's
 * first bytes determine the compression. The archive is unpacked into {@code .<name>.unpacking} next to the target and renamed
 * once everything is checked. Callers that may run concurrently for one target must hold a lock on it.
 */
public final class Unpacker {
    private static final long PROGRESS_MILLIS = 100;
    private static final long FULL_BELOW = 1 << 20;

    private final ArchiveLimits limits;
    private final InstantSource clock;

    /** Creates an unpacker with these limits. */
    public Unpacker(ArchiveLimits limits) {
        this(limits, InstantSource.system());
    }

    /**
     * Creates an unpacker.
     *
     * @param limits the limits beyond which an archive is refused
     * @param clock the clock that limits how often the listener is called
     */
    public Unpacker(ArchiveLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Unpacks an archive whose bytes nobody verified.
     *
     * @throws UnpackException as {@link #unpack(Path, Optional, Path, String, TreePreparation, UnpackListener)}
     * @throws InterruptedException likewise
     */
    public SourceTree unpack(
            Path archive, Path target, String topDirectory, TreePreparation preparation, UnpackListener listener)
            throws UnpackException, InterruptedException {
        return unpack(archive, Optional.empty(), target, topDirectory, preparation, listener);
    }

    /**
     * Unpacks an archive. Its bytes are digested while they are read, so that what is unpacked is what was verified, whatever happened
     * to the file in between.
     *
     * @param archive the archive; it should be verified, but unpacking does not rely on that
     * @param sha256 the digest that the bytes must have; empty if none is known
     * @param target the directory that the archive's top directory becomes; it must not exist, and its parents are created
     * @param topDirectory the directory that everything in the archive must be in, such as {@code mesos-0.24.0}
     * @param preparation what to do with the unpacked tree before it gets its name
     * @throws UnpackException if the archive cannot be unpacked; nothing is left on the disk
     * @throws InterruptedException if the thread was interrupted; nothing is left on the disk
     * @throws IllegalArgumentException if {@code topDirectory} is not a plain name
     */
    public SourceTree unpack(
            Path archive,
            Optional<Digest> sha256,
            Path target,
            String topDirectory,
            TreePreparation preparation,
            UnpackListener listener)
            throws UnpackException, InterruptedException {
        if (topDirectory.isEmpty() || topDirectory.contains("/") || topDirectory.matches("\\.\\.?")) {
            throw new IllegalArgumentException("Not a plain directory name: '" + topDirectory + "'");
        }
        Path place = target.toAbsolutePath().normalize();
        Path staging = place.resolveSibling("." + place.getFileName() + ".unpacking");
        Job job = new Job(archive, sha256, place, topDirectory, preparation, listener);
        boolean done = false;
        try {
            begin(place, staging);
            SourceTree tree = unpackInto(staging, job);
            done = true;
            return tree;
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException("Unpacking was interrupted");
        } catch (RefusedArchiveException e) {
            throw new UnpackException(archive, place, trueCause(e, archive, sha256));
        } catch (IOException e) {
            throw new UnpackException(archive, place, unwritable(e, place));
        } finally {
            if (!done) {
                removeQuietly(staging);
            }
        }
    }

    /**
     * Returns the newest modification time of an archive's entries, in complete seconds; the beginning of 1970 if all are older. Unlike the
     * time of its file, it is the same wherever the archive is.
     *
     * @throws UnpackException if the archive is damaged
     * @throws IOException if it cannot be read
     * @throws InterruptedException if the thread was interrupted
     */
    public Instant newest(Path archive) throws UnpackException, IOException, InterruptedException {
        try (Decompression source = Decompression.open(archive);
                ReadAhead ahead = new ReadAhead(source, limits)) {
            TarReader reader = new TarReader(ahead, limits);
            long newest = 0;
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                newest = Math.max(newest, entry.modified().toInstant().getEpochSecond());
            }
            return Instant.ofEpochSecond(newest);
        } catch (RefusedArchiveException e) {
            throw new UnpackException(archive, archive, e);
        }
    }

    /**
     * Returns the directory that an archive's first entry is in. In a release, everything else is in it too.
     *
     * @throws UnpackException if the archive is damaged, is empty, or its first entry has a name that would be refused
     * @throws IOException if it cannot be read
     * @throws InterruptedException if the thread was interrupted
     */
    public String top(Path archive) throws UnpackException, IOException, InterruptedException {
        try (Decompression source = Decompression.open(archive);
                ReadAhead ahead = new ReadAhead(source, limits)) {
            TarEntry first = new TarReader(ahead, limits).next();
            if (first == null) {
                throw new RefusedArchiveException(Kind.WRONG_TOP, "is empty");
            }
            List<String> name = EntryNames.components(first.name(), limits);
            if (name.size() == 1 && first.type() != TarEntry.Type.DIRECTORY) {
                throw new RefusedArchiveException(Kind.WRONG_TOP, "is not in a directory").of(first.name());
            }
            return name.get(0);
        } catch (RefusedArchiveException e) {
            throw new UnpackException(archive, archive, e);
        }
    }

    /** What to unpack, and where. */
    private record Job(
            Path archive,
            Optional<Digest> sha256,
            Path place,
            String top,
            TreePreparation preparation,
            UnpackListener listener) {}

    /** Returns the refusal itself, or that of a file that is not the verified one, where any other finding would mislead. */
    private static RefusedArchiveException trueCause(
            RefusedArchiveException refusal, Path archive, Optional<Digest> sha256) {
        boolean ofContent = switch (refusal.kind()) {
            case UNREADABLE, TARGET_EXISTS, NO_SPACE, UNWRITABLE, EDIT_FAILED, CHANGED -> false;
            default -> true;
        };
        if (sha256.isEmpty() || !ofContent) {
            return refusal;
        }
        try {
            Digest actual = Decompression.sha256(archive);
            return actual.equals(sha256.get()) ? refusal : changed(sha256.get(), actual);
        } catch (IOException unreadable) {
            return refusal;
        }
    }

    private static RefusedArchiveException changed(Digest expected, Digest actual) {
        return new RefusedArchiveException(
                Kind.CHANGED, "changed after it was verified: expected the " + expected + ", got " + actual.hex());
    }

    private static void begin(Path place, Path staging) throws IOException {
        if (Trees.exists(place)) {
            throw new RefusedArchiveException(
                    Kind.TARGET_EXISTS, "would be unpacked to " + place + ", which already exists");
        }
        Trees.delete(staging);
        Files.createDirectories(place.getParent());
    }

    private SourceTree unpackInto(Path directory, Job job) throws IOException, InterruptedException {
        UnpackListener listener = job.listener();
        try (Decompression source = Decompression.open(job.archive());
                ReadAhead ahead = new ReadAhead(source, limits);
                StagingDirectory staging = new StagingDirectory(directory, job.top(), limits)) {
            TarReader reader = new TarReader(ahead, limits);
            long lastReport = clock.millis();
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                add(staging, entry, reader);
                stopIfInterrupted();
                if (clock.millis() - lastReport >= PROGRESS_MILLIS) {
                    lastReport = clock.millis();
                    listener.progressed(staging.entries(), staging.bytes());
                }
            }
            if (job.sha256().isPresent()) {
                requireDigest(job.sha256().get(), source.sha256());
            }
            staging.check();
            prepare(job.preparation(), directory);
            staging.finish();
            stopIfInterrupted();
            listener.progressed(staging.entries(), staging.bytes());
            if (staging.droppedModes() > 0) {
                listener.dropped(staging.droppedModes());
            }
            Trees.moveIntoPlace(directory, job.place());
            return new SourceTree(job.place(), staging.entries(), staging.bytes());
        }
    }

    private static void requireDigest(Digest expected, Digest actual) throws RefusedArchiveException {
        if (!actual.equals(expected)) {
            throw changed(expected, actual);
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
            throw new RefusedArchiveException(
                    Kind.EDIT_FAILED, "could not be prepared for the build: " + e.getMessage(), e);
        }
    }

    /** Translates a failure to write. The system's message for a full disk depends on the locale. */
    private static RefusedArchiveException unwritable(IOException failure, Path place) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("quota") || isFull(place)) {
            return new RefusedArchiveException(Kind.NO_SPACE, "does not fit on the file system of " + place, failure);
        }
        return new RefusedArchiveException(
                Kind.UNWRITABLE, "cannot be written to " + place + ": " + FileErrors.reason(failure), failure);
    }

    private static boolean isFull(Path place) {
        // Files.getFileStore fails if / has no mount point, as in some chroots.
        return place.getParent().toFile().getUsableSpace() < FULL_BELOW;
    }

    private static void removeQuietly(Path staging) {
        try {
            Trees.delete(staging);
        } catch (IOException leftForTheNextRun) {
            return;
        }
    }
}
