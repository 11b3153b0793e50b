package io.github.mesosbuild.fetch;

import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;

/** Creates failures of this package for tests in other packages. */
public final class FetchFailures {
    private FetchFailures() {}

    public static FetchException of(FetchException.Kind kind, String message) {
        return new FetchException(kind, null, message);
    }

    /** Returns a failure of a source. */
    public static FetchException of(FetchException.Kind kind, Source source, String message) {
        return new FetchException(kind, source, message);
    }

    public static FetchException wrongDigest(Pin pin, Digest actual) {
        return of(FetchException.Kind.WRONG_DIGEST, "The file has the wrong digest")
                .mismatch(pin, actual);
    }
}
