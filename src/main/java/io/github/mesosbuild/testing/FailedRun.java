package io.github.mesosbuild.testing;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A failed run of a test.
 *
 * @param message the failure, in one or more lines
 * @param output the output of the test, shortened in the middle if it is long
 * @param log the log of the process that ran the test
 * @param time how long the test ran
 */
public record FailedRun(String message, String output, Path log, Duration time) {}
