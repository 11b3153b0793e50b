package io.github.mesosbuild.cluster;

/** The place where the masters of a cluster elect their leader. */
public sealed interface ZooKeeper {
    /** The znode under which masters elect their leader in an embedded ensemble. Mesos does not accept {@code /}. */
    String CHROOT = "/mesos";

    /** No election: the only master leads. */
    record None() implements ZooKeeper {}

    /**
     * An ensemble that is started with the cluster.
     *
     * @param members the number of its servers, 1 or 3
     */
    record Embedded(int members) implements ZooKeeper {}

    /**
     * An ensemble that is already running.
     *
     * @param url its {@link ZooKeeperUrl}
     */
    record External(String url) implements ZooKeeper {}
}
