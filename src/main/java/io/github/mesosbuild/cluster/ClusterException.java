package io.github.mesosbuild.cluster;

import io.github.mesosbuild.failure.Failure;

/** A cluster that could not be started, reached or changed, for a reason that the user can mend. */
public final class ClusterException extends Failure {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    ClusterException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Of a release whose recipe names no daemons. */
    public static ClusterException noDaemons(String release) {
        return new ClusterException(
                Kind.NO_DAEMONS, "The recipe of " + release + " names no daemons to make a cluster of.");
    }

    /** Of a master that is one of nobody says how many. */
    public static ClusterException quorumUnknown(String zooKeeper) {
        return new ClusterException(
                Kind.TOPOLOGY,
                "A master that joins others by " + zooKeeper
                        + " must know how many of them have to agree, and no quorum is given.");
    }

    /** Of an ensemble whose program Maven cannot resolve. */
    public static ClusterException noZooKeeper(String why) {
        return new ClusterException(Kind.NO_ZOOKEEPER, "ZooKeeper cannot be resolved: " + why);
    }

    /** Of a cluster in the foreground of which no node is left. */
    public static ClusterException allEnded() {
        return new ClusterException(Kind.ALL_ENDED, "No node of the cluster runs any more.");
    }

    /** Of a cluster that runs and is not well. */
    public static ClusterException unhealthy(java.util.List<String> problems) {
        return new ClusterException(Kind.UNHEALTHY, String.join(" ", problems));
    }

    /** What was wrong. */
    public enum Kind {
        /** The release has no daemons that its recipe names. */
        NO_DAEMONS,
        /** The directory that is to be the installation does not have the daemons. */
        NO_INSTALLATION,
        /** The numbers of masters, slaves and servers of ZooKeeper do not make a cluster. */
        TOPOLOGY,
        /** A flag that the daemon of this version does not have, or that is given twice. */
        FLAG,
        /** A fixed port that somebody else listens on. */
        PORT,
        /** A directory in which there is something of somebody else. */
        DIRECTORY,
        /** An address that the machine does not have. */
        ADDRESS,
        /** ZooKeeper cannot be had of any repository. */
        NO_ZOOKEEPER,
        /** Another cluster of the same directory runs. */
        RUNNING,
        /** No cluster of that directory runs. */
        NOT_RUNNING,
        /** There is no node of that name. */
        NO_NODE,
        /** A daemon ended while it was waited for. */
        ENDED,
        /** Of a cluster that was ready no daemon is left. */
        ALL_ENDED,
        /** The cluster was not ready in time. */
        NOT_READY,
        /** A process that cannot be ended. */
        UNENDED,
        /** A node is not well. */
        UNHEALTHY
    }

    /** What was wrong. */
    public Kind kind() {
        return kind;
    }
}
