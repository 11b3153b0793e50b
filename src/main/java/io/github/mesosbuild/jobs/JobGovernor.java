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
 * Decides how many jobs may run at once, from samples of the load. The number is lowered at once and raised in steps,
 * because a compiler takes its memory only some time after it starts. It is at least one.
 *
 * <p>A job is expected to be as large as the largest running job and the largest of the last {@value #REMEMBERED} that
 * ended. The memory per job that the user expects is a lower bound; half of it once one job has ended, a quarter once
 * two have.
 */
final class JobGovernor {
    /** A smaller process is not a compiler, but {@code mkdir} or {@code sed}. */
    static final long SMALLEST = 8L << 20;

    static final int REMEMBERED = 16;
    private static final int HALVINGS = 2;

    /** The part of the available memory that is left for the kernel and for errors of measurement. */
    private static final int RESERVED_PERCENT = 5;

    /** In percent of the time. Below the lower one the number of jobs is raised again. */
    private static final double HIGH_PRESSURE = 20;

    private static final double LOW_PRESSURE = 5;

    private static final Duration RISE = Duration.ofSeconds(1);

    /** The kernel reports the mean of ten seconds, so a change shows only after some of them. */
    private static final Duration PRESSURE_STEP = Duration.ofSeconds(4);

    private final JobLimits limits;
    private final JobCap cap;
    private final Deque<Long> ended = new ArrayDeque<>();
    private final Map<Long, Long> running = new HashMap<>();
    private int coresAtStart;
    private int underPressure = Integer.MAX_VALUE;
    private Duration nextPressureStep = Duration.ZERO;
    private Duration nextRise = RISE;
    private int allowed;
    private Optional<Why> why = Optional.empty();

    /**
     * Creates a governor for one run of make.
     *
     * @param start how many jobs may run before the first sample
     * @param cap the limit of the recipe, or after compilers were killed
     */
    JobGovernor(JobLimits limits, int start, JobCap cap) {
        this.limits = limits;
        this.cap = cap;
        this.allowed = Math.max(1, Math.min(start, cap.most()));
    }

    int allowed() {
        return allowed;
    }

    Optional<Why> why() {
        return why;
    }

    /**
     * Takes a sample into account.
     *
     * @param at the time since the start of make; it must not decrease
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
        goal = lower(goal, cap.most(), cap.why());
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

    /** Returns how many bytes a job is expected to take. */
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
