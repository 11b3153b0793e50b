package io.github.mesosbuild.cluster;

/** Where the masters elect their leader. */
public sealed interface ZooKeeper {
    /** Of an embedded ensemble, where the masters keep what they elect by; Mesos does not take {@code /}. */
    String CHROOT = "/mesos";

    /** Nowhere: the one master leads. */
    record None() implements ZooKeeper {}

    /**
     * In an ensemble of this cluster's own.
     *
     * @param members one, or three
     */
    record Embedded(int members) implements ZooKeeper {}

    /**
     * In an ensemble that runs already.
     *
     * @param url {@code zk://[user:password@]host:port,…/path} (docs/high-availability.md at tag 0.24.0)
     */
    record External(String url) implements ZooKeeper {}
}
