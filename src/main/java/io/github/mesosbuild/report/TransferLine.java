package io.github.mesosbuild.report;

import io.github.mesosbuild.text.Quantities;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The progress of a transfer, as one line: the bytes, their share, the time left and the rate.
 *
 * @param since when it started, in nanoseconds of a monotonic clock
 * @param before the bytes of earlier attempts, which do not count for the rate
 */
record TransferLine(long since, long before) {
    private static final int BAR = 8;

    /** Returns how long the transfer has taken. */
    Duration elapsed(long now) {
        return Duration.ofNanos(now - since);
    }

    /**
     * Returns the line.
     *
     * @param withBar whether the line has a progress bar
     */
    String text(long now, long done, OptionalLong length, boolean withBar) {
        double rate = (done - before) / Math.max(0.1, (now - since) / 1e9);
        String bar = "";
        String rest = "";
        if (length.isPresent() && rate > 0) {
            long left = (long) ((length.getAsLong() - done) / rate);
            bar = withBar ? bar(done, length.getAsLong()) : "";
            rest = " of " + Quantities.bytes(length.getAsLong()) + " ("
                    + done * 100 / Math.max(1, length.getAsLong()) + "%), "
                    + Quantities.duration(Duration.ofSeconds(left)) + " left";
        }
        return "Fetching" + bar + ": " + Quantities.bytes(done) + rest + ", " + Quantities.bytes((long) rate) + "/s";
    }

    private static String bar(long done, long total) {
        int filled = (int) (done * BAR / Math.max(1, total));
        return " [" + "#".repeat(filled) + "-".repeat(BAR - filled) + "]";
    }
}
