package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.Mounts;
import io.github.mesosbuild.files.Ownership;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.OpenFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Quick checks of directories that start no process, use no network and change nothing. */
public final class Preflight {
    /**
     * Characters that Automake's configure refuses in a directory (AM_SANITY_CHECK), that separate the entries of a
     * PATH, or that are special to the shells that run make's unquoted commands.
     */
    static final Pattern UNSAFE = Pattern.compile("[\\\\\"#$&'`\\s:()<>;|*?\\[]");

    /** The bytes that a compiler's version test and a list of options need. */
    private static final long LEAST_TEMPORARY = 1 << 20;

    /** Directories of the cache into which files are written. */
    private static final List<String> CACHES =
            List.of("archives", "archives/incoming", "archives/rejected", "archives/locks", "installations");

    /** Directories of the cache from which programs are started or configured. */
    private static final List<String> COMPILER_CACHES =
            List.of("compiler-cache", "compiler-cache/links", "compiler-cache/ccache");

    private final Mounts mounts;

    public Preflight(Mounts mounts) {
        this.mounts = mounts;
    }

    /** Returns a refusal if configure and make cannot handle the name of the directory. */
    static Optional<BuildRefusedException> name(ChosenDirectory place) {
        Matcher unsafe = UNSAFE.matcher(place.directory().toString());
        return unsafe.find() ? Optional.of(PlaceRefusals.unsafeName(place, unsafe.group())) : Optional.empty();
    }

    /**
     * Returns a refusal if configure and make cannot handle the name, or if the directory cannot be created or written.
     */
    public Optional<BuildRefusedException> usable(ChosenDirectory place) {
        return name(place).or(() -> writable(place));
    }

    /** Returns a refusal if the directory exists and belongs to somebody else. */
    public static Optional<BuildRefusedException> owned(ChosenDirectory place) {
        return Ownership.stranger(place.directory()).map(owner -> PlaceRefusals.foreignOwner(place, owner));
    }

    /**
     * Returns a refusal if somebody else decides where a shared cache writes, or which compiler is called: by a link in place of one of its
     * directories, or by the directory of the compiler cache.
     *
     * @throws IOException if a directory of the cache cannot be read
     */
    public static Optional<BuildRefusedException> trustworthyCache(Path cache) throws IOException {
        List<Path> places = new ArrayList<>();
        Stream.concat(Stream.of(cache), CACHES.stream().map(cache::resolve))
                .filter(Files::isSymbolicLink)
                .forEach(places::add);
        COMPILER_CACHES.stream().map(cache::resolve).forEach(places::add);
        Path links = cache.resolve("compiler-cache/links");
        if (Files.isDirectory(links)) {
            try (Stream<Path> launchers = Files.list(links)) {
                launchers.forEach(places::add);
            }
        }
        return places.stream()
                .map(place -> owned(new ChosenDirectory(place, ChosenDirectory.CACHE)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Returns a refusal if the directory cannot be created or written. */
    public Optional<BuildRefusedException> writable(ChosenDirectory place) {
        Path there = existing(place.directory());
        if (!Files.isDirectory(there)) {
            return Optional.of(PlaceRefusals.unwritable(place, there + " is a file, not a directory"));
        }
        if (Files.isWritable(there)) {
            return Optional.empty();
        }
        Optional<Mounts.Mount> readOnly =
                mounts.of(there).filter(mount -> mount.options().contains("ro"));
        return Optional.of(PlaceRefusals.unwritable(
                place,
                readOnly.map(mount -> "the file system at " + mount.point() + " is mounted read-only (ro)")
                        .orElse("permission denied for " + there)));
    }

    /** Returns a refusal if programs cannot be started from the directory. */
    public Optional<BuildRefusedException> executable(ChosenDirectory place) {
        return noExec(place.directory()).map(mount -> PlaceRefusals.noExec(place, mount));
    }

    /** Returns the file system of a directory, if it is mounted noexec. */
    public Optional<Mounts.Mount> noExec(Path directory) {
        return mounts.of(directory).filter(Mounts.Mount::noExec);
    }

    /**
     * Returns a refusal if the file system has no room for a build. Files that an earlier build left in the workspace
     * count as free, because they are removed.
     *
     * @param needed the bytes that the build needs
     */
    public static Optional<BuildRefusedException> space(Workspace workspace, long needed) {
        // Files.getFileStore needs a mount point for /, which a chroot may lack.
        long free = existing(workspace.root()).toFile().getUsableSpace();
        if (free >= needed) {
            return Optional.empty();
        }
        long reclaimed = free + Trees.size(workspace.root());
        return reclaimed >= needed
                ? Optional.empty()
                : Optional.of(PlaceRefusals.noSpace(workspace.root(), needed, reclaimed));
    }

    /** Returns a refusal if the directory for temporary files cannot be used. */
    public Optional<BuildRefusedException> temporary(Path directory) {
        File file = directory.toFile();
        String why = !Files.exists(directory)
                ? "it does not exist"
                : !Files.isDirectory(directory)
                        ? "it is a file, not a directory"
                        : !Files.isWritable(directory)
                                ? "permission denied"
                                : file.getTotalSpace() > 0 && file.getUsableSpace() < LEAST_TEMPORARY
                                        ? "its file system is full"
                                        : "";
        return why.isEmpty() ? Optional.empty() : Optional.of(PlaceRefusals.noTemporary(directory, why));
    }

    /** Returns a refusal if too few files can still be opened to start programs. */
    public static Optional<BuildRefusedException> files(Optional<OpenFiles> files) {
        return files.filter(open -> !open.enough()).map(PlaceRefusals::noFiles);
    }

    /** Creates a directory and a file in it, because only that reveals quotas and file systems with their own rules. */
    static void requireWritten(ChosenDirectory place) throws BuildRefusedException {
        Optional<BuildRefusedException> foreign = ChosenDirectory.WORK.equals(place.parameter())
                ? owned(place)
                        .or(() -> owned(new ChosenDirectory(place.directory().getParent(), place.parameter())))
                : Optional.empty();
        if (foreign.isPresent()) {
            throw foreign.get();
        }
        try {
            Files.createDirectories(place.directory());
            Files.delete(Files.createTempFile(place.directory(), ".writable", null));
        } catch (IOException e) {
            throw PlaceRefusals.unwritable(place, reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is a file, not a directory";
        }
        return e instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason()
                : String.valueOf(e.getMessage());
    }

    private static Path existing(Path directory) {
        Path there = directory.toAbsolutePath().normalize();
        while (there.getParent() != null && !Trees.exists(there)) {
            there = there.getParent();
        }
        return there;
    }
}
