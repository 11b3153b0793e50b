package io.github.mesosbuild.jobs;

import io.github.mesosbuild.jobs.JobCount.Why;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Decides how many jobs may run at once, from what it is shown. It goes down at once, and up step by step, because a compiler
 * takes its memory only some time after its start. Never below one job.
 *
 * <p>A job is expected to be as large as the largest of those that run and of the last {@value #REMEMBERED} that ended, but not
 * smaller than what the user expects; than half of it once one has ended, and than a quarter once two have.
 */
final class JobGovernor {
    /** What is smaller is no compiler: {@code mkdir}, {@code sed}. */
    static final long SMALLEST = 8L << 20;

    static final int REMEMBERED = 16;
    private static final int HALVINGS = 2;

    /** What of the available memory is left to the kernel's own needs and to errors of the measure. */
    private static final int RESERVED_PERCENT = 5;

    /** Percent of the time; below the lower one it goes up again. */
    private static final double HIGH_PRESSURE = 20;

    private static final double LOW_PRESSURE = 5;

    private static final Duration RISE = Duration.ofSeconds(1);

    /** The kernel tells the mean of ten seconds: what a change brought is seen only after some of them. */
    private static final Duration PRESSURE_STEP = Duration.ofSeconds(4);

    private final JobLimits limits;
    private final int cap;
    private final Deque<Long> ended = new ArrayDeque<>();
    private final Map<Long, Long> running = new HashMap<>();
    private int coresAtStart;
    private int underPressure = Integer.MAX_VALUE;
    private Duration nextPressureStep = Duration.ZERO;
    private Duration nextRise = RISE;
    private int allowed;
    private Optional<Why> why = Optional.empty();

    /**
     * @param start how many jobs may run before the first sample
     * @param cap how many may run whatever is seen, after compilers were killed
     */
    JobGovernor(JobLimits limits, int start, int cap) {
        this.limits = limits;
        this.cap = cap;
        this.allowed = Math.max(1, Math.min(start, cap));
    }

    int allowed() {
        return allowed;
    }

    Optional<Why> why() {
        return why;
    }

    /**
     * Looks at a sample.
     *
     * @param at the time since the start of make; never less than before
     * @return how many jobs may run now
     */
    int decide(Duration at, LoadSample sample) {
        remember(sample);
        coresAtStart = coresAtStart == 0 ? sample.cores() : coresAtStart;
        int goal = limits.asked() > 0 ? limits.asked() : sample.cores();
        why = Optional.empty();
        if (limits.asked() > 0 && limits.asked() < sample.cores()) {
            why = Optional.of(Why.ASKED);
        } else if (limits.asked() == 0 && sample.cores() < coresAtStart) {
            why = Optional.of(Why.CORES);
        }
        goal = lower(goal, cap, Why.KILLED);
        goal = lower(goal, fitting(sample), Why.MEMORY);
        goal = lower(goal, bearable(at, sample, goal), Why.PRESSURE);
        if (goal < allowed) {
            allowed = goal;
            nextRise = at.plus(RISE);
        } else if (goal > allowed && at.compareTo(nextRise) >= 0) {
            allowed = Math.min(goal, allowed + Math.max(1, allowed / 4));
            nextRise = at.plus(RISE);
        }
        return allowed;
    }

    private int lower(int goal, int bound, Why reason) {
        if (bound >= goal) {
            return goal;
        }
        why = Optional.of(reason);
        return bound;
    }

    private void remember(LoadSample sample) {
        running.entrySet().removeIf(job -> {
            boolean over = !sample.jobs().containsKey(job.getKey());
            if (over && job.getValue() >= SMALLEST) {
                ended.addLast(job.getValue());
            }
            return over;
        });
        while (ended.size() > REMEMBERED) {
            ended.removeFirst();
        }
        sample.jobs().forEach((pid, bytes) -> running.merge(pid, bytes, Math::max));
    }

    private int fitting(LoadSample sample) {
        if (sample.available().isEmpty() && limits.memory() == 0) {
            return Integer.MAX_VALUE;
        }
        long free = sample.available().orElse(Long.MAX_VALUE / 100) / 100 * (100 - RESERVED_PERCENT);
        long budget = sample.used() + free;
        if (limits.memory() > 0) {
            budget = Math.min(budget, limits.memory());
        }
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, budget / jobSize()));
    }

    /** How many bytes a job is expected to take. */
    long jobSize() {
        long seen = LongStream.concat(
                        ended.stream().mapToLong(Long::longValue),
                        running.values().stream().mapToLong(Long::longValue))
                .max()
                .orElse(0);
        return Math.max(1, Math.max(seen, limits.memoryPerJob() >> Math.min(HALVINGS, ended.size())));
    }

    private int bearable(Duration at, LoadSample sample, int goal) {
        double pressure = sample.pressure().orElse(0);
        if (at.compareTo(nextPressureStep) >= 0) {
            if (pressure >= HIGH_PRESSURE) {
                underPressure = Math.max(1, Math.min(allowed, underPressure) - 1);
                nextPressureStep = at.plus(PRESSURE_STEP);
            } else if (pressure < LOW_PRESSURE && underPressure < goal) {
                underPressure++;
                nextPressureStep = at.plus(PRESSURE_STEP);
            } else if (underPressure >= goal) {
                underPressure = Integer.MAX_VALUE;
            }
        }
        return underPressure;
    }
}
