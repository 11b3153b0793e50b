package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import java.io.IOException;

/** Thrown if an archive is refused. {@link Unpacker} turns it into an {@link UnpackException}, which also names the archive. */
final class RefusedArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String entry;
    private final String parameter;

    private RefusedArchiveException(Kind kind, String entry, String parameter, String predicate, Throwable cause) {
        super(predicate, cause);
        this.kind = kind;
        this.entry = entry;
        this.parameter = parameter;
    }

    /**
     * Creates a refusal.
     *
     * @param predicate the predicate of a sentence whose subject is the archive or the entry
     */
    RefusedArchiveException(Kind kind, String predicate) {
        this(kind, null, null, predicate, null);
    }

    RefusedArchiveException(Kind kind, String predicate, Throwable cause) {
        this(kind, null, null, predicate, cause);
    }

    static RefusedArchiveException limit(String parameter, String predicate) {
        return new RefusedArchiveException(Kind.LIMIT, null, parameter, predicate, null);
    }

    /** Returns the same refusal with the name of the entry at fault, unless it already names one. */
    RefusedArchiveException of(String name) {
        return entry != null ? this : new RefusedArchiveException(kind, name, parameter, getMessage(), getCause());
    }

    Kind kind() {
        return kind;
    }

    String entry() {
        return entry;
    }

    String parameter() {
        return parameter;
    }
}
