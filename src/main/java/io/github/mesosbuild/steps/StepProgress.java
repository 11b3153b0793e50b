package io.github.mesosbuild.steps;

import io.github.mesosbuild.jobs.JobCount;
import java.time.Duration;
import java.util.Optional;

/**
 * The progress of a running step.
 *
 * @param step the step
 * @param elapsed the time since the step started
 * @param done how many objects are compiled; all of this run if the total is unknown
 * @param total how many objects there are to compile; 0 if there are none or the number is unknown
 * @param jobs the jobs of make; empty for a step without make
 * @param remaining the estimated remaining time, from the pace of this run or of an earlier one; empty if unknown
 */
public record StepProgress(
        Step step, Duration elapsed, int done, int total, Optional<JobCount> jobs, Optional<Duration> remaining) {
    public StepProgress(Step step, Duration elapsed, int done, int total, Optional<JobCount> jobs) {
        this(step, elapsed, done, total, jobs, Optional.empty());
    }
}
