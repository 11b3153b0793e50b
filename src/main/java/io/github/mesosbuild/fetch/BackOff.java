package io.github.mesosbuild.fetch;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Computes the wait between attempts: exponential with a cap and full jitter, or longer, up to a minute, if the server asks for it. */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration CAP = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private BackOff() {}

    /**
     * Returns the wait after a failed attempt.
     *
     * @param attempt the number of the failed attempt, starting with 1
     * @param retryAfter the minimum wait that the server asked for; more than a minute counts as a minute
     */
    static Duration after(int attempt, Optional<Duration> retryAfter, RandomGenerator jitter) {
        long limit = Math.min(CAP.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 10));
        Duration wait = Duration.ofMillis(jitter.nextLong(limit + 1));
        return retryAfter
                .map(minimum -> minimum.compareTo(LONGEST) > 0 ? LONGEST : minimum)
                .filter(minimum -> minimum.compareTo(wait) > 0)
                .orElse(wait);
    }

    /** Parses {@code Retry-After}, which is seconds or an HTTP date (RFC 9110, 10.2.3); null if it is missing or invalid. */
    static Duration parseRetryAfter(String value, Clock clock) {
        if (value == null) {
            return null;
        }
        try {
            if (value.matches("\\d{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(value));
            }
            Duration wait =
                    Duration.between(clock.instant(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
