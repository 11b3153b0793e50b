package io.github.mesosbuild.fetch;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides how many connections to use. It measures one connection, then doubles their number. It doubles the number
 * again only while the total rate grows by more than half of what it would grow by if the server throttled each connection.
 */
final class ConnectionScaling {
    /**
     * The conditions for more connections.
     *
     * @param smallestFile the minimum size of the file in bytes
     * @param smallestRange the minimum number of bytes for a new connection
     * @param window the minimum time over which a rate is measured
     * @param shortestTransfer the minimum remaining time of the transfer
     */
    record Policy(long smallestFile, long smallestRange, Duration window, Duration shortestTransfer) {
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
     * Starts with one connection.
     *
     * @param maximum the maximum number of connections
     * @param length the length of the file in bytes; 0 if it cannot be fetched in ranges
     * @param total the bytes received so far, as in {@link #wanted}
     */
    ConnectionScaling(Policy policy, int maximum, long length, Instant now, long total) {
        this.policy = policy;
        this.maximum = maximum;
        this.window = policy.window();
        this.windowBytes = total;
        this.windowBegin = now;
        this.stopped = maximum == 1 || length < policy.smallestFile();
    }

    /** Returns the minimum number of bytes for a new connection. */
    long smallestRange() {
        return policy.smallestRange();
    }

    /** Adds no more connections, because the server refused a connection or a range. */
    synchronized void stop() {
        stopped = true;
    }

    /**
     * Returns how many connections to add now.
     *
     * @param total the bytes received so far by all connections
     * @param missing the bytes still missing
     * @param waited how long the first connection has waited for the server in total
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
        if (!serverIsSlow || secondsLeft < policy.shortestTransfer().toMillis() / 1e3) {
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
