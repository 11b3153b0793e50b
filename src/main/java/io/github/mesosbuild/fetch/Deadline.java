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

    /** Returns a limit within this one that begins now. */
    Deadline within(Duration limit) {
        Duration left = remaining();
        return in(left.compareTo(limit) < 0 ? left : limit, clock);
    }

    boolean over() {
        return remaining().isZero();
    }
}
