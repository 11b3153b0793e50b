package io.github.mesosbuild.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import okhttp3.Headers;

/**
 * A value that identifies a version of a file on a server: a strong entity tag or a strong modification time (RFC 9110, 8.8). A
 * download cannot be resumed with a weak one.
 *
 * @param header {@code ETag} or {@code Last-Modified}
 * @param value the value exactly as the server sent it, as {@code If-Range} requires
 */
record EntityValidator(String header, String value) {
    static final String ETAG = "ETag";
    static final String LAST_MODIFIED = "Last-Modified";

    static Optional<EntityValidator> of(Headers headers) {
        String tag = headers.get(ETAG);
        if (tag != null && tag.startsWith("\"")) {
            return Optional.of(new EntityValidator(ETAG, tag));
        }
        String modified = headers.get(LAST_MODIFIED);
        return tag == null && modified != null && isStrong(modified, headers.get("Date"))
                ? Optional.of(new EntityValidator(LAST_MODIFIED, modified))
                : Optional.empty();
    }

    /** A time of the current second is weak, because the file may change again in that second (RFC 9110, 8.8.2.2). */
    private static boolean isStrong(String modified, String answered) {
        try {
            return answered != null
                    && Duration.between(time(modified), time(answered)).toSeconds() >= 1;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static ZonedDateTime time(String httpDate) {
        return ZonedDateTime.parse(httpDate, DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    /** Returns whether an answer can be of this version of the file. */
    boolean agreesWith(Headers headers) {
        String now = headers.get(header);
        return now == null || now.equals(value);
    }
}
