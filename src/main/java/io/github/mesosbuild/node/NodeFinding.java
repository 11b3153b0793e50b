package io.github.mesosbuild.node;

/**
 * What was found of a node.
 *
 * @param host its name; empty if it is of the cluster as a whole
 * @param what was looked at, such as {@code etc/mesos/zk} or {@code quorum}
 * @param good whether it is as described
 * @param sentence what was seen
 */
public record NodeFinding(String host, String what, boolean good, String sentence) {}
