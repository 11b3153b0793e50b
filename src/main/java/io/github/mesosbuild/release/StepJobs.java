package io.github.mesosbuild.release;

import java.util.OptionalInt;

/**
 * The most jobs of steps whose rules do not work with more. A step without a number has no limit of its own.
 *
 * @param make for the step that compiles
 * @param test for the target that runs the tests, and for googletest programs
 * @param install for the target that installs; a target without a number has one job, unless it works in parallel
 */
public record StepJobs(OptionalInt make, OptionalInt test, OptionalInt install) {
    /** No limits. */
    public static final StepJobs UNLIMITED =
            new StepJobs(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
}
