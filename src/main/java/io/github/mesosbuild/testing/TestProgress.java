package io.github.mesosbuild.testing;

import java.time.Duration;

/**
 * How far the tests are.
 *
 * @param elapsed since the first was started
 * @param done how many have run
 * @param total how many there are to run
 * @param failed how many of those that ran did not pass
 * @param shards how many processes run at the moment
 */
public record TestProgress(Duration elapsed, int done, int total, int failed, int shards) {}
