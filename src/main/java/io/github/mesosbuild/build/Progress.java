package io.github.mesosbuild.build;

import java.time.Duration;

/**
 * How far a step is that goes on.
 *
 * @param step the step
 * @param elapsed since it began
 * @param done objects compiled so far
 * @param total how many there are to compile; 0 if the step compiles none or their number is not known
 * @param jobs how many may be compiled at once
 */
public record Progress(Step step, Duration elapsed, int done, int total, int jobs) {}
