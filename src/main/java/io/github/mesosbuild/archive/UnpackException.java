package io.github.mesosbuild.archive;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.text.VisibleText;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Thrown if an archive cannot be unpacked. Nothing of it is left on the disk. The message names the archive, the entry and the
 * values; {@link #kind()} determines what to do.
 */
public final class UnpackException extends Failure {
    private static final long serialVersionUID = 1L;

    /** The reasons why an archive cannot be unpacked. */
    public enum Kind {
        /** An entry's name is absolute or contains {@code ..}. */
        ESCAPES,
        /** A link points outside the tree or has a forbidden target, or an entry is under a link. */
        LINK,
        /** An entry is a device or a FIFO. */
        SPECIAL_FILE,
        /** The archive uses an unsupported feature: sparse files, volumes, unknown entry types, or large dictionaries. */
        UNSUPPORTED,
        /** Two entries have the same name. */
        DUPLICATE,
        /** A name is empty, too long, or contains control characters. */
        NAME,
        /** A name is not UTF-8. */
        ENCODING,
        /** A name cannot be represented in the locale of this JVM. */
        LOCALE,
        /** An entry is outside the expected top directory, or that directory is missing. */
        WRONG_TOP,
        /** The archive exceeds a limit; {@link UnpackException#parameter()} names it. */
        LIMIT,
        /** The file is truncated. */
        TRUNCATED,
        /** The file is damaged or contradicts itself. */
        CORRUPT,
        /** The file is not the one that was verified: its digest is different. */
        CHANGED,
        /** The file is not a tar archive, or its compression is not supported. */
        UNKNOWN_FORMAT,
        /** The archive cannot be read. */
        UNREADABLE,
        /** The target already exists. */
        TARGET_EXISTS,
        /** The disk is full or the quota is exceeded. */
        NO_SPACE,
        /** The target's directory cannot be written. */
        UNWRITABLE,
        /** The preparation of the unpacked tree failed; its exception is the cause. */
        EDIT_FAILED
    }

    private final Kind kind;
    private final transient Path archive;
    private final transient Path target;
    private final String entry;
    private final String parameter;

    UnpackException(Path archive, Path target, RefusedArchiveException refusal) {
        super(sentence(archive, refusal), refusal.getCause());
        this.kind = refusal.kind();
        this.archive = archive;
        this.target = target;
        this.entry = refusal.entry() == null ? null : VisibleText.of(refusal.entry());
        this.parameter = refusal.parameter();
    }

    private static String sentence(Path archive, RefusedArchiveException refusal) {
        String subject = refusal.entry() == null ? "the archive" : "entry '" + VisibleText.of(refusal.entry()) + "'";
        String limit = refusal.parameter() == null ? "" : " (" + refusal.parameter() + ")";
        return "Cannot unpack " + archive + ": " + subject + " " + refusal.getMessage() + limit + ".";
    }

    /** Returns why the archive cannot be unpacked. */
    public Kind kind() {
        return kind;
    }

    /** Returns the archive. */
    public Path archive() {
        return archive;
    }

    /** Returns the directory that the archive was to be unpacked to. */
    public Path target() {
        return target;
    }

    /** Returns the name of the entry at fault, with unsafe characters escaped. */
    public Optional<String> entry() {
        return Optional.ofNullable(entry);
    }

    /** Returns the parameter that sets the exceeded limit, such as {@link ArchiveLimits#BYTES}. */
    public Optional<String> parameter() {
        return Optional.ofNullable(parameter);
    }
}
