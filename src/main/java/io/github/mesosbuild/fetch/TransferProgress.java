package io.github.mesosbuild.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Counts the received bytes of a fetch and reports them to the listener at limited intervals. */
final class TransferProgress {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final FetchListener listener;
    private final Clock clock;
    private Instant lastReport = Instant.MIN;
    private OptionalLong length = OptionalLong.empty();
    private long done;
    private long transferred;

    TransferProgress(FetchListener listener, Clock clock) {
        this.listener = listener;
        this.clock = clock;
    }

    synchronized void starting(Source source, long resumedFrom, OptionalLong size) {
        done = resumedFrom;
        length = size;
        lastReport = clock.instant();
        listener.starting(source, resumedFrom, size);
    }

    /** Adds received bytes. */
    synchronized void add(int bytes) {
        done += bytes;
        transferred += bytes;
        Instant now = clock.instant();
        if (Duration.between(lastReport, now).compareTo(INTERVAL) >= 0) {
            lastReport = now;
            listener.progressed(done, length);
        }
    }

    synchronized long transferred() {
        return transferred;
    }
}
