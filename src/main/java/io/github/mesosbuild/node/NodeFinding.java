package io.github.mesosbuild.node;

/**
 * The result of checking one aspect of a node.
 *
 * @param host the name of the host; empty for a finding about the complete cluster
 * @param what the checked file or daemon, such as {@code etc/mesos/zk} or {@code master}
 * @param good whether it matches the description
 * @param sentence the finding in words
 */
public record NodeFinding(String host, String what, boolean good, String sentence) {}
