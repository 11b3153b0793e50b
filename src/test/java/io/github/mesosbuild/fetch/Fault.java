package io.github.mesosbuild.fetch;

import io.github.mesosbuild.fetch.FaultServer.Behaviour;
import io.github.mesosbuild.fetch.FetchException.Kind;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The ways in which servers are known to fail, each with the expected result of a first fetch. */
enum Fault {
    CUT(Kind.CUT),
    CUT_BEFORE_ANSWER(Kind.CUT),
    IGNORED_RANGE(null),
    RANGE_BEGINS_ELSEWHERE(null),
    RANGE_OF_OTHER_TOTAL(null),
    RANGE_REFUSED(null),
    PRECONDITION_FAILED(null),
    ENTITY_CHANGED(null),
    ENTITY_CHANGED_IN_SPITE_OF_IF_RANGE(null),
    ENTITY_CHANGED_UNDER_ITS_TAG(null),
    TOO_MANY_REQUESTS(Kind.HTTP_STATUS),
    UNAVAILABLE(Kind.HTTP_STATUS),
    NOT_IMPLEMENTED(Kind.HTTP_STATUS),
    FORBIDDEN(Kind.REFUSED),
    GONE(Kind.NOT_FOUND),
    SLOW_DRIP(Kind.TIME_OUT),
    STALL(Kind.STALLED),
    THROTTLE(null),
    WRONG_BODY(Kind.WRONG_DIGEST),
    HTML(Kind.NOT_THE_ARCHIVE),
    EMPTY(Kind.NOT_THE_ARCHIVE),
    REDIRECT_LOOP(Kind.REDIRECT),
    REDIRECT_TO_OTHER_HOST(null),
    CLOSE_WITHOUT_LENGTH(Kind.WRONG_DIGEST),
    STATED_TOO_LONG(Kind.CUT),
    STATED_TOO_SHORT(Kind.WRONG_DIGEST),
    GZIP_ENCODED(Kind.NOT_THE_ARCHIVE),
    HUGE_LENGTH(Kind.OVERSIZED),
    ENDLESS(Kind.OVERSIZED),
    NEGATIVE_LENGTH(Kind.BROKEN_ANSWER),
    TWO_LENGTHS(Kind.BROKEN_ANSWER),
    HEAD_DRIP(Kind.STALLED),
    BODY_DRIP(Kind.SLOW),
    BUSY_FOR_AN_HOUR(Kind.HTTP_STATUS),
    ESCAPES_IN_STATUS(Kind.HTTP_STATUS),
    ESCAPES_IN_STATUS_LINE(Kind.CUT),
    ESCAPES_IN_LOCATION(Kind.REDIRECT),
    ESCAPES_IN_ENCODING(Kind.NOT_THE_ARCHIVE),
    BROKEN_CHUNKS(Kind.CUT),
    ENDLESS_CHUNK_LINE(Kind.BROKEN_ANSWER),
    ENDLESS_INTERIM_ANSWERS(Kind.CUT),
    NOT_TLS(Kind.TLS),
    UNKNOWN_HOST(Kind.DNS),
    NO_SERVER(Kind.CONNECT);

    /** Clears the screen, changes the color, and sets the title of a terminal. */
    private static final String ESCAPES = "\u001b[2J\u001b[31mred\u001b]0;title\u0007\u009b1m";

    /** How a first fetch fails; null if it gets the right file despite the fault. */
    final Kind kind;

    Fault(Kind kind) {
        this.kind = kind;
    }

    /** Whether only a digest or a signature can reveal that the file is wrong. */
    boolean lies() {
        return kind == Kind.WRONG_DIGEST || this == ENTITY_CHANGED_UNDER_ITS_TAG;
    }

    /** Returns another URL to fetch from, if the fault needs one. */
    Optional<URI> elsewhere(URI server) throws IOException {
        return switch (this) {
            case UNKNOWN_HOST -> Optional.of(URI.create("https://no-such-host.invalid" + server.getPath()));
            case NO_SERVER -> {
                try (ServerSocket free = new ServerSocket(0)) {
                    yield Optional.of(URI.create("https://127.0.0.1:" + free.getLocalPort() + server.getPath()));
                }
            }
            default -> Optional.empty();
        };
    }

