package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.process.ProcessIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a cluster is.
 *
 * @param state what was started
 * @param nodes how each node is, in the order in which they were started
 * @param leader the name of the leading master; its address if it is none of this cluster's; empty if there is none
 * @param slaves the slaves that the leader reports
 * @param problems one sentence each: what is not as it should be
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
     * How a node is.
     *
     * @param member what was started
     * @param condition what its process does
     * @param says what it says of itself: {@code leader}, {@code follower}, {@code registered}; empty if it says nothing
     */
    public record NodeStatus(StartedNode member, ProcessIdentity.Condition condition, String says) {}

    /** Whether all is as it should be. */
    public boolean healthy() {
        return problems.isEmpty();
    }

    /** The same for programs, as JSON. */
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
        json.put("url", state.masterUrl().orElse(null));
        json.put("zk", state.zooKeeper().orElse(null));
        List<Object> list = new ArrayList<>();
        for (NodeStatus node : nodes) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", node.member().node().name());
            one.put("role", node.member().node().role().name().toLowerCase(java.util.Locale.ROOT));
            one.put("condition", node.condition().name().toLowerCase(java.util.Locale.ROOT));
            one.put("says", node.says());
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
        json.put("problems", problems);
        return Json.write(json);
    }
}
