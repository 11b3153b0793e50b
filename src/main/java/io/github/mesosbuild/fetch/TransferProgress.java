package io.github.mesosbuild.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Counts received bytes for one fetch and tells the listener, not too often. */
final class TransferProgress {
    private static final Duration PACE = Duration.ofMillis(100);

    private final FetchListener listener;
    private final Clock clock;
    private Instant told = Instant.MIN;
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
        told = clock.instant();
        listener.starting(source, resumedFrom, size);
    }

    /** Bytes that were received and count. */
    synchronized void add(int bytes) {
        done += bytes;
        transferred += bytes;
        Instant now = clock.instant();
        if (Duration.between(told, now).compareTo(PACE) >= 0) {
            told = now;
            listener.progressed(done, length);
        }
    }

    synchronized long transferred() {
        return transferred;
    }
}
