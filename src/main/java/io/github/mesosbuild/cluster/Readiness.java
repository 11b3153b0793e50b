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
    private final DaemonClient inquiry;
    private final ClusterState.Paths paths;

    Readiness(DaemonClient inquiry, ClusterState.Paths paths) {
        this.inquiry = inquiry;
        this.paths = paths;
    }

    /** What servers of an ensemble still lack before it serves; empty if most of them serve. */
    Optional<String> missingOfZooKeeper(List<ClusterNode> servers, int enough) {
        List<String> silent = servers.stream()
                .filter(server -> inquiry.zooKeeperMode(server.address()).isEmpty())
                .map(ClusterNode::name)
                .toList();
        return servers.size() - silent.size() >= enough
                ? Optional.empty()
                : Optional.of(String.join(" and ", silent) + " to serve");
    }

    /** What nodes still lack; empty if all are as they should be. */
    Optional<String> missing(List<ClusterNode> nodes) {
        List<ClusterNode> servers = with(Role.ZOOKEEPER, nodes);
        Optional<String> missing = missingOfZooKeeper(servers, servers.size());
        if (missing.isPresent()) {
            return missing;
        }
        List<ClusterNode> masters = with(Role.MASTER, nodes);
        List<ClusterNode> slaves = with(Role.SLAVE, nodes);
        return masters.isEmpty() ? missingOfSlavesAlone(slaves) : missingOfCluster(masters, slaves);
    }

    /** What masters that elect their leader among others than these as well still lack. */
    Optional<String> missingOfMastersAlone(List<ClusterNode> masters) {
        List<String> silent = masters.stream()
                .filter(master ->
                        inquiry.get(master.address(), paths.masterHealth()).isEmpty())
                .map(ClusterNode::name)
                .toList();
        return silent.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", silent) + " to answer");
    }

    /** The name of that which leads, if one of them does. */
    Optional<String> leader(List<ClusterNode> masters) {
        return masters.stream()
                .filter(master -> inquiry.master(master.address(), paths.masterState())
                        .filter(MasterState::leads)
                        .isPresent())
                .map(ClusterNode::name)
                .findFirst();
    }

    private static List<ClusterNode> with(Role role, List<ClusterNode> nodes) {
        return nodes.stream().filter(node -> node.role() == role).toList();
    }

    private Optional<String> missingOfCluster(List<ClusterNode> masters, List<ClusterNode> slaves) {
        List<String> silent = new ArrayList<>();
        Optional<MasterState> leader = Optional.empty();
        for (ClusterNode master : masters) {
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
                .map(ClusterNode::name)
                .toList();
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(" and ", absent) + " to register (" + (slaves.size() - absent.size()) + " of "
                        + slaves.size() + " slaves have)");
    }

    private Optional<String> missingOfSlavesAlone(List<ClusterNode> slaves) {
        List<String> absent = slaves.stream()
                .filter(slave -> !inquiry.slaveRegistered(slave.address(), paths.slaveState()))
                .map(ClusterNode::name)
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
        boolean has(ClusterNode.Address slave) {
            return addresses.contains(slave.toString())
                    || slave.ip().equals(ClusterNode.Address.ALL)
                            && addresses.stream().anyMatch(address -> address.endsWith(":" + slave.port()));
        }
    }
}
