package io.github.mesosbuild.cluster;

import io.github.mesosbuild.process.ProcessIdentity;
import java.time.Instant;

/**
 * A node that was started.
 *
 * @param node what was started
 * @param process which process it is
 * @param cookie what it carries with those that were started and are ended with it
 * @param started when
 */
public record StartedNode(ClusterNode node, ProcessIdentity process, String cookie, Instant started) {}
