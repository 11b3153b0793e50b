package io.github.mesosbuild.fetch;

import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.VisibleText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.Response;

/** A server's answer, whose body is still arriving. */
final class HttpReply implements AutoCloseable {
    // RFC 9110, 14.4
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final Duration RETURN_AT_LEAST_EVERY = Duration.ofMillis(20);

    private final HttpRequester requester;
    private final HttpRequester.Target target;
    private final URI url;
    private final Call call;
    private final Response response;
    private final InputStream body;
    private final Clock clock;
    private Duration waited = Duration.ZERO;
    private IOException pending;

    /** Thrown if an answer contradicts HTTP, or sense, in a way that OkHttp does not foresee. */
    static final class BrokenBodyException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenBodyException(String message, Throwable cause) {
            super(message, cause);
        }

        /** Returns whether a failure is caused by such an answer. TLS wraps it. */
        static boolean isCauseOf(Throwable failure) {
            Throwable root = failure;
            while (root.getCause() != null && !(root instanceof BrokenBodyException)) {
                root = root.getCause();
            }
            return root instanceof BrokenBodyException;
        }
    }

    HttpReply(HttpRequester requester, HttpRequester.Target target, URI url, Call call, Response response) {
        this.requester = requester;
        this.target = target;
        this.url = url;
        this.call = call;
        this.response = response;
        this.body = response.body().byteStream();
        this.clock = target.deadline().clock();
    }

    int status() {
        return response.code();
    }

    /** Returns the status with its reason phrase, such as {@code 503 Service Unavailable}. */
    String statusLine() {
        return (status() + " " + VisibleText.of(response.message())).strip();
    }

    URI url() {
        return url;
    }

    String header(String name) {
        return response.header(name);
    }

    Optional<EntityValidator> validator() {
        return EntityValidator.of(response.headers());
    }

    /** Returns the stated length of the body. */
    OptionalLong length() {
        long length = response.body().contentLength();
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    boolean offersRanges() {
        return "bytes".equalsIgnoreCase(header("Accept-Ranges"));
    }

    /** Returns the content encoding, if there is one. */
    Optional<String> encoding() {
        return Optional.ofNullable(header("Content-Encoding"))
                .filter(e -> !e.equalsIgnoreCase("identity"))
                .map(VisibleText::of);
    }

    /** Returns whether this is exactly the requested range of that version of the file. */
    boolean isPart(ByteRange range, PartFile.Entity entity) {
        String stated = header("Content-Range");
        Matcher matcher = CONTENT_RANGE.matcher(stated == null ? "" : stated.strip());
        return status() == 206
                && matcher.matches()
                && Long.parseLong(matcher.group(1)) == range.from()
                && Long.parseLong(matcher.group(2)) == range.to() - 1
                && Long.parseLong(matcher.group(3)) == entity.length()
                && length().orElse(range.length()) == range.length()
                && entity.validator().agreesWith(response.headers())
                && encoding().isEmpty();
    }

    /**
     * Reads bytes into a buffer until it is full or some time has passed, so that progress is visible on slow connections too.
     *
     * @return the number of bytes; -1 at the end of the body
     * @throws IOException if nothing can be read; bytes that arrived before a failure are returned first
     */
    int read(byte[] buffer, int offset) throws IOException {
        if (pending != null) {
            throw pending;
        }
        int filled = offset;
        Instant begin = clock.instant();
        try {
            while (filled < buffer.length) {
                int count = readSome(buffer, filled);
                if (count < 0) {
                    break;
                }
                filled += count;
                if (Duration.between(begin, clock.instant()).compareTo(RETURN_AT_LEAST_EVERY) >= 0) {
                    break;
                }
            }
        } catch (IOException e) {
            if (filled == offset) {
                throw e;
            }
            pending = e;
        }
        waited = waited.plus(Duration.between(begin, clock.instant()));
        return filled == offset ? -1 : filled - offset;
    }

    private int readSome(byte[] buffer, int filled) throws IOException {
        try {
            int count = body.read(buffer, filled, buffer.length - filled);
            if (count > 0) {
                requester.receivedContent();
            }
            return count;
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new BrokenBodyException(e.getMessage(), e);
        }
    }

    /** Returns how long reads of this body have waited for the server. */
    Duration waited() {
        return waited;
    }

    /** Returns the failure of a server that sends too slowly. */
    FetchException slow(String problem) {
        return new FetchException(
                        FetchException.Kind.SLOW, target.source(), Redactor.withoutUserInfo(url) + " " + problem)
                .at(url);
    }

    FetchException failed(IOException e) throws InterruptedException {
        return requester.failed(target, url, call, e, true);
    }

    /** Breaks the connection. This method can be called from any thread. */
    void cancel() {
        call.cancel();
    }

    /** Drops the unread rest of the body, so that the connection does not stay busy. */
    void discard() {
        cancel();
        close();
    }

    @Override
    public void close() {
        try {
            response.close();
        } catch (IllegalArgumentException | IllegalStateException brokenBody) {
            // OkHttp reads the rest of a chunk, whose stated size can be impossible.
            cancel();
        }
    }
}
