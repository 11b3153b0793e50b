package io.github.mesosbuild.fetch;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.PathNames;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.text.Quantities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cache of archives, shared by all projects of a user. Verified archives are in {@code archives/<sha256>/<name>}, partial ones
 * in {@code archives/incoming}, and refused ones in {@code archives/rejected}.
 */
public final class ArchiveCache {
    private final Path archives;

    /**
     * Opens a cache.
     *
     * @param root the directory of all caches of the plugin, which need not exist yet
     */
    public ArchiveCache(Path root) {
        this.archives = root.resolve("archives");
    }

    /** Returns the final location of a verified archive, which need not exist. */
    public Path place(Digest sha256, String fileName) {
        if (sha256.algorithm() != Digest.Algorithm.SHA256) {
            throw new IllegalArgumentException("The cache needs a SHA-256, got " + sha256);
        }
        return PathNames.child(archives.resolve(sha256.hex()), fileName);
    }

    /**
     * Returns the locations of all verified archives with a name.
     *
     * @throws IOException if the cache cannot be read
     */
    public List<Path> places(String fileName) throws IOException {
        List<Path> places = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(archives)) {
            for (Path directory : directories) {
                if (directory.getFileName().toString().length() == Digest.Algorithm.SHA256.hexLength()
                        && Files.exists(directory.resolve(fileName))) {
                    places.add(directory.resolve(fileName));
                }
            }
        } catch (NoSuchFileException emptyCache) {
            return List.of();
        }
        return places;
    }

    /**
     * Moves an archive and its companions to their final location.
     *
     * @param archive a verified archive
     * @return the new location of the archive
     * @throws IOException if a file cannot be moved
     */
    public Path admit(Archive archive) throws IOException {
        Path place = place(archive.digests().get(Digest.Algorithm.SHA256), archive.fileName());
        for (Map.Entry<String, Path> companion : archive.companions().entrySet()) {
            Trees.moveIntoPlace(companion.getValue(), place.resolveSibling(archive.fileName() + companion.getKey()));
        }
        Trees.moveIntoPlace(archive.file(), place);
        Files.deleteIfExists(PartFile.sidecar(archive.file()));
        return place;
    }

    /** Returns the directory of companions and of archives that are not verified yet. */
    public Path incoming() {
        return archives.resolve("incoming");
    }

    /** Returns the part file for a name. Its {@code .part.properties} record what it is a part of. */
    Path part(String fileName) {
        return PathNames.child(incoming(), fileName + ".part");
    }

    /**
     * Locks a release, waiting until no other thread or process is fetching it.
     *
     * @param limit the longest time to wait
     * @throws FetchException if another process holds the lock for so long
     * @throws IOException if the lock file cannot be created
     * @throws InterruptedException if the thread was interrupted while waiting
     */
    public FileLock lock(String releaseName, Duration limit, Sleeper sleeper, FileLock.Waiting waiting)
            throws FetchException, IOException, InterruptedException {
        String name = releaseName.replaceAll("[^A-Za-z0-9.+-]", "_");
        Path file = archives.resolve("locks").resolve(name + ".lock");
        Optional<FileLock> lock = FileLock.acquire(file, limit, sleeper, waiting);
        if (lock.isEmpty()) {
            throw new FetchException(
                    FetchException.Kind.LOCKED,
                    null,
                    "Timed out after " + Quantities.duration(limit) + " waiting for another process that holds "
                            + file);
        }
        return lock.get();
    }

    /**
     * Sets a file aside so that it is not used, and writes the reason next to it. A file of the same name that was set aside
     * earlier is replaced.
     *
     * @param file a file in the incoming directory or at its final location
     * @param reason a sentence
     * @return the new location of the file
     * @throws IOException if the file cannot be moved
     */
    public Path reject(Path file, String reason) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.part$", "");
        Path aside = archives.resolve("rejected").resolve(name);
        Files.deleteIfExists(PartFile.sidecar(file));
        Trees.moveIntoPlace(file, aside);
        AtomicFile.write(
                aside.resolveSibling(name + ".reason"),
                (reason + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
        return aside;
    }
}
