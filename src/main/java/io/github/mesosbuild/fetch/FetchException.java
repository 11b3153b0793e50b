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
 * Thrown if an archive cannot be fetched. The message is about the last failure, or about a full disk if there was one. The other
 * failures are suppressed exceptions, oldest first, each a {@code FetchException} too.
 */
public final class FetchException extends Failure {
    private static final long serialVersionUID = 1L;

    /** The kinds of failure. */
    public enum Kind {
        /** No source is configured. */
        NO_SOURCE,
        /** Maven is offline and no source is a local file. */
        OFFLINE,
        /** The file does not exist: status 404 or 410, no such local file, or an artifact that cannot be resolved. */
        NOT_FOUND,
        /** Access was denied: status 401 or 403, or 407 from a proxy. */
        REFUSED,
        /** A host name cannot be resolved. */
        DNS,
        /** The server has no trusted certificate or does not support TLS. */
        TLS,
        /** The server cannot be reached. */
        CONNECT,
        /** The connection was lost during the download. */
        CUT,
        /** No data arrived within the read timeout, or no complete head of an answer. */
        STALLED,
        /** The data arrived more slowly than the minimum rate. */
        SLOW,
        /** The total time limit is exceeded, or the share of one source. */
        TIME_OUT,
        /** Another process held the lock of the release until the total time limit was over. */
        LOCKED,
        /** The first bytes do not match the archive's suffix, often because they are an HTML page with status 200. */
        NOT_THE_ARCHIVE,
        /** The complete file does not have a pinned digest and was set aside. */
        WRONG_DIGEST,
        /** The {@link ArchiveJudge} refused the complete file and set it aside. The cause has the reason. */
        UNTRUSTED,
        /** Plain HTTP was used without a strong pinned digest, or HTTPS was redirected to HTTP. */
        INSECURE,
        /** A redirect loop, too many redirects, or a redirect to an unsupported URL. */
        REDIRECT,
        /** Any other unexpected status. */
        HTTP_STATUS,
        /** The answer contradicts HTTP, such as a negative length. */
        BROKEN_ANSWER,
        /** A companion is too large. */
        TOO_LARGE,
        /** The archive is larger than {@link FetchRequest.Limits#bytes}. */
        OVERSIZED,
        /** The file system of the cache is full. */
        NO_SPACE,
        /** The cache cannot be written. */
        UNWRITABLE,
        /** A local source cannot be read. */
        UNREADABLE
    }

    // Among the server errors, 501 and 505 are permanent (RFC 9110, 15.5 and 15.6).
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
    private boolean resumed;
    private boolean answered;

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

    FetchException duringAnswer(boolean begun) {
        this.answered = begun;
        return this;
    }

    FetchException resumed(boolean fromEarlierAttempt) {
        this.resumed = fromEarlierAttempt;
        return this;
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Returns the source that failed; empty if no source was tried or this machine is at fault. */
    public Optional<Source> source() {
        return Optional.ofNullable(source);
    }

    /** Returns the URL that failed, which differs from the source's after a redirect. */
    public Optional<URI> url() {
        return Optional.ofNullable(url);
    }

    /** Returns the status that the server answered, if any. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** Returns the minimum wait that the server asked for (RFC 9110, 10.2.3). */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Returns the pin that the file does not match. */
    public Optional<Pin> expected() {
        return Optional.ofNullable(expected);
    }

    /** Returns the actual digest of the file. */
    public Optional<Digest> actual() {
        return Optional.ofNullable(actual);
    }

    /** Returns the local file at fault: the one that was set aside, cannot be accessed, or does not exist. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** Returns whether another attempt with the same source may succeed. */
    public boolean isTransient() {
        return switch (kind) {
            case CONNECT, CUT, STALLED, SLOW -> true;
            case HTTP_STATUS ->
                TRANSIENT_CLIENT_ERRORS.contains(status)
                        || status >= 500 && status < 600 && !PERMANENT_SERVER_ERRORS.contains(status);
            default -> false;
        };
    }

    /** Returns whether the file is from a resumed download, which may be why its digest is wrong. */
    boolean isResumed() {
        return resumed;
    }

    /** Returns whether no other source would help. A full disk can be the work of a source that sends more than the archive. */
    boolean isFinal() {
        return kind == Kind.UNWRITABLE;
    }

    /** Returns whether a file of this machine is at fault and not the server. */
    boolean isLocal() {
        return kind == Kind.NO_SPACE || kind == Kind.UNWRITABLE;
    }

    /** Returns whether the server did not answer at all, so that others may be out of reach too. */
    boolean isSilence() {
        return kind == Kind.CONNECT || kind == Kind.DNS || kind == Kind.STALLED && status == 0 && !answered;
    }
}
