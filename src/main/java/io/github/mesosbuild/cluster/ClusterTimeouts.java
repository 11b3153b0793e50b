package io.github.mesosbuild.cluster;

import java.time.Duration;

/**
 * Time limits of a cluster.
 *
 * @param ready the limit from the start of the first daemon until the cluster is ready
 * @param grace the time between SIGTERM and SIGKILL
 */
public record ClusterTimeouts(Duration ready, Duration grace) {}
