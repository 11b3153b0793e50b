package io.github.mesosbuild.cluster;

import java.time.Duration;

/**
 * How long a cluster may take.
 *
 * @param ready from the first daemon until all are ready
 * @param grace between TERM and KILL
 */
public record ClusterTimeouts(Duration ready, Duration grace) {}
