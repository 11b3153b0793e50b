package io.github.mesosbuild.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time limit of a fetch. */
record Deadline(Clock clock, Instant begin, Duration total) {

    static Deadline in(Duration total, Clock clock) {
        return new Deadline(clock, clock.instant(), total);
    }

    Duration elapsed() {
        return Duration.between(begin, clock.instant());
    }

    /** Returns the remaining time, which is never negative. */
    Duration remaining() {
        Duration left = total.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean over() {
        return remaining().isZero();
    }
}
