package io.github.mesosbuild.testing;

import java.time.Duration;

/**
 * The progress of the tests.
 *
 * @param elapsed the time since the first test started
 * @param done how many tests have run
 * @param total how many tests there are
 * @param failed how many tests failed
 * @param shards how many processes are running
 */
public record TestProgress(Duration elapsed, int done, int total, int failed, int shards) {}
