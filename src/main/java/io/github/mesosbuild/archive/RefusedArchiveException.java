package io.github.mesosbuild.archive;

import io.github.mesosbuild.archive.UnpackException.Kind;
import java.io.IOException;

/** Why an archive is refused, on its way to the {@link UnpackException} that also knows which archive it is. */
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
     * @param predicate the rest of a sentence whose subject is the archive or the entry
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

    /** The same, said of one member; what already names one keeps it. */
    RefusedArchiveException of(String member) {
        return entry != null ? this : new RefusedArchiveException(kind, member, parameter, getMessage(), getCause());
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
