package io.github.mesosbuild.recording;

import java.util.function.LongSupplier;

/**
 * Limits the processor time of the looks at processes to a small part of what the build takes. On a busy machine a build gets less
 * time, and is looked at less often.
 */
final class LookBudget {
    private static final double SHARE = 0.003;

    /** The time that looks can take before the build has taken any, in nanoseconds. */
    private static final long ADVANCE = 30_000_000;

    private static final long NANOS_PER_TICK = 1_000_000_000L / ProcessFiles.TICKS;

    private final LongSupplier threadTime;
    private long spent;
    private long start;
    private long earned = ADVANCE;

    /**
     * Creates the budget of a run.
     *
     * @param threadTime the processor time of the current thread in nanoseconds; always 0 if it is unknown
     */
    LookBudget(LongSupplier threadTime) {
        this.threadTime = threadTime;
    }

    /** Returns whether another look is within the budget. */
    boolean allows() {
        return spent <= earned;
    }

    void begin() {
        start = threadTime.getAsLong();
    }

    /**
     * Ends a look.
     *
     * @param ticks the processor time that the build has taken since the last look
     */
    void end(long ticks) {
        spent += threadTime.getAsLong() - start;
        earned += (long) (Math.max(0, ticks) * NANOS_PER_TICK * SHARE);
    }
}
