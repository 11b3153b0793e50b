package io.github.mesosbuild.mojo;

import java.io.File;
import java.util.Map;

/** The elements of {@code <cluster>}; each is also a property {@code mesos.cluster.…}. */
public class ClusterParameters extends SkipParameters {
    /** How many masters. */
    Integer masters;

    /** How many slaves. */
    Integer slaves;

    /** Where masters elect their leader. */
    String zookeeper;

    /** How many members an embedded ensemble has. */
    Integer ensemble;

    /** The version of the embedded ZooKeeper. */
    String zookeeperVersion;

    /** How many masters must agree. */
    Integer quorum;

    /** The address on which all listen. */
    String ip;

    /** Fixed ports by the name of the node. */
    Map<String, String> ports;

    /** What each slave offers. */
    String resources;

    /** What each slave says of itself. */
    String attributes;

    /** Of frameworks. */
    String roles;

    /** Who may register. */
    File credentials;

    /** Who may do what. */
    File acls;

    /** Flags of all masters. */
    Map<String, String> masterFlags;

    /** Flags of all slaves. */
    Map<String, String> slaveFlags;

    /** Flags of one node, by its name, a point, and the flag's. */
    Map<String, String> nodeFlags;

    /** Set for all daemons. */
    Map<String, String> environment;

    /** Set for one node, by its name, a point, and the variable's. */
    Map<String, String> nodeEnvironment;

    /** An installation that is used as it is. */
    File home;

    /** Where state, logs and data are. */
    File directory;

    /** How long the cluster may take until it is ready. */
    Integer timeoutSeconds;

    /** How long a daemon has between TERM and KILL. */
    Integer graceSeconds;

    /** Whether the cluster goes on when Maven ends. */
    Boolean detached;

    /** Whether what nodes have kept stays after a stop. */
    Boolean keepData;
}
