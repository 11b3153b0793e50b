package io.github.mesosbuild.cluster;

import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.Redactor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The nodes of a cluster and their settings. A node's name is its role and a number from 1: {@code zookeeper-1}, {@code master-1}, {@code
 * slave-1}, or {@code agent-1} from Mesos 1.0 on. A description can use either word for every release.
 *
 * @param masters the number of masters; 0 for slaves that join a running cluster
 * @param slaves the number of slaves
 * @param zooKeeper the place where the masters elect their leader
 * @param master the address of the master that slaves join, if there is neither a master nor ZooKeeper here
 * @param quorum the number of masters that must agree
 * @param ip the address that all nodes listen on
 * @param ports fixed ports, by node name; free ports are chosen for other nodes
 * @param roles the settings for all nodes of a role
 * @param nodes additional settings, by node name
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
     * A user's description of a cluster. The parameters that it shares with {@link Topology} have the same meaning.
     *
     * @param zooKeeper {@code none}, {@code embedded} or a {@code zk://} URL; by default {@code none} for one master, else {@code embedded}
     * @param ensemble the number of servers in an embedded ensemble; by default three for three or more masters, else one
     * @param quorum the number of masters that must agree; by default the smallest majority
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
     * Checks a description and returns its topology.
     *
     * @param slaveName the release's name for a slave
     * @throws ClusterException ({@code TOPOLOGY}) if the description does not make a cluster
     */
    public static Topology of(Spec spec, String slaveName) throws ClusterException {
        if (spec.masters() < 0 || spec.slaves() < 0 || spec.masters() + spec.slaves() == 0) {
            throw refused("A cluster needs at least one node, got " + Quantities.count(spec.masters(), "master")
                    + " and " + Quantities.count(spec.slaves(), slaveName) + ".");
        }
        ZooKeeper zooKeeper = zooKeeper(spec);
        int quorum = spec.quorum().orElse(Quorum.majority(spec.masters()));
        if (spec.masters() > 0) {
            checkQuorum(spec.masters(), quorum, zooKeeper);
        } else if (spec.master().isEmpty() && !(zooKeeper instanceof ZooKeeper.External)) {
            throw refused((slaveName.equals("agent") ? "An " : "A ") + slaveName
                    + " needs a master to join: set mesos.master, mesos.zk or mesos.cluster.zookeeper.");
        }
        Topology topology = new Topology(
                spec.masters(),
                spec.slaves(),
                zooKeeper,
                spec.master(),
                quorum,
                spec.ip(),
                NodeNames.ownPorts(spec.ports(), slaveName),
                spec.roles(),
                NodeNames.ownSettings(spec.nodes(), slaveName));
        topology.requireNodes(topology.ports().keySet(), "a port", slaveName);
        topology.requireNodes(topology.nodes().keySet(), "flags or variables", slaveName);
        topology.requirePorts();
        return topology;
    }

    private static ZooKeeper zooKeeper(Spec spec) throws ClusterException {
        String kind = spec.zooKeeper().orElse(spec.masters() > 1 ? "embedded" : "none");
        int members = spec.ensemble().orElse(spec.masters() >= 3 ? 3 : 1);
        if (kind.equals("none")) {
            if (spec.masters() > 1) {
                throw refused(spec.masters()
                        + " masters need ZooKeeper to elect a leader, but mesos.cluster.zookeeper is none.");
            }
            return new ZooKeeper.None();
        }
        if (kind.equals("embedded")) {
            if (members != 1 && members != 3) {
                throw refused("mesos.cluster.ensemble must be 1 or 3, got " + members
                        + ". Two servers are less reliable than one: the ensemble stops when either fails.");
            }
            return new ZooKeeper.Embedded(members);
        }
        if (ZooKeeperUrl.parse(kind).filter(ZooKeeperUrl::hasPath).isEmpty()) {
            throw refused("mesos.cluster.zookeeper must be none, embedded or " + ZooKeeperUrl.FORM
                    + " with a path, got '" + Redactor.withoutPasswords(kind) + "'.");
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
     * Checks a quorum that is set for one master as a flag.
     *
     * @throws ClusterException ({@code TOPOLOGY}) if the masters could not agree, or could decide separately
     */
    void requireQuorum(String node, String value) throws ClusterException {
        try {
            if (!(zooKeeper instanceof ZooKeeper.None)) {
                checkQuorum(masters, Integer.parseInt(value), zooKeeper);
            }
        } catch (NumberFormatException e) {
            throw refused("--quorum for " + node + " must be a whole number, got '" + value + "'.");
        }
    }

    /** Returns the names of the nodes, in the order of their start. */
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

    /** Returns the settings of a node: those of its role, overridden by its own. */
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
            throw refused("Cannot set " + what + " for '" + unknown.iterator().next()
                    + "': the cluster has no such node. Its nodes are " + String.join(", ", names(slaveName)) + ".");
        }
    }

    private void requirePorts() throws ClusterException {
        Map<Integer, String> taken = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> entry : new TreeMap<>(ports).entrySet()) {
            if (entry.getValue() < 1 || entry.getValue() > LARGEST_PORT) {
                throw refused("The port for " + entry.getKey() + " must be from 1 to " + LARGEST_PORT + ", got "
                        + entry.getValue() + ".");
            }
            String other = taken.put(entry.getValue(), entry.getKey());
            if (other != null) {
                throw refused(
                        "Port " + entry.getValue() + " is set for both " + other + " and " + entry.getKey() + ".");
            }
        }
    }

    private static ClusterException refused(String message) {
        return new ClusterException(ClusterException.Kind.TOPOLOGY, message);
    }
}
