package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.Daemon;
import io.github.mesosbuild.process.DaemonGroup;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One attempt to start the planned nodes. */
final class StartAttempt {
    private static final Duration POLL = Duration.ofMillis(50);

    /** After this time, the daemons are asked less often, because Mesos logs every request. */
    private static final Duration SLOW_AFTER = Duration.ofSeconds(10);

    private static final Duration SLOW_POLL = Duration.ofMillis(300);

    /**
     * The tools of all attempts.
     *
     * @param nanoTime a monotonic clock in nanoseconds, such as {@link System#nanoTime}
     */
    record Context(
            ClusterDirectory directory,
            ClusterState.Paths paths,
            ClusterJournal journal,
            Readiness readiness,
            Supervisor supervisor,
            LongSupplier nanoTime,
            Clock clock,
            Sleeper sleeper,
            ClusterListener listener) {}

    private final ClusterEnvironment installed;
    private final Context context;
    private final Topology topology;
    private final NodePlanner.Planned planned;
    private final ClusterTimeouts times;
    private final Map<String, Daemon> daemons = new LinkedHashMap<>();
    private final long began;
    private ClusterState state;

    /**
     * Creates an attempt to start the planned nodes.
     *
     * @param began the start of the first attempt, in nanoseconds by the clock of the context
     */
    StartAttempt(
            ClusterEnvironment installed,
            Context context,
            Topology topology,
            NodePlanner.Planned planned,
            ClusterTimeouts times,
            Optional<ClusterState> running,
            long began) {
        this.installed = installed;
        this.context = context;
        this.began = began;
        this.topology = topology;
        this.planned = planned;
        this.times = times;
        this.state = running.orElseGet(() -> new ClusterState(
                installed.release(),
                installed.prefix(),
                installed.library(),
                planned.zooKeeperUrl(),
                topology.master(),
                installed.daemons().slave().name(),
                Optional.empty(),
                context.paths(),
                List.of()));
    }

    RunningCluster run() throws ClusterException, ProcessException, IOException, InterruptedException {
        DaemonGroup group = DaemonGroup.create(
                context.directory().watchdogLog(),
                installed.environment().get("PATH"),
                times.grace(),
                context.nanoTime(),
                context.sleeper());
        context.journal().note(ClusterJournal.Kind.STARTING, described());
        boolean ready = false;
        try {
            List<ClusterNode> servers = planned(Role.ZOOKEEPER);
            start(group, servers);
            if (topology.zooKeeper() instanceof ZooKeeper.Embedded) {
                new ReplicatedLogSetup(installed, context.supervisor()).run(planned(Role.MASTER));
            }
            waitFor(
                    () -> context.readiness().missingOfZooKeeper(servers, Quorum.majority(servers.size())),
                    servers.isEmpty());
            if (!servers.isEmpty()) {
                noteReady(servers);
            }
            start(group, planned(Role.MASTER));
            start(group, planned(Role.SLAVE));
            waitFor(() -> missing(), false);
            state = state.ledBy(context.readiness().leader(planned(Role.MASTER)).or(state::leader));
            noteReady(planned.nodes());
            context.directory().write(state);
            ready = true;
            return new RunningCluster(state, group, daemons, context.journal());
        } finally {
            if (!ready) {
                List<Long> unended = group.end();
                if (!unended.isEmpty()) {
                    context.listener().unended(unended);
                }
                context.journal().note(ClusterJournal.Kind.FAILED, Map.of("nodes", names(planned.nodes())));
                removeData();
            }
        }
    }

