package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.Mounts;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.OpenFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks of directories that take no process, no network and no time to speak of, and change nothing. */
public final class Preflight {
    /**
     * What Automake's configure refuses in a directory (AM_SANITY_CHECK), what separates the entries of a PATH, and what is more
     * than a letter to the shells that run make's unquoted commands.
     */
    static final Pattern UNSAFE = Pattern.compile("[\\\\\"#$&'`\\s:()<>;|*?\\[]");

    /** What a compiler's version and a list of options take. */
    private static final long LEAST_TEMPORARY = 1 << 20;

    private final Mounts mounts;

    public Preflight(Mounts mounts) {
        this.mounts = mounts;
    }

    /** Whether configure and make can work with the name. */
    static Optional<BuildRefusedException> name(ChosenDirectory place) {
        Matcher unsafe = UNSAFE.matcher(place.directory().toString());
        return unsafe.find() ? Optional.of(BuildRefusedException.unsafeName(place, unsafe.group())) : Optional.empty();
    }

    /** Whether configure and make can work with the name, and whether the directory can be made and written. */
    public Optional<BuildRefusedException> usable(ChosenDirectory place) {
        return name(place).or(() -> writable(place));
    }

    /** Whether the directory can be made and written. */
    public Optional<BuildRefusedException> writable(ChosenDirectory place) {
        Path there = existing(place.directory());
        if (!Files.isDirectory(there)) {
            return Optional.of(BuildRefusedException.unwritable(place, there + " is a file, not a directory"));
        }
        if (Files.isWritable(there)) {
            return Optional.empty();
        }
        Optional<Mounts.Mount> readOnly =
                mounts.of(there).filter(mount -> mount.options().contains("ro"));
        return Optional.of(BuildRefusedException.unwritable(
                place,
                readOnly.map(mount -> "the file system at " + mount.point() + " is mounted read-only (ro)")
                        .orElse("you may not write in " + there)));
    }

    /** Whether programs can be started from the directory. */
    public Optional<BuildRefusedException> executable(ChosenDirectory place) {
        return noExec(place.directory()).map(mount -> BuildRefusedException.noExec(place, mount));
    }

    /** The file system of a directory, if no program can be started from it. */
    public Optional<Mounts.Mount> noExec(Path directory) {
        return mounts.of(directory).filter(Mounts.Mount::noExec);
    }

    /**
     * Whether the file system has room for a build, which removes what an earlier one left in its workspace.
     *
     * @param needed bytes
     */
    public static Optional<BuildRefusedException> space(Workspace workspace, long needed) {
        // Not by Files.getFileStore, which wants a mount point for /, and a chroot may have none.
        long free = existing(workspace.root()).toFile().getUsableSpace();
        if (free >= needed) {
            return Optional.empty();
        }
        long reclaimed = free + Trees.size(workspace.root());
        return reclaimed >= needed
                ? Optional.empty()
                : Optional.of(BuildRefusedException.noSpace(workspace.root(), needed, reclaimed));
    }

    /** Whether the directory of temporary files can be used. */
    public Optional<BuildRefusedException> temporary(Path directory) {
        File file = directory.toFile();
        String why = !Files.exists(directory)
                ? "it is missing"
                : !Files.isDirectory(directory)
                        ? "it is a file, not a directory"
                        : !Files.isWritable(directory)
                                ? "you may not write in it"
                                : file.getTotalSpace() > 0 && file.getUsableSpace() < LEAST_TEMPORARY
                                        ? "its file system is full"
                                        : "";
        return why.isEmpty() ? Optional.empty() : Optional.of(BuildRefusedException.noTemporary(directory, why));
    }

    /** Whether programs can be started with the files that may still be opened. */
    public static Optional<BuildRefusedException> files(Optional<OpenFiles> files) {
        return files.filter(open -> !open.enough()).map(BuildRefusedException::noFiles);
    }

    /** Makes a directory and a file in it: only that shows what quotas, and file systems with rules of their own, refuse. */
    static void requireWritten(ChosenDirectory place) throws BuildRefusedException {
        try {
            Files.createDirectories(place.directory());
            Files.delete(Files.createTempFile(place.directory(), ".writable", null));
        } catch (IOException e) {
            throw BuildRefusedException.unwritable(
                    place, e.getClass().getSimpleName().replaceFirst("Exception$", "") + ", " + e.getMessage());
        }
    }

    private static Path existing(Path directory) {
        Path there = directory.toAbsolutePath().normalize();
        while (there.getParent() != null && !Trees.exists(there)) {
            there = there.getParent();
        }
        return there;
    }
}
