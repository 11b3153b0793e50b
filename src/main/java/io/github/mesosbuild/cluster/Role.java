package io.github.mesosbuild.cluster;

/** The role of a node in its cluster. */
public enum Role {
    /** A ZooKeeper server of the ensemble. */
    ZOOKEEPER,
    /** A master, which can lead the cluster. */
    MASTER,
    /** A slave, which runs tasks. Mesos 1.0 and later call it agent. */
    SLAVE
}
