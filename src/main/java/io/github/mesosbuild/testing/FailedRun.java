package io.github.mesosbuild.testing;

import java.nio.file.Path;
import java.time.Duration;

/**
 * One run of a test that failed.
 *
 * @param message one or more lines: what was wrong
 * @param output what the test wrote, shortened in its middle if it is long
 * @param log the log of the process that ran it
 * @param time how long it ran
 */
public record FailedRun(String message, String output, Path log, Duration time) {}
