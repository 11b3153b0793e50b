package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.process.ProcessIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The status of a cluster at one moment.
 *
 * @param state the cluster as it was started
 * @param nodes the status of each node, in the order of their start
 * @param leader the name of the leading master, or its address if it belongs to another cluster; empty if no master leads
 * @param slaves the slaves that the leader reports
 * @param problems the problems, one sentence each
 */
public record ClusterStatus(
        ClusterState state,
        List<NodeStatus> nodes,
        Optional<String> leader,
        List<MasterState.Slave> slaves,
        List<String> problems) {
    public ClusterStatus {
        nodes = List.copyOf(nodes);
        slaves = List.copyOf(slaves);
        problems = List.copyOf(problems);
    }

    /**
     * The status of a node.
     *
     * @param member the node as it was started
     * @param condition the condition of its process
     * @param status the node's answer: {@code leader}, {@code follower}, {@code registered} or ZooKeeper's mode; empty without an answer
     */
    public record NodeStatus(StartedNode member, ProcessIdentity.Condition condition, String status) {}

    /** Returns this status with the state as it was corrected. */
    ClusterStatus of(ClusterState corrected) {
        return new ClusterStatus(corrected, nodes, leader, slaves, problems);
    }

    /** Returns the URL of the leading master; without one, of a master that runs here, or of the one that slaves joined elsewhere. */
    public Optional<String> url() {
        if (state.members(Role.MASTER).isEmpty()) {
            return state.masterUrl();
        }
        return leader.map(name -> state.member(name)
                        .map(member -> member.node().address().url(""))
                        .orElseGet(() -> state.url(name)))
                .or(() -> nodes.stream()
                        .filter(node -> node.member().node().role() == Role.MASTER)
                        .filter(node -> node.condition() == ProcessIdentity.Condition.RUNNING)
                        .map(node -> node.member().node().address().url(""))
                        .findFirst());
    }

    /** Returns whether there are no problems. */
    public boolean healthy() {
        return problems.isEmpty();
    }

    /** Returns this status as JSON, for programs. */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("healthy", healthy());
        json.put("release", state.release());
        json.put("installation", state.prefix().toString());
        json.put("leader", leader.orElse(null));
        json.put(
                "leaderUrl",
                leader.flatMap(state::member)
                        .map(member -> member.node().address().url(""))
                        .orElse(null));
        json.put("master", state.frameworkMaster().orElse(null));
        json.put("url", url().orElse(null));
        json.put("zk", state.zooKeeper().orElse(null));
        List<Object> list = new ArrayList<>();
        for (NodeStatus node : nodes) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", node.member().node().name());
            one.put("role", state.roleOf(node.member().node()));
            one.put("condition", node.condition().name().toLowerCase(Locale.ROOT));
            one.put("says", node.status());
            one.put("ip", node.member().node().address().ip());
            one.put("port", node.member().node().address().port());
            one.put("pid", node.member().process().pid());
            one.put("started", node.member().started().toString());
            one.put("log", node.member().node().log().toString());
            list.add(one);
        }
        json.put("nodes", list);
        List<Object> registered = new ArrayList<>();
        for (MasterState.Slave slave : slaves) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", slave.id());
            one.put("address", slave.address());
            one.put("active", slave.active());
            one.put("registered", slave.registered().toString());
            registered.add(one);
        }
        json.put("slaves", registered);
        json.put("agents", registered);
        json.put("problems", problems);
        return Json.write(json);
    }
}
