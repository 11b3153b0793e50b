package io.github.mesosbuild.page;

import static io.github.mesosbuild.page.SampleReport.entries;

import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The report of a cluster of three masters and two agents: a leader was killed, an agent crashed, a task failed. */
final class SampleClusterReport {
    private SampleClusterReport() {}

    static Map<String, Object> crashed() {
        return entries(
                "format",
                1,
                "release",
                "mesos 1.11.0",
                "verdict",
                "crashed",
                "generated",
                "2026-11-29T23:02:01Z",
                "started",
                "2026-11-29T23:00:00Z",
                "ready",
                "2026-11-29T23:00:06Z",
                "stopping",
                "2026-11-29T23:02:00Z",
                "finished",
                "2026-11-29T23:02:01Z",
                "stoppedBy",
                "stop",
                "installation",
                "/opt/mesos",
                "master",
                "zk://127.0.0.1:2181/mesos",
                "zk",
                "zk://127.0.0.1:2181/mesos",
                "slaveName",
                "agent",
                "logs",
                "../logs",
                "nodes",
                nodes(),
                "tasks",
                entries(
                        "unknown",
                        null,
                        "total",
                        3,
                        "states",
                        entries("TASK_FAILED", 1, "TASK_FINISHED", 2),
                        "list",
                        new ArrayList<>(List.of(
                                task("again", "again", "TASK_FAILED", true),
                                task("hello", "hello.1", "TASK_FINISHED", false),
                                task("hello", "hello.2", "TASK_FINISHED", false)))));
    }

    private static List<Object> nodes() {
        List<Object> nodes = new ArrayList<>();
        nodes.add(node(
                "zookeeper-1",
                "zookeeper",
                "stopped",
                List.of(phase("starting", 0, 2), phase("ready", 2, 119)),
                List.of(event("started", 0, "was started (pid 10)", "plugin"))));
        nodes.add(node(
                "master-1",
                "master",
                "killed",
                List.of(phase("starting", 2, 2), phase("leading", 4, 36), phase("ended", 40, 81)),
                List.of(
                        event("started", 2, "was started (pid 11)", "plugin"),
                        event("elected", 4, "Elected as the leading master!", "log"),
                        event("killed", 40, "was killed on purpose", "plugin"))));
        nodes.add(node(
                "master-2",
                "master",
                "stopped",
                List.of(
                        phase("starting", 2, 3),
                        phase("ready", 5, 47),
                        phase("leading", 52, 28),
                        phase("paused", 80, 20),
                        phase("leading", 100, 21)),
                List.of(
                        event("started", 2.1, "was started (pid 12)", "plugin"),
                        event("elected", 52, "Elected as the leading master!", "log"),
                        event("paused", 80, "was paused on purpose", "plugin"))));
        Map<String, Object> agent = node(
                "agent-1",
                "agent",
                "byItself",
                List.of(
                        phase("starting", 3, 3),
                        phase("ready", 6, 36),
                        phase("registering", 42, 11),
                        phase("ready", 53, 17),
                        phase("unknown", 70, 50),
                        phase("ended", 120, 1)),
                List.of(event("started", 3, "was started (pid 13)", "plugin")));
        agent.put("reason", "Check failed: 'framework' Must be non NULL");
        Map<String, Object> end = event("ended", 120, "had ended unexpectedly when the plugin looked", "plugin");
        end.put("after", 70);
        agent.put("events", new ArrayList<>(List.of(event("started", 3, "was started (pid 13)", "plugin"), end)));
        nodes.add(agent);
        return nodes;
    }

    private static Map<String, Object> node(
            String name, String role, String end, List<Object> phases, List<Object> events) {
        return entries(
                "name",
                name,
                "role",
                role,
                "address",
                "127.0.0.1:5050",
                "end",
                end,
                "reason",
                null,
                "phases",
                new ArrayList<>(phases),
                "events",
                new ArrayList<>(events),
                "log",
                "../logs/" + name + ".log",
                "logEnd",
                new ArrayList<>(List.of(
                        "I1129 23:00:00.612345  4711 main.cpp:374] Build: 2020-11-20",
                        "W1129 23:00:02.000000  4711 master.cpp:12] A warning of " + name,
                        "E1129 23:00:03.000000  4711 master.cpp:13] An error of " + name)));
    }

    private static Map<String, Object> phase(String state, double at, double seconds) {
        return entries("state", state, "at", at, "seconds", seconds);
    }

    private static Map<String, Object> event(String event, double at, String text, String source) {
        return entries("event", event, "at", at, "after", null, "text", text, "source", source);
    }

    private static Map<String, Object> task(String name, String id, String state, boolean bad) {
        return entries(
                "id",
                id,
                "name",
                name,
                "framework",
                "mesos-execute",
                "agent",
                "agent-1",
                "state",
                state,
                "bad",
                bad,
                "at",
                "2026-11-29T23:01:00Z");
    }

    static String page(Map<String, Object> report) {
        return ClusterPage.of(ConfigNode.lenient(report));
    }
}
