package io.github.mesosbuild.archive;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.text.VisibleText;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An archive was not unpacked. Nothing of it is left: neither the target nor anything beside it. The message is a sentence
 * with the archive, the member and the values; what to do about it follows from {@link #kind()}.
 */
public final class UnpackException extends Failure {
    private static final long serialVersionUID = 1L;

    /** Why an archive was not unpacked. */
    public enum Kind {
        /** A member's name is absolute or leads upwards. */
        ESCAPES,
        /** A symbolic or hard link leads out of the tree or nowhere allowed, or a member lies behind a link. */
        LINK,
        /** A device or a FIFO. */
        SPECIAL_FILE,
        /** Something that tar can express and this room does not unpack: sparse files, volumes, unknown member types, large dictionaries. */
        UNSUPPORTED,
        /** Two members claim one place. */
        DUPLICATE,
        /** A name that is empty, too long for a file system, not UTF-8, holds control characters, or that this locale cannot express. */
        NAME,
        /** A member lies outside the expected top directory, or there is no such directory. */
        WRONG_TOP,
        /** A limit was reached; {@link UnpackException#parameter()} is there. */
        LIMIT,
        /** The file ends too early. */
        TRUNCATED,
        /** The file is damaged, or two places in it contradict each other. */
        CORRUPT,
        /** Not a tar archive, or compressed in a way that is not supported. */
        UNKNOWN_FORMAT,
        /** The archive could not be read. */
        UNREADABLE,
        /** Something has the target's name already. */
        TARGET_EXISTS,
        /** The disk or the quota is full. */
        NO_SPACE,
        /** The target's directory could not be written. */
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
        String subject = refusal.entry() == null ? "it" : "its entry '" + VisibleText.of(refusal.entry()) + "'";
        String limit = refusal.parameter() == null ? "" : " (" + refusal.parameter() + ")";
        return "The archive " + archive + " was not unpacked: " + subject + " " + refusal.getMessage() + limit + ".";
    }

    public Kind kind() {
        return kind;
    }

    public Path archive() {
        return archive;
    }

    public Path target() {
        return target;
    }

    /** The name of the member that is at fault, with every character that does not print escaped. */
    public Optional<String> entry() {
        return Optional.ofNullable(entry);
    }

    /** The parameter that holds the limit, such as {@link ArchiveLimits#BYTES}. */
    public Optional<String> parameter() {
        return Optional.ofNullable(parameter);
    }
}
