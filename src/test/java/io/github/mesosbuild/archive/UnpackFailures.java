package io.github.mesosbuild.archive;

import java.nio.file.Path;

/** Creates failures of this package for tests in other packages. */
public final class UnpackFailures {
    private UnpackFailures() {}

    public static UnpackException of(UnpackException.Kind kind) {
        RefusedArchiveException refusal = kind == UnpackException.Kind.LIMIT
                ? RefusedArchiveException.limit(ArchiveLimits.ENTRIES, "has more than 5 entries")
                : new RefusedArchiveException(kind, "is not right");
        return new UnpackException(Path.of("sample.tar.gz"), Path.of("source"), refusal);
    }
}
