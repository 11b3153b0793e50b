package io.github.mesosbuild.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import okhttp3.Headers;

/**
 * What tells one version of a file on a server from another: a strong entity tag, or a modification time that is strong
 * (RFC 9110, 8.8). Weak ones do not allow to join parts.
 *
 * @param header {@code ETag} or {@code Last-Modified}
 * @param value as the server sent it, which is how {@code If-Range} wants it
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

    /** RFC 9110, 8.8.2.2: it may have changed twice in that second, unless the answer is younger. */
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

    /** Whether an answer does not say that it is of another version. */
    boolean agreesWith(Headers headers) {
        String now = headers.get(header);
        return now == null || now.equals(value);
    }
}
