package io.github.mesosbuild.draft;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.fetch.FetchException;
import io.github.mesosbuild.text.VisibleText;
import java.nio.file.Path;

/** Thrown if no recipe can be drafted of a release, or none written. */
public final class DraftException extends Failure {
    private static final long serialVersionUID = 1L;

    /** The reasons why there is no draft. */
    public enum Kind {
        /** No parameter names the archive. */
        NO_ARCHIVE,
        /** The file with the recipe exists. */
        EXISTS,
        /** Maven is offline, and the archive is not on this machine. */
        OFFLINE,
        /** The archive has a format that the plugin cannot unpack. */
        OTHER_FORMAT,
        /** The URL is plain HTTP, and no digest is given. */
        INSECURE,
        /** The archive is not one directory with everything in it. */
        NO_TOP,
        /** The release uses another build system than autotools. */
        OTHER_BUILD_SYSTEM,
        /** The release has no file that the plugin knows how to build with. */
        NO_BUILD_SYSTEM,
        /** Nothing tells the version. */
        NO_VERSION
    }

    private final Kind kind;

    private DraftException(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    private DraftException(Kind kind, String sentence) {
        this(kind, sentence, null);
    }

    /** Reports that the parameters name no archive. */
    public static DraftException noArchive() {
        return new DraftException(Kind.NO_ARCHIVE, "No archive is given.");
    }

    /** Reports that the recipe's file exists. */
    public static DraftException exists(Path file) {
        return new DraftException(Kind.EXISTS, "Did not write " + file + ": the file exists.");
    }

    /** Reports that no server may be asked. */
    static DraftException offline(FetchException failure) {
        return new DraftException(Kind.OFFLINE, "Cannot draft a recipe: " + failure.getMessage() + ".", failure);
    }

    /** Reports a format that cannot be unpacked. */
    static DraftException otherFormat(String fileName, String format) {
        return new DraftException(
                Kind.OTHER_FORMAT,
                "Cannot unpack " + VisibleText.of(fileName) + ": the plugin does not read " + format + ".");
    }

    /** Reports a URL whose content anyone on the way can change. */
    static DraftException insecure(String source) {
        return new DraftException(
                Kind.INSECURE,
                "Cannot trust " + source
                        + ": it is plain HTTP, where anyone can change the archive, and no SHA-256 or SHA-512 is given.");
    }

    /** Reports an archive with several directories or files at its top. */
    static DraftException noTop(String fileName, Throwable cause) {
        return new DraftException(
                Kind.NO_TOP,
                cannot(fileName) + "it does not have exactly one directory at its top with everything in it.",
                cause);
    }

    /**
     * Reports another build system.
     *
     * @param system its name
     * @param file the file that it is known by
     */
    static DraftException otherBuildSystem(String fileName, String system, String file) {
        return new DraftException(
                Kind.OTHER_BUILD_SYSTEM,
                cannot(fileName) + "it is built with " + system + ". It has " + file
                        + ", but neither configure nor configure.ac.");
    }

    /** Reports that no build system was recognized. */
    static DraftException noBuildSystem(String fileName) {
        return new DraftException(
                Kind.NO_BUILD_SYSTEM,
                cannot(fileName)
                        + "it has neither configure nor configure.ac, and no file of another build system that the plugin"
                        + " recognizes.");
    }

    /** Reports a release without a version. */
    static DraftException noVersion(String fileName) {
        return new DraftException(
                Kind.NO_VERSION,
                "Cannot find the version of " + VisibleText.of(fileName)
                        + ": the file, its top directory and configure name none.");
    }

    private static String cannot(String fileName) {
        return "Cannot draft a recipe for " + VisibleText.of(fileName) + ": ";
    }

    /** Returns the reason. */
    public Kind kind() {
        return kind;
    }
}
