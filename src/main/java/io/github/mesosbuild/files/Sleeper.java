package io.github.mesosbuild.files;

import java.time.Duration;

/** Waiting, so that tests need not. */
@FunctionalInterface
public interface Sleeper {
    /** Waits on the real clock. */
    Sleeper REAL = duration -> Thread.sleep(Math.max(0, duration.toMillis()));

    /**
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    void sleep(Duration duration) throws InterruptedException;
}
