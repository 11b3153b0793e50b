package io.github.mesosbuild.node;

/**
 * The ports of a host, on which others reach it.
 *
 * @param client of ZooKeeper, for its clients
 * @param peer of ZooKeeper, where followers reach the leader
 * @param election of ZooKeeper, where servers vote
 * @param master of the Mesos master
 * @param slave of the Mesos slave
 */
public record HostPorts(int client, int peer, int election, int master, int slave) {
    /** What everybody has who says nothing else. */
    public static final HostPorts USUAL = new HostPorts(2181, 2888, 3888, 5050, 5051);
}
