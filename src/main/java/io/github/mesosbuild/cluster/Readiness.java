package io.github.mesosbuild.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what a cluster is still waiting for. It is ready when a leader is elected and reports every slave as registered and active. Daemons
 * do not limit requests for their state, unlike those for metrics (3rdparty/libprocess/include/process/metrics/metrics.hpp at tag 0.24.0).
 */
final class Readiness {
    private final DaemonClient client;
    private final ClusterState.Paths paths;

    Readiness(DaemonClient client, ClusterState.Paths paths) {
        this.client = client;
        this.paths = paths;
    }

    /** Returns the servers that an ensemble is waiting for; empty if enough of them serve. */
    Optional<String> missingOfZooKeeper(List<ClusterNode> servers, int enough) {
        List<String> silent = servers.stream()
                .filter(server -> client.zooKeeperMode(server.address()).isEmpty())
                .map(ClusterNode::name)
                .toList();
        return servers.size() - silent.size() >= enough
                ? Optional.empty()
                : Optional.of(String.join(" and ", silent) + " to serve");
    }

    /** Returns what nodes are waiting for; empty if all are ready. */
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

    /** Returns what masters are waiting for that elect their leader together with masters elsewhere. */
    Optional<String> missingOfMastersAlone(List<ClusterNode> masters) {
        List<String> silent = masters.stream()
                .flatMap(master -> silent(master, client.get(master.address(), paths.masterHealth())).stream())
                .toList();
        return silent.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", silent) + " to answer");
    }

    /** Returns the name of the leading master, if it is one of these. */
    Optional<String> leader(List<ClusterNode> masters) {
        return masters.stream()
                .filter(master -> client.master(master.address(), paths.masterState())
                        .value()
                        .filter(MasterState::leads)
                        .isPresent())
                .map(ClusterNode::name)
                .findFirst();
    }

    /** Returns a node that gives no good answer, with the reason if it does answer. */
    private static Optional<String> silent(ClusterNode node, Answer<?> answer) {
        return switch (answer.kind()) {
            case GOOD -> Optional.empty();
            case NONE -> Optional.of(node.name());
            case CREDENTIALS, OTHER -> Optional.of(node.name() + " (which " + answer.problem() + ")");
        };
    }

    private static List<ClusterNode> with(Role role, List<ClusterNode> nodes) {
        return nodes.stream().filter(node -> node.role() == role).toList();
    }

    private Optional<String> missingOfCluster(List<ClusterNode> masters, List<ClusterNode> slaves) {
        List<String> silent = new ArrayList<>();
        Optional<MasterState> leader = Optional.empty();
        for (ClusterNode master : masters) {
            Answer<MasterState> state = client.master(master.address(), paths.masterState());
            silent(master, state).ifPresent(silent::add);
            if (state.value().filter(MasterState::leads).isPresent()) {
                leader = state.value();
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
                        + slaves.size() + " registered)");
    }

    private Optional<String> missingOfSlavesAlone(List<ClusterNode> slaves) {
        List<String> absent = slaves.stream()
                .flatMap(slave -> {
                    Answer<String> id = client.slaveId(slave.address(), paths.slaveState());
                    return id.kind() == Answer.Kind.OTHER ? Stream.of(slave.name()) : silent(slave, id).stream();
                })
                .toList();
        return absent.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", absent) + " to register");
    }

    /**
     * The active slaves of a leader.
     *
     * @param addresses their addresses, {@code ip:port}
     */
    record Registered(Set<String> addresses) {
        static Registered of(List<MasterState.Slave> slaves) {
            return new Registered(slaves.stream()
                    .filter(MasterState.Slave::active)
                    .map(MasterState.Slave::address)
                    .collect(Collectors.toSet()));
        }

        /** Returns whether a slave is one of them. One that listens on all addresses registers with any of them. */
        boolean has(ClusterNode.Address slave) {
            return addresses.contains(slave.toString())
                    || slave.ip().equals(ClusterNode.Address.ALL)
                            && addresses.stream().anyMatch(address -> address.endsWith(":" + slave.port()));
        }
    }
}
