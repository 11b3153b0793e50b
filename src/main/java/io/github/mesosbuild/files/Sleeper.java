package io.github.mesosbuild.files;

import java.time.Duration;

/** Sleeps; tests replace it so that they need not wait. */
@FunctionalInterface
public interface Sleeper {
    /** Sleeps in real time. */
    Sleeper REAL = duration -> Thread.sleep(Math.max(0, duration.toMillis()));

    /**
     * Sleeps for a duration.
     *
     * @throws InterruptedException if the thread was interrupted while sleeping
     */
    void sleep(Duration duration) throws InterruptedException;
}
