package io.github.mesosbuild.cluster;

import io.github.mesosbuild.process.ProcessIdentity.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks every node of a cluster for its current status. */
final class StatusQuery {
    private final ClusterState state;
    private final DaemonClient client;
    private final List<ClusterStatus.NodeStatus> nodes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> own;
    private Optional<String> leader = Optional.empty();
    private List<MasterState.Slave> slaves = List.of();

    private StatusQuery(ClusterState state, DaemonClient client) {
        this.state = state;
        this.client = client;
        this.own = state.members(Role.MASTER).stream()
                .map(StartedNode::node)
                .flatMap(StatusQuery::addresses)
                .collect(Collectors.toSet());
    }

    /** Returns the addresses by which other masters name a master: its own, and the one of its web page. */
    private static Stream<String> addresses(ClusterNode master) {
        return Stream.concat(
                Stream.of(master.address().toString()),
                master.flag("hostname").stream()
                        .map(host -> host + ":" + master.address().port()));
    }

    /** Returns the status of a cluster. */
    static ClusterStatus of(ClusterState state, DaemonClient client) {
        StatusQuery query = new StatusQuery(state, client);
        state.members().forEach(query::ask);
        return query.status();
    }

    /** Returns the master that leads, if it is one of the cluster's running ones. */
    static Optional<StartedNode> leader(ClusterState state, DaemonClient client) {
        return state.members(Role.MASTER).stream()
                .filter(master -> master.process().condition() == Condition.RUNNING)
                .filter(master -> client.master(
                                master.node().address(), state.paths().masterState())
                        .value()
                        .filter(MasterState::leads)
                        .isPresent())
                .findFirst();
    }

    private void ask(StartedNode member) {
        Condition condition = member.process().condition();
        String name = member.node().name();
        String status = "";
        if (condition == Condition.RUNNING) {
            status = switch (member.node().role()) {
                case MASTER -> askMaster(member.node());
                case SLAVE -> askSlave(member.node());
                case ZOOKEEPER -> {
                    Optional<String> mode = client.zooKeeperMode(member.node().address());
                    if (mode.isEmpty()) {
                        problems.add(name + " does not answer.");
                    }
                    yield mode.orElse("");
                }
            };
        } else {
            problems.add(name + (condition == Condition.PAUSED ? " is paused." : " has exited."));
        }
        nodes.add(new ClusterStatus.NodeStatus(member, condition, status));
    }

    private String askMaster(ClusterNode node) {
        Answer<MasterState> answer = client.master(node.address(), state.paths().masterState());
        if (answer.value().isEmpty()) {
            problems.add(sentence(node, answer));
            return "";
        }
        MasterState master = answer.value().get();
        if (master.leads()) {
            leader = Optional.of(node.name());
            slaves = master.slaves();
            return "leader";
        }
        leader = leader.or(() -> master.leader().filter(known -> !own.contains(known)));
        return "follower";
    }

    private String askSlave(ClusterNode node) {
        Answer<String> answer = client.slaveId(node.address(), state.paths().slaveState());
        if (answer.value().isPresent()) {
            return "registered";
        }
        problems.add(
                answer.kind() == Answer.Kind.CREDENTIALS
                        ? sentence(node, answer)
                        : node.name() + " has not registered.");
        return "";
    }

    private static String sentence(ClusterNode node, Answer<?> answer) {
        return node.name() + " " + answer.problem()
                + (answer.kind() == Answer.Kind.CREDENTIALS
                        ? "; set mesos.cluster.server to the ID of a <server> in your settings.xml."
                        : ".");
    }

    private ClusterStatus status() {
        if (!own.isEmpty()) {
            if (leader.isEmpty()) {
                problems.add("No master is leading.");
            } else if (state.member(leader.get()).isPresent()) {
                problems.addAll(unregistered());
            }
        }
        return new ClusterStatus(state, nodes, leader, slaves, problems);
    }

    /** The leader is asked because a slave whose master is gone still reports that it has registered. */
    private List<String> unregistered() {
        Readiness.Registered registered = Readiness.Registered.of(slaves);
        return state.members(Role.SLAVE).stream()
                .filter(slave -> slave.process().condition() == Condition.RUNNING)
                .filter(slave -> !registered.has(slave.node().address()))
                .map(slave -> slave.node().name() + " is not an active " + state.slaveName() + " of the leader.")
                .toList();
    }
}
