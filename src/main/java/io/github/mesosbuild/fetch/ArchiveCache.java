package io.github.mesosbuild.fetch;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.release.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where archives lie, shared by all projects of a user: {@code archives/<sha256>/<name>} when they are verified,
 * {@code archives/incoming} while they arrive, {@code archives/rejected} when they were found to be wrong.
 */
public final class ArchiveCache {
    private final Path archives;

    /**
     * @param root of all caches of the plugin; need not exist yet
     */
    public ArchiveCache(Path root) {
        this.archives = root.resolve("archives");
    }

    /** The final place of a verified archive; whether it is there is another question. */
    public Path place(Digest sha256, String fileName) {
        if (sha256.algorithm() != Digest.Algorithm.SHA256) {
            throw new IllegalArgumentException("Archives are kept by SHA-256, not by " + sha256);
        }
        return archives.resolve(sha256.hex()).resolve(fileName);
    }

    /**
     * The final places of all verified archives of a name.
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
     * Gives an archive its final name, and its companions theirs beside it.
     *
     * @param archive that was verified
     * @return where it is now
     * @throws IOException if it could not be moved
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

    /** Where companions lie, and archives that are not verified. */
    public Path incoming() {
        return archives.resolve("incoming");
    }

    /** Where a file of this name arrives. Beside it lies {@code .part.properties}, which says what it is a part of. */
    Path part(String fileName) {
        return incoming().resolve(fileName + ".part");
    }

    /**
     * Waits until nobody else fetches this release, in this process or another.
     *
     * @throws IOException if the lock file cannot be made
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    public FileLock lock(String releaseName, Sleeper sleeper, FileLock.Waiting waiting)
            throws IOException, InterruptedException {
        String name = releaseName.replaceAll("[^A-Za-z0-9.+-]", "_");
        return FileLock.acquire(archives.resolve("locks").resolve(name + ".lock"), sleeper, waiting);
    }

    /**
     * Sets a file aside so that nothing takes it for good, with its reason beside it. Of each name only the last is kept.
     *
     * @param file in the incoming area or at its final place
     * @param reason a sentence
     * @return where it is now
     * @throws IOException if it could not be moved
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
