package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.Mounts;
import io.github.mesosbuild.process.OpenFiles;
import io.github.mesosbuild.steps.BuildRefusedException.Reason;
import java.nio.file.Path;
import java.util.List;

/** Builds that are refused because of the directory that they would use, or because a process cannot start there. */
final class PlaceRefusals {
    private PlaceRefusals() {}

    static BuildRefusedException foreignDirectory(Path directory) {
        return new BuildRefusedException(
                Reason.FOREIGN_DIRECTORY,
                directory.toString(),
                "",
                List.of(),
                "The directory " + directory + " contains files that this plugin did not install.");
    }

    static BuildRefusedException foreignFile(Path directory, String file) {
        return new BuildRefusedException(
                Reason.FOREIGN_DIRECTORY,
                directory.toString(),
                "",
                List.of(),
                "The directory " + directory + " contains a file " + file
                        + " that this plugin did not install, and the release installs a file of that name.");
    }

    static BuildRefusedException foreignOwner(ChosenDirectory place, String owner) {
        return new BuildRefusedException(
                Reason.FOREIGN_OWNER,
                place.directory().toString(),
                place.parameter(),
                List.of(owner),
                "The directory " + place.directory() + " belongs to " + owner
                        + ", who could replace files in it while they are used.");
    }

    static BuildRefusedException noSpace(Path directory, long needed, long free) {
        return new BuildRefusedException(
                Reason.NO_SPACE,
                directory.toString(),
                "",
                List.of(),
                "Not enough disk space in " + directory + ": the build needs " + (needed >> 20) + " MiB, and "
                        + (free >> 20) + " MiB are free.");
    }

    private static BuildRefusedException at(ChosenDirectory place, Reason reason, String message) {
        return new BuildRefusedException(reason, place.directory().toString(), place.parameter(), List.of(), message);
    }

    /**
     * Returns the failure for a directory whose name configure and make cannot handle.
     *
     * @param character the character of the path that causes the problem
     */
    static BuildRefusedException unsafeName(ChosenDirectory place, String character) {
        return at(
                place,
                Reason.UNSAFE_NAME,
                "Cannot build in '" + place.directory() + "' (" + place.parameter()
                        + "): configure and make cannot handle " + name(character) + " in a path.");
    }

    private static String name(String character) {
        return switch (character) {
            case " " -> "a space";
            case "\t" -> "a tab";
            case "\n" -> "a line break";
            case ":" -> "a colon";
            case "'", "\"", "`" -> "the quote " + character;
            default -> "the character " + character;
        };
    }

    /**
     * Returns the failure for a directory that is not writable.
     *
     * @param why the reason, as the end of a sentence
     */
    static BuildRefusedException unwritable(ChosenDirectory place, String why) {
        return at(
                place,
                Reason.UNWRITABLE,
                "Cannot write to " + place.directory() + " (" + place.parameter() + "): " + why + ".");
    }

    static BuildRefusedException noExec(ChosenDirectory place, Mounts.Mount mount) {
        return at(
                place,
                Reason.NO_EXEC,
                "Cannot start programs in " + place.directory() + " (" + place.parameter() + "): the file system at "
                        + mount.point() + " is mounted noexec.");
    }

    static BuildRefusedException noTemporary(Path directory, String why) {
        return at(
                new ChosenDirectory(directory, "java.io.tmpdir"),
                Reason.NO_TEMPORARY,
                "Cannot use " + directory + " (java.io.tmpdir) for temporary files: " + why + ".");
    }

    static BuildRefusedException noFiles(OpenFiles files) {
        return new BuildRefusedException(
                Reason.NO_FILES,
                Long.toString(files.limit()),
                "",
                List.of(),
                "Cannot start programs: Maven is limited to " + files.limit() + " open files (ulimit -n), and "
                        + files.open() + " are already open.");
    }
}
