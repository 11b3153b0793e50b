package io.github.mesosbuild.steps;

import io.github.mesosbuild.jobs.JobCount;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a step is that goes on.
 *
 * @param step the step
 * @param elapsed since it began
 * @param done objects compiled so far
 * @param total how many there are to compile; 0 if the step compiles none or their number is not known
 * @param jobs the jobs of make; empty for a step without make
 * @param remaining how long it will go on, by its own pace or that of an earlier run, if there is something to go by
 */
public record StepProgress(
        Step step, Duration elapsed, int done, int total, Optional<JobCount> jobs, Optional<Duration> remaining) {
    public StepProgress(Step step, Duration elapsed, int done, int total, Optional<JobCount> jobs) {
        this(step, elapsed, done, total, jobs, Optional.empty());
    }
}
