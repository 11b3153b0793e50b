package io.github.mesosbuild.node;

/**
 * The ports where other hosts reach the daemons of a host.
 *
 * @param client the ZooKeeper port for clients
 * @param peer the ZooKeeper port where followers connect to the leader
 * @param election the ZooKeeper port for leader elections
 * @param master the port of the Mesos master
 * @param slave the port of the Mesos slave
 */
public record HostPorts(int client, int peer, int election, int master, int slave) {
    /** The default ports. */
    public static final HostPorts USUAL = new HostPorts(2181, 2888, 3888, 5050, 5051);
}