    /**
     * Returns what the server does.
     *
     * @param right the right archive
     * @param tag the entity tag of the right archive, or of an older one if the archive changed
     * @param wrong another archive
     * @param mirror the target of a redirect to another host
     */
    Behaviour behaviour(byte[] right, String tag, byte[] wrong, URI mirror) {
        Behaviour good = FaultServer.file(right, tag);
        return switch (this) {
            case CUT ->
                (asked, answer) -> {
                    FaultServer.partOrComplete(asked, answer, right, tag);
                    int end = asked.to(right.length);
                    answer.body(right, asked.from(), Math.min(end, asked.from() + (end - asked.from()) / 4));
                };
            case CUT_BEFORE_ANSWER, NOT_TLS, UNKNOWN_HOST, NO_SERVER -> (asked, answer) -> {};
            case IGNORED_RANGE -> (asked, answer) -> answer.page(right, "ETag: " + tag);
            case RANGE_BEGINS_ELSEWHERE ->
                (asked, answer) -> {
                    if (asked.isRange()) {
                        answer.head(
                                "206 Partial Content",
                                "ETag: " + tag,
                                "Content-Range: bytes " + (asked.from() + 1) + "-" + (right.length - 1) + "/"
                                        + right.length,
                                "Content-Length: " + (right.length - asked.from() - 1));
                        answer.body(right, asked.from() + 1, right.length);
                    } else {
                        good.answer(asked, answer);
                    }
                };
            case RANGE_OF_OTHER_TOTAL ->
                (asked, answer) -> {
                    if (asked.isRange()) {
                        int to = asked.to(right.length);
                        answer.head(
                                "206 Partial Content",
                                "ETag: " + tag,
                                "Content-Range: bytes " + asked.from() + "-" + (to - 1) + "/" + (right.length + 5),
                                "Content-Length: " + (to - asked.from()));
                        answer.body(right, asked.from(), to);
                    } else {
                        good.answer(asked, answer);
                    }
                };
            case RANGE_REFUSED -> onRange(good, "416 Range Not Satisfiable");
            case PRECONDITION_FAILED -> onRange(good, "412 Precondition Failed");
            case ENTITY_CHANGED -> FaultServer.file(right, "\"changed\"");
            case ENTITY_CHANGED_IN_SPITE_OF_IF_RANGE ->
                (asked, answer) -> {
                    int to = asked.to(right.length);
                    if (asked.isRange()) {
                        answer.head(
                                "206 Partial Content",
                                "ETag: \"changed\"",
                                "Content-Range: bytes " + asked.from() + "-" + (to - 1) + "/" + right.length,
                                "Content-Length: " + (to - asked.from()));
                        answer.body(right, asked.from(), to);
                    } else {
                        FaultServer.file(right, "\"changed\"").answer(asked, answer);
                    }
                };
            case ENTITY_CHANGED_UNDER_ITS_TAG -> good;
            case TOO_MANY_REQUESTS -> (asked, answer) -> answer.status("429 Too Many Requests", "Retry-After: 2");
            case UNAVAILABLE -> (asked, answer) -> answer.status("503 Service Unavailable");
            case NOT_IMPLEMENTED -> (asked, answer) -> answer.status("501 Not Implemented");
            case FORBIDDEN -> (asked, answer) -> answer.status("403 Forbidden");
            case GONE -> (asked, answer) -> answer.status("410 Gone");
            case SLOW_DRIP ->
                (asked, answer) -> {
                    FaultServer.partOrComplete(asked, answer, right, tag);
                    answer.slowly(right, asked.from(), asked.to(right.length), 1, 5);
                };
            case STALL ->
                (asked, answer) -> {
                    FaultServer.partOrComplete(asked, answer, right, tag);
                    answer.body(right, asked.from(), Math.min(asked.to(right.length), asked.from() + 5000));
                    Thread.sleep(2000);
                };
            case THROTTLE -> FaultServer.file(right, tag, right.length / 10, 5);
            case WRONG_BODY -> FaultServer.file(wrong, tag);
            case HTML ->
                (asked, answer) ->
                        answer.page("\n <!DOCTYPE html><p>Not here".getBytes(StandardCharsets.UTF_8), "ETag: " + tag);
            case EMPTY -> (asked, answer) -> answer.page(new byte[0], "ETag: " + tag);
            case REDIRECT_LOOP ->
                (asked, answer) -> answer.status(
                        "302 Found", "Location: " + (asked.path().endsWith("2") ? "/dist/sample-1.0.tar.gz" : "/2"));
            case REDIRECT_TO_OTHER_HOST -> (asked, answer) -> answer.status("302 Found", "Location: " + mirror);
            case CLOSE_WITHOUT_LENGTH ->
                (asked, answer) -> {
                    answer.head("200 OK", "ETag: " + tag);
                    answer.body(right, 0, right.length / 2);
                };
            case STATED_TOO_LONG -> (asked, answer) -> answerWithLength(answer, right, right.length + 10, tag);
            case STATED_TOO_SHORT -> (asked, answer) -> answerWithLength(answer, right, right.length - 10, tag);
            case HUGE_LENGTH ->
                (asked, answer) -> {
                    answer.head("200 OK", "ETag: " + tag, "Content-Length: 9000000000000000000");
                    answer.body(right, 0, right.length);
                };
            case ENDLESS ->
                (asked, answer) -> {
                    answer.head("200 OK", "Transfer-Encoding: chunked");
                    answer.chunk(right);
                    while (true) {
                        answer.chunk(new byte[1 << 16]);
                    }
                };
            case NEGATIVE_LENGTH -> (asked, answer) -> answer.head("200 OK", "ETag: " + tag, "Content-Length: -5");
            case TWO_LENGTHS ->
                (asked, answer) -> {
                    answer.head("200 OK", "Content-Length: 5", "Content-Length: " + right.length);
                    answer.body(right, 0, right.length);
                };
            case HEAD_DRIP ->
                (asked, answer) -> {
                    answer.raw("HTTP/1.1 200 OK\r\nX: ");
                    while (true) {
                        answer.raw("x");
                        Thread.sleep(20);
                    }
                };
            case BODY_DRIP ->
                (asked, answer) -> {
                    FaultServer.partOrComplete(asked, answer, right, tag);
                    answer.slowly(right, asked.from(), asked.to(right.length), 10, 20);
                };
            case BUSY_FOR_AN_HOUR -> (asked, answer) -> answer.status("503 Service Unavailable", "Retry-After: 3000");
            case ESCAPES_IN_STATUS -> (asked, answer) -> answer.status("500 " + ESCAPES, "Retry-After: " + ESCAPES);
            case ESCAPES_IN_STATUS_LINE -> (asked, answer) -> answer.status(ESCAPES);
            case ESCAPES_IN_LOCATION -> (asked, answer) -> answer.status("302 Found", "Location: ftp://" + ESCAPES);
            case ESCAPES_IN_ENCODING ->
                (asked, answer) -> answer.page(right, "ETag: " + tag, "Content-Encoding: " + ESCAPES);
            case BROKEN_CHUNKS ->
                (asked, answer) -> {
                    answer.head("200 OK", "Transfer-Encoding: chunked");
                    answer.chunk(Arrays.copyOf(right, 1000));
                    answer.raw("-5" + ESCAPES + "\r\n");
                };
            case ENDLESS_CHUNK_LINE ->
                (asked, answer) -> {
                    answer.head("200 OK", "Transfer-Encoding: chunked");
                    answer.chunk(Arrays.copyOf(right, 1000));
                    answer.raw("5;");
                    while (true) {
                        answer.raw("x".repeat(1 << 16));
                    }
                };
            case ENDLESS_INTERIM_ANSWERS ->
                (asked, answer) -> {
                    while (true) {
                        answer.raw("HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n".repeat(1000));
                    }
                };
            case GZIP_ENCODED ->
                (asked, answer) -> answer.page(FetchWorld.gzip(right), "ETag: " + tag, "Content-Encoding: gzip");
        };
    }

    private static Behaviour onRange(Behaviour good, String status) {
        return (asked, answer) -> {
            if (asked.isRange()) {
                answer.status(status);
            } else {
                good.answer(asked, answer);
            }
        };
    }

    private static void answerWithLength(FaultServer.Answer answer, byte[] content, int stated, String tag)
            throws IOException {
        answer.head("200 OK", "ETag: " + tag, "Content-Length: " + stated);
        answer.body(content, 0, Math.min(stated, content.length));
    }
}
