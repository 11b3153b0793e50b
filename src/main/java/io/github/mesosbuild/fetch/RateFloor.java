package io.github.mesosbuild.fetch;

import io.github.mesosbuild.text.Quantities;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The minimum rate of a transfer. A server that sends a byte now and then never exceeds the read timeout. */
final class RateFloor {
    private final long bytesPerSecond;
    private final Duration window;
    private final Clock clock;
    private Instant begin;
    private long atBegin;

    /**
     * Begins to measure.
     *
     * @param bytesPerSecond the minimum rate; 0 for none
     * @param window the time over which it is measured
     * @param total the bytes received so far, as in {@link #problem}
     */
    RateFloor(long bytesPerSecond, Duration window, Clock clock, long total) {
        this.bytesPerSecond = bytesPerSecond;
        this.window = window;
        this.clock = clock;
        this.begin = clock.instant();
        this.atBegin = total;
    }

    /** Returns what is too slow, as a phrase that follows the server's name. */
    Optional<String> problem(long total) {
        Duration span = Duration.between(begin, clock.instant());
        if (bytesPerSecond == 0 || span.compareTo(window) < 0) {
            return Optional.empty();
        }
        long received = total - atBegin;
        if (received / (span.toNanos() / 1e9) < bytesPerSecond) {
            return Optional.of("sent only " + Quantities.count(received, "byte") + " in " + Quantities.duration(span)
                    + "; the minimum is " + Quantities.count(bytesPerSecond, "byte") + " per second ("
                    + FetchRequest.Limits.RATE + ")");
        }
        begin = clock.instant();
        atBegin = total;
        return Optional.empty();
    }
}
