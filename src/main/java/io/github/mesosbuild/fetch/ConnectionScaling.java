package io.github.mesosbuild.fetch;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether one more connection pays. One connection is measured; then their number is doubled, and doubled again only
 * while the total rate grows by clearly more than half of what the added ones would bring if each were throttled.
 */
final class ConnectionScaling {
    /**
     * When it is worth a thought.
     *
     * @param smallestFile size in bytes of the whole file below which it never is
     * @param smallestRange a connection is not opened for fewer bytes
     * @param window the shortest time over which a rate is measured
     * @param worthIt a transfer that would be done sooner is left alone
     */
    record Policy(long smallestFile, long smallestRange, Duration window, Duration worthIt) {
        static final Policy DEFAULT =
                new Policy(16L << 20, 256L << 10, Duration.ofMillis(120), Duration.ofMillis(1500));
    }

    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(2);

    private final Policy policy;
    private final int maximum;
    private int connections = 1;
    private double previousRate;
    private int previousConnections;
    private Instant windowBegin;
    private long windowBytes;
    private Duration windowWaited = Duration.ZERO;
    private Duration window;
    private boolean settling = true;
    private boolean stopped;

    /**
     * @param maximum number of connections
     * @param length of the file in bytes; 0 if it cannot be fetched in ranges
     * @param total as in {@link #wanted}
     */
    ConnectionScaling(Policy policy, int maximum, long length, Instant now, long total) {
        this.policy = policy;
        this.maximum = maximum;
        this.window = policy.window();
        this.windowBytes = total;
        this.windowBegin = now;
        this.stopped = maximum == 1 || length < policy.smallestFile();
    }

    /** What a connection has to have to do at least, in bytes. */
    long smallestRange() {
        return policy.smallestRange();
    }

    /** No more, whatever the rates are: a server refused a connection or a range. */
    synchronized void stop() {
        stopped = true;
    }

    /**
     * How many connections to add now.
     *
     * @param total bytes received so far by all connections
     * @param missing bytes still to come
     * @param waited how long the first connection has waited for the server in all
     */
    synchronized int wanted(Instant now, long total, long missing, Duration waited) {
        Duration span = Duration.between(windowBegin, now);
        if (stopped || span.compareTo(settling ? window.dividedBy(2) : window) < 0) {
            return 0;
        }
        double seconds = span.toNanos() / 1e9;
        double rate = Math.max(1, (total - windowBytes) / seconds);
        boolean serverIsSlow = waited.minus(windowWaited).toNanos() / 1e9 > seconds / 2;
        boolean wasSettling = settling;
        window(now, total, waited, false);
        if (wasSettling) {
            return 0;
        }
        if (connections > 1
                && rate < previousRate * (1 + 0.6 * (connections - previousConnections) / previousConnections)) {
            stopped = true;
            return 0;
        }
        double secondsLeft = missing / rate;
        if (!serverIsSlow || secondsLeft < policy.worthIt().toMillis() / 1e3) {
            return 0;
        }
        int added = Math.min(connections, maximum - connections);
        previousRate = rate;
        previousConnections = connections;
        connections += added;
        stopped = added == 0;
        window = clamp(Duration.ofMillis((long) (secondsLeft * 1000 / 100)));
        window(now, total, waited, true);
        return added;
    }

    private void window(Instant begin, long total, Duration waited, boolean settle) {
        windowBegin = begin;
        windowBytes = total;
        windowWaited = waited;
        settling = settle;
    }

    private Duration clamp(Duration duration) {
        if (duration.compareTo(policy.window()) < 0) {
            return policy.window();
        }
        return duration.compareTo(LONGEST_WINDOW) > 0 ? LONGEST_WINDOW : duration;
    }
}
