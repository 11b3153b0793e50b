package io.github.mesosbuild.fetch;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Pin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An archive could not be fetched. The message says what happened last; what other sources and earlier attempts said is
 * in the suppressed exceptions, oldest first, each a {@code FetchException} too.
 */
public final class FetchException extends Failure {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** The request names no source. */
        NO_SOURCE,
        /** Servers may not be asked, and no source is a file of this machine. */
        OFFLINE,
        /** The file is not there: 404, 410, no such local file, an artifact that cannot be resolved. */
        NOT_FOUND,
        /** Who asked is not allowed to: 401, 403, and 407 of a proxy. */
        REFUSED,
        /** The host's name has no address. */
        DNS,
        /** The server could not prove who it is, or does not speak TLS. */
        TLS,
        /** No connection to the server. */
        CONNECT,
        /** The connection ended before the body did. */
        CUT,
        /** Nothing arrived for the read time-out. */
        STALLED,
        /** The total time is over. */
        TIME_OUT,
        /** The first bytes are not those of such an archive; often an HTML page with status 200. */
        NOT_THE_ARCHIVE,
        /** The complete file has not a pinned digest; it was set aside. */
        WRONG_DIGEST,
        /** Plain HTTP without a strong pinned digest, or a redirect from HTTPS to HTTP. */
        INSECURE,
        /** A circle of redirects, too many of them, or one to nowhere. */
        REDIRECT,
        /** Any other status. */
        HTTP_STATUS,
        /** A companion is larger than such a file can be. */
        TOO_LARGE,
        /** The file system of the cache is full. */
        NO_SPACE,
        /** The cache cannot be written. */
        UNWRITABLE,
        /** A local source cannot be read. */
        UNREADABLE
    }

    // RFC 9110, 15.5 and 15.6: what may be otherwise in a moment. 501 and 505 will not.
    private static final Set<Integer> PERMANENT_SERVER_ERRORS = Set.of(501, 505);
    private static final Set<Integer> TRANSIENT_CLIENT_ERRORS = Set.of(408, 425, 429);

    private final Kind kind;
    private final transient Source source;
    private transient URI url;
    private transient int status;
    private transient Duration retryAfter;
    private transient Pin expected;
    private transient Digest actual;
    private transient Path file;
    private boolean joined;

    FetchException(Kind kind, Source source, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.source = source;
    }

    FetchException(Kind kind, Source source, String message) {
        this(kind, source, message, null);
    }

    FetchException at(URI where) {
        this.url = where;
        return this;
    }

    FetchException answered(int code, Duration after) {
        this.status = code;
        this.retryAfter = after;
        return this;
    }

    FetchException mismatch(Pin pin, Digest digest) {
        this.expected = pin;
        this.actual = digest;
        return this;
    }

    FetchException on(Path path) {
        this.file = path;
        return this;
    }

    FetchException joined(boolean fromParts) {
        this.joined = fromParts;
        return this;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The source that failed; empty if none was asked, or the fault is this machine's. */
    public Optional<Source> source() {
        return Optional.ofNullable(source);
    }

    /** The URL that failed, which after a redirect is not the source's. */
    public Optional<URI> url() {
        return Optional.ofNullable(url);
    }

    /** The server's status, if it gave one. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** How long the server asked to be left alone (RFC 9110, 10.2.3). */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The pin that the file has not. */
    public Optional<Pin> expected() {
        return Optional.ofNullable(expected);
    }

    /** The digest that the file has instead. */
    public Optional<Digest> actual() {
        return Optional.ofNullable(actual);
    }

    /** The file of this machine that it is about: the one set aside, the one not writable, the one not there. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** Whether the same source may well answer in a moment. */
    public boolean isTransient() {
        return switch (kind) {
            case CONNECT, CUT, STALLED -> true;
            case HTTP_STATUS ->
                TRANSIENT_CLIENT_ERRORS.contains(status)
                        || status >= 500 && status < 600 && !PERMANENT_SERVER_ERRORS.contains(status);
            default -> false;
        };
    }

    /** Whether the wrong file was joined from parts, which may be why it is wrong. */
    boolean isJoined() {
        return joined;
    }

    /** Whether no other source can help. */
    boolean isFinal() {
        return kind == Kind.NO_SPACE || kind == Kind.UNWRITABLE || kind == Kind.TIME_OUT;
    }
}
