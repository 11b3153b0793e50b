package io.github.mesosbuild.mojo;

import java.io.File;
import java.util.Map;

/** The elements of {@code <cluster>}; each is also a property {@code mesos.cluster.NAME}. */
public class ClusterParameters extends SkipParameters {
    /** The number of masters; default 1. */
    Integer masters;

    /** The number of agents; default 1. */
    Integer agents;

    /** The number of agents, in the words of Mesos before 1.0. */
    @OtherNameOf("agents")
    Integer slaves;

    /**
     * The place where the masters elect their leader: {@code none}, the default for one master; {@code embedded}, the default for more; or
     * a {@code zk://} URL.
     */
    String zookeeper;

    /** The number of servers of an embedded ZooKeeper, 1 or 3. */
    Integer ensemble;

    /** The version of the embedded ZooKeeper. */
    String zookeeperVersion;

    /** The number of masters that must agree; by default the smallest majority. */
    Integer quorum;

    /** The address that all nodes listen on; default 127.0.0.1. */
    String ip;

    /** Fixed ports by the name of the node. */
    Map<String, String> ports;

    /** The resources of each agent. */
    String resources;

    /** The attributes of each agent. */
    String attributes;

    /** The roles that frameworks can register in. */
    String roles;

    /** The file of the frameworks' credentials. */
    File credentials;

    /** The file of access control lists. */
    File acls;

    /** Flags of all masters. */
    Map<String, String> masterFlags;

    /** Flags of all agents. */
    Map<String, String> agentFlags;

    /** Flags of all agents, in the words of Mesos before 1.0. */
    @OtherNameOf("agentFlags")
    Map<String, String> slaveFlags;

    /** Flags of single nodes, by {@code NODE.FLAG}. */
    Map<String, String> nodeFlags;

    /** Environment variables of all daemons. */
    Map<String, String> environment;

    /** Environment variables of single nodes, by {@code NODE.NAME}. */
    Map<String, String> nodeEnvironment;

    /** An installation to use as it is, in place of the release's. */
    File home;

    /** The id of the {@code <server>} in {@code settings.xml} whose credentials the daemons ask for. */
    String server;

    /** The directory of state, logs and data; by default {@code cluster} in the work directory. */
    File directory;

    /** The time limit until the cluster is ready, in seconds; default 60. */
    Integer timeoutSeconds;

    /** The time between TERM and KILL, in seconds; default 5. */
    Integer graceSeconds;

    /** Whether the cluster keeps running when Maven exits; by default it does if the goal was called by name. */
    Boolean detached;

    /** Whether the nodes' data is kept after a stop. */
    Boolean keepData;
}
