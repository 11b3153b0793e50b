package io.github.mesosbuild.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which nodes a cluster has, and what is asked of them. Nodes are named by what they are and a number from 1 on: {@code zookeeper-1},
 * {@code master-1}, {@code slave-1}; from Mesos 1.0 on {@code agent-1}.
 *
 * @param masters how many masters, 0 for slaves that join a cluster which runs already
 * @param slaves how many slaves
 * @param zooKeeper where the masters elect their leader
 * @param master the address of the master that slaves join if there is neither a master nor a ZooKeeper here
 * @param quorum how many masters must agree; more than half of them
 * @param ip the address that all listen on
 * @param ports fixed ports, by the node's name; others are chosen
 * @param roles what is asked of all nodes with that role
 * @param nodes what is asked of one node besides, by its name
 */
public record Topology(
        int masters,
        int slaves,
        ZooKeeper zooKeeper,
        Optional<String> master,
        int quorum,
        String ip,
        Map<String, Integer> ports,
        Map<Role, NodeSettings> roles,
        Map<String, NodeSettings> nodes) {
    /** The address that nodes listen on by default. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int LARGEST_PORT = 65535;

    public Topology {
        ports = Map.copyOf(ports);
        roles = Map.copyOf(roles);
        nodes = Map.copyOf(nodes);
    }

    /**
     * What a user asks for, and what is usual of what they do not say.
     *
     * @param zooKeeper {@code none}, {@code embedded}, a {@code zk://} URL; if empty, {@code none} for one master and {@code
     *     embedded} for more
     * @param ensemble the members of an embedded ensemble; if empty, three from three masters on, else one
     * @param quorum if empty, the smallest majority of the masters
     */
    public record Spec(
            int masters,
            int slaves,
            Optional<String> zooKeeper,
            OptionalInt ensemble,
            Optional<String> master,
            OptionalInt quorum,
            String ip,
            Map<String, Integer> ports,
            Map<Role, NodeSettings> roles,
            Map<String, NodeSettings> nodes) {}

    /**
     * The topology of a spec.
     *
     * @param slaveName what a slave is called
     * @throws ClusterException ({@code TOPOLOGY}) if it does not make a cluster
     */
    public static Topology of(Spec spec, String slaveName) throws ClusterException {
        if (spec.masters() < 0 || spec.slaves() < 0 || spec.masters() + spec.slaves() == 0) {
            throw refused("A cluster of " + spec.masters() + " masters and " + spec.slaves() + " slaves has no nodes.");
        }
        ZooKeeper zooKeeper = zooKeeper(spec);
        int quorum = spec.quorum().orElse(Quorum.majority(spec.masters()));
        if (spec.masters() > 0) {
            checkQuorum(spec.masters(), quorum, zooKeeper);
        } else if (spec.master().isEmpty() && !(zooKeeper instanceof ZooKeeper.External)) {
            throw refused("Without a master of its own, a slave must be told which to join.");
        }
        Topology topology = new Topology(
                spec.masters(),
                spec.slaves(),
                zooKeeper,
                spec.master(),
                quorum,
                spec.ip(),
                spec.ports(),
                spec.roles(),
                spec.nodes());
        topology.requireNodes(spec.ports().keySet(), "a port", slaveName);
        topology.requireNodes(spec.nodes().keySet(), "flags or an environment", slaveName);
        topology.requirePorts();
        return topology;
    }

    private static ZooKeeper zooKeeper(Spec spec) throws ClusterException {
        String kind = spec.zooKeeper().orElse(spec.masters() > 1 ? "embedded" : "none");
        int members = spec.ensemble().orElse(spec.masters() >= 3 ? 3 : 1);
        if (kind.equals("none")) {
            if (spec.masters() > 1) {
                throw refused(
                        spec.masters() + " masters need a ZooKeeper to elect their leader, and zookeeper is 'none'.");
            }
            return new ZooKeeper.None();
        }
        if (kind.equals("embedded")) {
            if (members != 1 && members != 3) {
                throw refused("An embedded ensemble has one member or three, and " + members
                        + " are asked for; two are worse than one, for either stops both.");
            }
            return new ZooKeeper.Embedded(members);
        }
        if (ZooKeeperUrl.parse(kind).filter(ZooKeeperUrl::hasPath).isEmpty()) {
            throw refused("'" + kind
                    + "' is neither 'none' nor 'embedded' nor of the form " + ZooKeeperUrl.FORM + ", with a path behind the hosts.");
        }
        return new ZooKeeper.External(kind);
    }

    private static void checkQuorum(int masters, int quorum, ZooKeeper zooKeeper) throws ClusterException {
        Quorum asked = new Quorum(quorum, masters);
        Optional<String> problem = zooKeeper instanceof ZooKeeper.External ? asked.splitBrain() : asked.problem();
        if (problem.isPresent()) {
            throw refused(problem.get());
        }
    }

    /**
     * Refuses a quorum that is given to one master as a flag, as {@link #of} refuses that of the cluster.
     *
     * @throws ClusterException ({@code TOPOLOGY})
     */
    void requireQuorum(String node, String value) throws ClusterException {
        try {
            if (!(zooKeeper instanceof ZooKeeper.None)) {
                checkQuorum(masters, Integer.parseInt(value), zooKeeper);
            }
        } catch (NumberFormatException e) {
            throw refused("The flag 'quorum' of " + node + " needs a whole number, and '" + value + "' is none.");
        }
    }

    /** The names of its nodes, in the order in which they are started. */
    public List<String> names(String slaveName) {
        List<String> names = new ArrayList<>();
        if (zooKeeper instanceof ZooKeeper.Embedded embedded) {
            number(names, "zookeeper", embedded.members());
        }
        number(names, "master", masters);
        number(names, slaveName, slaves);
        return names;
    }

    private static void number(List<String> names, String what, int count) {
        for (int i = 1; i <= count; i++) {
            names.add(what + "-" + i);
        }
    }

    /** What is asked of a node: that of its role, and over it that of the node alone. */
    NodeSettings settings(Role role, String name) {
        NodeSettings common = roles.getOrDefault(role, NodeSettings.NONE);
        NodeSettings own = nodes.getOrDefault(name, NodeSettings.NONE);
        Map<String, String> flags = new LinkedHashMap<>(common.flags());
        flags.putAll(own.flags());
        Map<String, String> environment = new LinkedHashMap<>(common.environment());
        environment.putAll(own.environment());
        return new NodeSettings(flags, environment);
    }

    private void requireNodes(Set<String> named, String what, String slaveName) throws ClusterException {
        Set<String> unknown = new TreeSet<>(named);
        unknown.removeAll(names(slaveName));
        if (!unknown.isEmpty()) {
            throw refused("The cluster has no node '" + unknown.iterator().next() + "', which is given " + what
                    + "; it has " + String.join(", ", names(slaveName)) + ".");
        }
    }

    private void requirePorts() throws ClusterException {
        Map<Integer, String> taken = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> entry : new java.util.TreeMap<>(ports).entrySet()) {
            if (entry.getValue() < 1 || entry.getValue() > LARGEST_PORT) {
                throw refused("The port " + entry.getValue() + " of " + entry.getKey() + " is not one from 1 to "
                        + LARGEST_PORT + ".");
            }
            String other = taken.put(entry.getValue(), entry.getKey());
            if (other != null) {
                throw refused(
                        "The port " + entry.getValue() + " is given to " + other + " and to " + entry.getKey() + ".");
            }
        }
    }

    private static ClusterException refused(String message) {
        return new ClusterException(ClusterException.Kind.TOPOLOGY, message);
    }
}
