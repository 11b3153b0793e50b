package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.Command;
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

/** One try to start the nodes that were planned. */
final class StartAttempt {
    private static final Duration POLL = Duration.ofMillis(50);

    /** A cluster that takes this long is asked less often, for Mesos writes a line into its log each time. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private static final Duration SLOW_POLL = Duration.ofMillis(300);

    /**
     * With what clusters are started.
     *
     * @param nanoTime a monotonic clock, in nanoseconds, as {@link System#nanoTime}
     */
    record Means(
            ClusterDirectory directory,
            ClusterState.Paths paths,
            Readiness readiness,
            Supervisor supervisor,
            LongSupplier nanoTime,
            Clock clock,
            Sleeper sleeper,
            ClusterListener listener) {}

    private final ClusterEnvironment site;
    private final Means means;
    private final Topology topology;
    private final NodePlanner.Planned planned;
    private final ClusterTimeouts times;
    private final Map<String, Daemon> daemons = new LinkedHashMap<>();
    private final long began;
    private ClusterState state;

    /** @param began when the first attempt was, by the clock of the means */
    StartAttempt(
            ClusterEnvironment site,
            Means means,
            Topology topology,
            NodePlanner.Planned planned,
            ClusterTimeouts times,
            Optional<ClusterState> running,
            long began) {
        this.site = site;
        this.means = means;
        this.began = began;
        this.topology = topology;
        this.planned = planned;
        this.times = times;
        this.state = running.orElseGet(() -> new ClusterState(
                site.release(),
                site.prefix(),
                site.library(),
                planned.zooKeeperUrl(),
                topology.master(),
                Optional.empty(),
                means.paths(),
                List.of()));
    }

    RunningCluster run() throws ClusterException, ProcessException, IOException, InterruptedException {
        DaemonGroup group = DaemonGroup.create(
                means.directory().watchdogLog(),
                site.environment().get("PATH"),
                times.grace(),
                means.nanoTime(),
                means.sleeper());
        boolean ready = false;
        try {
            List<ClusterNode> servers = planned(Role.ZOOKEEPER);
            start(group, servers);
            if (topology.zooKeeper() instanceof ZooKeeper.Embedded) {
                new ReplicatedLogSetup(site, means.supervisor()).run(planned(Role.MASTER));
            }
            waitFor(() -> means.readiness().missingOfZooKeeper(servers, Quorum.majority(servers.size())), servers.isEmpty());
            start(group, planned(Role.MASTER));
            start(group, planned(Role.SLAVE));
            waitFor(() -> missing(), false);
            state = state.ledBy(means.readiness().leader(planned(Role.MASTER)).or(state::leader));
            means.directory().write(state);
            ready = true;
            return new RunningCluster(state, group, daemons);
        } finally {
            if (!ready) {
                List<Long> unended = group.end();
                if (!unended.isEmpty()) {
                    means.listener().unended(unended);
                }
                removeData();
            }
        }
    }

    /** What cannot be removed now is when the next one starts. */
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
                ? means.readiness().missingOfMastersAlone(masters)
                : means.readiness().missing(planned.nodes());
    }

    private List<ClusterNode> planned(Role role) {
        return planned.nodes().stream().filter(node -> node.role() == role).toList();
    }

    private void start(DaemonGroup group, List<ClusterNode> nodes) throws ProcessException, IOException {
        for (ClusterNode planned : nodes) {
            ClusterNode node = new ExecutorMark(means.directory(), group.cookie()).on(planned);
            Files.createDirectories(node.directory());
            Daemon daemon = group.start(new Command(
                    node.name(),
                    node.argv(),
                    node.directory(),
                    node.environment(),
                    node.log(),
                    Duration.ZERO,
                    Duration.ZERO));
            daemons.put(node.name(), daemon);
            StartedNode member = new StartedNode(
                    node, daemon.identity(), group.cookie(), means.clock().instant());
            state = state.with(member);
            means.listener().started(member);
        }
    }

    private void waitFor(Missing missing, boolean nothing) throws ClusterException, InterruptedException {
        while (!nothing) {
            Optional<String> what = answer(missing);
            if (what.isEmpty()) {
                return;
            }
            Duration elapsed = Duration.ofNanos(means.nanoTime().getAsLong() - began);
            if (elapsed.compareTo(times.ready()) >= 0) {
                throw new ClusterException(ClusterException.Kind.NOT_READY, late(what.get()));
            }
            means.listener().waiting(what.get(), elapsed);
            means.sleeper().sleep(elapsed.compareTo(LONG) < 0 ? POLL : SLOW_POLL);
        }
    }

    /** What is missing; the end of a daemon is noticed at once, however long another one takes to answer. */
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
                "The cluster was not ready within " + times.ready().toSeconds() + " s: it waited for " + what + ".";
        Set<String> concerned = daemons.keySet().stream()
                .filter(name ->
                        Pattern.compile("\\b" + name + "\\b").matcher(what).find())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Optional<Daemon> first = (concerned.isEmpty() ? daemons.keySet() : concerned)
                .stream().map(daemons::get).reduce((one, other) -> concerned.isEmpty() ? other : one);
        return first.map(
                        daemon -> DaemonLogTail.below(sentence, daemon.command().log(), daemon.logStart()))
                .orElse(sentence);
    }

    /** A node that ended because somebody else had taken the port which was chosen for it a moment before. */
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

    /** What is waited for; empty if nothing more is. */
    @FunctionalInterface
    private interface Missing {
        Optional<String> now();
    }
}
