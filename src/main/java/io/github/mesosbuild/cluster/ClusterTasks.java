package io.github.mesosbuild.cluster;

import io.github.mesosbuild.config.ConfigNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The tasks that the leading master knew before the cluster was stopped. It keeps completed ones up to a limit ({@code
 * --max_completed_tasks_per_framework}), and forgets what earlier leaders knew of completed ones.
 *
 * @param unknown why they are unknown; empty if they are known
 * @param total how many there are
 * @param states how many are in each state
 * @param tasks the last ones, by their last change; those that failed or were lost come before others
 */
record ClusterTasks(Optional<String> unknown, long total, Map<String, Long> states, List<Task> tasks) {
    private static final int MOST = 500;
    private static final long PATIENCE_MILLIS = 2000;

    /** Lists of frameworks and of their tasks (src/master/http.cpp at tags 0.24.0 and 1.11.0). */
    private static final List<String> FRAMEWORKS = List.of("frameworks", "completed_frameworks");

    private static final List<String> TASKS = List.of("tasks", "unreachable_tasks", "completed_tasks");

    /**
     * A task.
     *
     * @param framework the name of its framework
     * @param agent the name of the node that ran it, or the host of another agent
     * @param at when it got into its state
     */
    record Task(String id, String name, String framework, String agent, String state, Optional<Instant> at) {
        /** Returns whether it did not end as it should. */
        boolean isBad() {
            return !List.of(
                            "TASK_STAGING",
                            "TASK_STARTING",
                            "TASK_RUNNING",
                            "TASK_FINISHED",
                            "TASK_KILLING",
                            "TASK_KILLED")
                    .contains(state);
        }
    }

    static ClusterTasks unknown(String because) {
        return new ClusterTasks(Optional.of(because), 0, Map.of(), List.of());
    }

    /**
     * Asks all running masters at once, and waits two seconds at most. An answer that was received by then may be understood later: on a
     * slow machine it takes longer to read than to send.
     */
    static CompletableFuture<ClusterTasks> ask(ClusterState state, DaemonClient client) {
        List<StartedNode> masters = state.members(Role.MASTER).stream()
                .filter(member -> member.process().isAlive())
                .toList();
        if (masters.isEmpty()) {
            return CompletableFuture.completedFuture(unknown("no master was running any more"));
        }
        CompletableFuture<ClusterTasks> known = new CompletableFuture<>();
        List<CompletableFuture<Void>> asked = masters.stream()
                .map(master -> CompletableFuture.runAsync(
                        () -> leading(state, master, client).ifPresent(known::complete)))
                .toList();
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .whenComplete((none, failure) -> known.complete(unknown("no running master was the leader")));
        try {
            known.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException unfinished) {
            return known;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return known;
    }

    /** Returns what an inquiry has found out by now. */
    static ClusterTasks now(CompletableFuture<ClusterTasks> inquiry) {
        try {
            return inquiry.getNow(unknown("no leading master answered within 2 s"));
        } catch (CompletionException failed) {
            return unknown("the answer of the master could not be read");
        }
    }

    private static Optional<ClusterTasks> leading(ClusterState state, StartedNode master, DaemonClient client) {
        return client.document(master.node().address(), state.paths().masterState())
                .value()
                .filter(document -> MasterState.of(document).leads())
                .map(document -> of(document, state));
    }

    /** Reads what a master reports; a missing value, or one of another type, counts as empty. */
    static ClusterTasks of(ConfigNode document, ClusterState state) {
        Map<String, String> agents = agents(document, state);
        List<Task> all = new ArrayList<>();
        for (String list : FRAMEWORKS) {
            for (ConfigNode framework : document.get(list).list()) {
                String name = framework.get("name").textOrEmpty();
                TASKS.forEach(tasks -> framework.get(tasks).list().forEach(task -> all.add(task(task, name, agents))));
            }
        }
        document.get("orphan_tasks").list().forEach(task -> all.add(task(task, "", agents)));
        Map<String, Long> states = new TreeMap<>();
        all.forEach(task -> states.merge(task.state(), 1L, Long::sum));
        List<Task> last = all.stream()
                .sorted(Comparator.comparing(Task::isBad)
                        .thenComparing(task -> task.at().orElse(Instant.EPOCH))
                        .reversed())
                .limit(MOST)
                .toList();
        return new ClusterTasks(Optional.empty(), all.size(), states, last);
    }

    private static Map<String, String> agents(ConfigNode document, ClusterState state) {
        Map<String, String> names = new LinkedHashMap<>();
        for (MasterState.Slave slave : MasterState.of(document).slaves()) {
            Readiness.Registered here = Readiness.Registered.of(List.of(new MasterState.Slave(
                    slave.id(), slave.address(), slave.hostname(), true, slave.registered(), Map.of())));
            names.put(
                    slave.id(),
                    state.members(Role.SLAVE).stream()
                            .filter(member -> here.has(member.node().address()))
                            .map(member -> member.node().name())
                            .findFirst()
                            .orElse(slave.hostname()));
        }
        return names;
    }

    private static Task task(ConfigNode task, String framework, Map<String, String> agents) {
        String agent = task.get("slave_id").textOrEmpty();
        Optional<Instant> at = task.get("statuses").list().stream()
                .flatMap(status -> status.get("timestamp").jsonNumber().stream())
                .filter(seconds -> seconds > 0 && seconds < 1e11)
                .max(Double::compare)
                .map(seconds -> Instant.ofEpochMilli((long) (seconds * 1000)));
        return new Task(
                task.get("id").textOrEmpty(),
                task.get("name").textOrEmpty(),
                framework,
                agents.getOrDefault(agent, agent),
                task.get("state").textOrEmpty(),
                at);
    }
}
