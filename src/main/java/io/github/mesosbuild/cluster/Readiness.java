package io.github.mesosbuild.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a cluster still lacks: a leader is elected, and it reports each of the slaves as registered and active. The state of the
 * daemons is asked for, which they answer as often as they are asked; only their metrics are limited to two requests a second
 * (3rdparty/libprocess/include/process/metrics/metrics.hpp at tag 0.24.0).
 */
final class Readiness {
    private final Inquiry inquiry;
    private final ClusterState.Paths paths;

    Readiness(Inquiry inquiry, ClusterState.Paths paths) {
        this.inquiry = inquiry;
        this.paths = paths;
    }

    /** What servers of an ensemble still lack before it serves; empty if most of them serve. */
    Optional<String> missingOfZooKeeper(List<Node> servers, int enough) {
        List<String> silent = servers.stream()
                .filter(server -> inquiry.zooKeeperMode(server.address()).isEmpty())
                .map(Node::name)
                .toList();
        return servers.size() - silent.size() >= enough
                ? Optional.empty()
                : Optional.of(String.join(" and ", silent) + " to serve");
    }

    /** What nodes still lack; empty if all are as they should be. */
    Optional<String> missing(List<Node> nodes) {
        List<Node> servers = with(Role.ZOOKEEPER, nodes);
        Optional<String> missing = missingOfZooKeeper(servers, servers.size());
        if (missing.isPresent()) {
            return missing;
        }
        List<Node> masters = with(Role.MASTER, nodes);
        List<Node> slaves = with(Role.SLAVE, nodes);
        return masters.isEmpty() ? missingOfSlavesAlone(slaves) : missingOfCluster(masters, slaves);
    }

    /** What masters that elect their leader among others than these as well still lack. */
    Optional<String> missingOfMastersAlone(List<Node> masters) {
        List<String> silent = masters.stream()
                .filter(master ->
                        inquiry.get(master.address(), paths.masterHealth()).isEmpty())
                .map(Node::name)
                .toList();
        return silent.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", silent) + " to answer");
    }

    /** The name of that which leads, if one of them does. */
    Optional<String> leader(List<Node> masters) {
        return masters.stream()
                .filter(master -> inquiry.master(master.address(), paths.masterState())
                        .filter(MasterState::leads)
                        .isPresent())
                .map(Node::name)
                .findFirst();
    }

    private static List<Node> with(Role role, List<Node> nodes) {
        return nodes.stream().filter(node -> node.role() == role).toList();
    }

    private Optional<String> missingOfCluster(List<Node> masters, List<Node> slaves) {
        List<String> silent = new ArrayList<>();
        Optional<MasterState> leader = Optional.empty();
        for (Node master : masters) {
            Optional<MasterState> state = inquiry.master(master.address(), paths.masterState());
            if (state.isEmpty()) {
                silent.add(master.name());
            } else if (state.get().leads()) {
                leader = state;
            }
        }
        if (!silent.isEmpty()) {
            return Optional.of(String.join(" and ", silent) + " to answer");
        }
        if (leader.isEmpty()) {
            return Optional.of("a master to be elected");
        }
        Registered registered = Registered.of(leader.get().slaves());
        List<String> absent = slaves.stream()
                .filter(slave -> !registered.has(slave.address()))
                .map(Node::name)
                .toList();
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(" and ", absent) + " to register (" + (slaves.size() - absent.size()) + " of "
                        + slaves.size() + " slaves have)");
    }

    private Optional<String> missingOfSlavesAlone(List<Node> slaves) {
        List<String> absent = slaves.stream()
                .filter(slave -> !inquiry.slaveRegistered(slave.address(), paths.slaveState()))
                .map(Node::name)
                .toList();
        return absent.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", absent) + " to register");
    }

    /**
     * The slaves that a leader has.
     *
     * @param addresses of those that are active
     */
    record Registered(Set<String> addresses) {
        static Registered of(List<MasterState.Slave> slaves) {
            return new Registered(slaves.stream()
                    .filter(MasterState.Slave::active)
                    .map(MasterState.Slave::address)
                    .collect(Collectors.toSet()));
        }

        /** Whether a slave is one of them; one that listens on all addresses registers with one of them. */
        boolean has(Node.Address slave) {
            return addresses.contains(slave.toString())
                    || slave.ip().equals(Node.Address.ALL)
                            && addresses.stream().anyMatch(address -> address.endsWith(":" + slave.port()));
        }
    }
}
