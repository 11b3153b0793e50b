package io.github.mesosbuild.cluster;

/** What a node does in its cluster. */
public enum Role {
    /** A server of the ZooKeeper ensemble. */
    ZOOKEEPER,
    /** May lead the cluster. */
    MASTER,
    /** Runs tasks; from Mesos 1.0 on it is called agent. */
    SLAVE
}