    private Map<String, Object> described() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("release", state.release());
        values.put("prefix", state.prefix());
        state.zooKeeper().ifPresent(url -> values.put("zk", url));
        return values;
    }

    private void noteReady(List<ClusterNode> nodes) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("nodes", names(nodes));
        state.leader().ifPresent(name -> values.put("leader", name));
        context.journal().note(ClusterJournal.Kind.READY, values);
    }

    private static List<String> names(List<ClusterNode> nodes) {
        return nodes.stream().map(ClusterNode::name).toList();
    }

    /** Directories that cannot be removed now are removed when the next cluster starts. */
    private void removeData() {
        for (ClusterNode node : planned.nodes()) {
            try {
                Trees.delete(node.directory());
            } catch (IOException e) {
                continue;
            }
        }
    }

    private Optional<String> missing() {
        List<ClusterNode> masters = planned(Role.MASTER);
        boolean amongOthers = topology.zooKeeper() instanceof ZooKeeper.External && topology.slaves() == 0;
        return amongOthers
                ? context.readiness().missingOfMastersAlone(masters)
                : context.readiness().missing(planned.nodes());
    }

    private List<ClusterNode> planned(Role role) {
        return planned.nodes().stream().filter(node -> node.role() == role).toList();
    }

    private void start(DaemonGroup group, List<ClusterNode> nodes) throws ProcessException, IOException {
        for (ClusterNode node : nodes) {
            Files.createDirectories(node.directory());
            Daemon daemon = group.start(new ExecutorMark(context.directory(), group.cookie()).command(node));
            daemons.put(node.name(), daemon);
            StartedNode member = new StartedNode(
                    node, daemon.identity(), group.cookie(), context.clock().instant());
            context.journal().noteStart(member, daemon.logStart());
            state = state.with(member);
            context.listener().started(member);
        }
    }

    private void waitFor(Missing missing, boolean nothing) throws ClusterException, InterruptedException {
        while (!nothing) {
            Optional<String> what = answer(missing);
            if (what.isEmpty()) {
                return;
            }
            Duration elapsed = Duration.ofNanos(context.nanoTime().getAsLong() - began);
            if (elapsed.compareTo(times.ready()) >= 0) {
                throw new ClusterException(ClusterException.Kind.NOT_READY, late(what.get()));
            }
            context.listener().waiting(what.get(), elapsed);
            context.sleeper().sleep(elapsed.compareTo(SLOW_AFTER) < 0 ? POLL : SLOW_POLL);
        }
    }

    /** Returns what is missing, but fails as soon as a daemon exits, even while another one is slow to answer. */
    private Optional<String> answer(Missing missing) throws ClusterException, InterruptedException {
        CompletableFuture<Optional<String>> answer = CompletableFuture.supplyAsync(missing::now);
        List<CompletableFuture<?>> first = new ArrayList<>(List.of(answer));
        daemons.values().forEach(daemon -> first.add(daemon.end()));
        try {
            CompletableFuture.anyOf(first.toArray(CompletableFuture[]::new)).get();
            for (Map.Entry<String, Daemon> entry : daemons.entrySet()) {
                if (!entry.getValue().isAlive()) {
                    throw new ClusterException(
                            ClusterException.Kind.ENDED,
                            EndedDaemon.of(entry.getKey(), entry.getValue()).sentence());
                }
            }
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private String late(String what) {
        String sentence =
                "The cluster was not ready within " + times.ready().toSeconds() + " s; still waiting for " + what + ".";
        Set<String> concerned = daemons.keySet().stream()
                .filter(name ->
                        Pattern.compile("\\b" + name + "\\b").matcher(what).find())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Optional<Daemon> first = (concerned.isEmpty() ? daemons.keySet() : concerned)
                .stream().map(daemons::get).reduce((one, other) -> concerned.isEmpty() ? other : one);
        return first.map(daemon ->
                        DaemonLogTail.appended(sentence, daemon.command().log(), daemon.logStart()))
                .orElse(sentence);
    }

    /** Returns a node that exited because another process took its chosen port before the node bound it. */
    Optional<String> lostItsPort(Map<String, Map<String, String>> flags) {
        return daemons.entrySet().stream()
                .filter(entry -> !topology.ports().containsKey(entry.getKey())
                        && !flags.getOrDefault(entry.getKey(), Map.of()).containsKey("port"))
                .filter(entry ->
                        DaemonLogTail.of(
                                        entry.getValue().command().log(),
                                        entry.getValue().logStart())
                                .stream()
                                .anyMatch(line -> line.contains("Address already in use")))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Returns what is missing; empty if nothing is. */
    @FunctionalInterface
    private interface Missing {
        Optional<String> now();
    }
}
