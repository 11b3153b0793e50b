package io.github.mesosbuild.cluster;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.text.Redactor;
import java.util.List;

/** Thrown if a cluster could not be started, reached or changed, for a reason that the user can fix. */
public final class ClusterException extends Failure {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    ClusterException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** Reports a release whose recipe defines no daemons. */
    public static ClusterException noDaemons(String release) {
        return new ClusterException(
                Kind.NO_DAEMONS, "The recipe of " + release + " defines no daemons, so it cannot run as a cluster.");
    }

    /** Reports a master that joins others without a quorum. */
    public static ClusterException quorumUnknown(String zooKeeper) {
        return new ClusterException(
                Kind.TOPOLOGY,
                "mesos.cluster.quorum is required for a master that joins others through "
                        + Redactor.withoutPasswords(zooKeeper)
                        + ": the number of masters that must agree.");
    }

    /**
     * Reports a flag of a single node that is set for a complete cluster.
     *
     * @param property the property's name, {@code mesos.flags.NAME}
     * @param slaveName the release's name for a slave
     */
    public static ClusterException flagOfOneNode(String property, String slaveName) {
        String flag = property.substring(property.lastIndexOf('.') + 1);
        return new ClusterException(
                Kind.FLAG,
                property
                        + " has no effect on a complete cluster: it sets a flag of the node that 'mesos:start-master' or"
                        + (slaveName.equals("slave") ? " 'mesos:start-slave'" : " 'mesos:start-agent'")
                        + " starts. Set mesos.cluster.masterFlags." + flag
                        + " or mesos.cluster." + slaveName + "Flags." + flag + " instead.");
    }

    /** Reports that Maven cannot resolve ZooKeeper. */
    public static ClusterException noZooKeeper(String why) {
        return new ClusterException(Kind.NO_ZOOKEEPER, "Cannot resolve ZooKeeper: " + why);
    }

    /** Reports that every node of a cluster in the foreground has exited. */
    public static ClusterException allEnded() {
        return new ClusterException(Kind.ALL_ENDED, "All nodes of the cluster have exited.");
    }

    /** Reports a running cluster that is not healthy. */
    public static ClusterException unhealthy(List<String> problems) {
        return new ClusterException(Kind.UNHEALTHY, String.join(" ", problems));
    }

    /** The kind of failure. */
    public enum Kind {
        /** The release's recipe defines no daemons. */
        NO_DAEMONS,
        /** The directory is not an installation: it lacks a daemon, or the daemon does not work. */
        NO_INSTALLATION,
        /** The numbers of masters, slaves and ZooKeeper servers, or their addresses, do not form a valid cluster. */
        TOPOLOGY,
        /** A daemon of this version does not support a flag, or a flag is set twice or has an invalid value. */
        FLAG,
        /** A fixed port is in use. */
        PORT,
        /** The directory contains files that no cluster created. */
        DIRECTORY,
        /** The machine does not have the address. */
        ADDRESS,
        /** No repository has ZooKeeper. */
        NO_ZOOKEEPER,
        /** A cluster is already running in the directory. */
        RUNNING,
        /** No cluster is running in the directory. */
        NOT_RUNNING,
        /** The cluster has no such node, or the node is not running. */
        NO_NODE,
        /** A daemon exited before the cluster was ready. */
        ENDED,
        /** A daemon exited after it was resumed. */
        RESUMED,
        /** All daemons of a cluster that was ready have exited. */
        ALL_ENDED,
        /** The cluster was not ready in time. */
        NOT_READY,
        /** A process cannot be terminated. */
        UNENDED,
        /** A node is not healthy. */
        UNHEALTHY
    }

    /** Returns the kind of failure. */
    public Kind kind() {
        return kind;
    }
}
