package io.github.mesosbuild.cluster;

import io.github.mesosbuild.process.ProcessIdentity;
import java.time.Instant;

/**
 * A node that was started.
 *
 * @param node the node
 * @param process the identity of its process
 * @param cookie the value that it shares with the processes that are terminated together with it
 * @param started the time of its start
 */
public record StartedNode(ClusterNode node, ProcessIdentity process, String cookie, Instant started) {}
