package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.Captured;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Daemon;
import io.github.mesosbuild.process.DaemonGroup;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Daemons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Starts clusters, and answers when they are ready. If one does not become so, nothing of it is left but its logs. */
public final class ClusterStarter {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration HELP = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;

    private final Site site;
    private final ClusterDirectory directory;
    private final Supervisor supervisor;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final Sleeper sleeper;
    private final ClusterListener listener;
    private final ClusterState.Paths paths;
    private final Readiness readiness;

    /**
     * @param supervisor asks the daemons which flags they have
     * @param nanoTime a monotonic clock, in nanoseconds, as {@link System#nanoTime}
     */
    public ClusterStarter(
            Site site,
            ClusterDirectory directory,
            Supervisor supervisor,
            LongSupplier nanoTime,
            Clock clock,
            Sleeper sleeper,
            ClusterListener listener) {
        this.site = site;
        this.directory = directory;
        this.supervisor = supervisor;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.sleeper = sleeper;
        this.listener = listener;
        Daemons daemons = site.daemons();
        this.paths = new ClusterState.Paths(
                daemons.master().health(),
                daemons.master().state(),
                daemons.slave().state());
        this.readiness = new Readiness(new Inquiry(ANSWER), paths);
    }

    /**
     * Starts a cluster in a directory in which none runs.
     *
     * @param zooKeeperClassPath ZooKeeper with what it depends on, if an ensemble is to be embedded
     * @throws ClusterException if it cannot be, or does not become ready
     * @throws ProcessException if a daemon cannot be started
     * @throws IOException if the directory cannot be written
     * @throws InterruptedException if this thread was interrupted; nothing runs then
     */
    public RunningCluster start(Topology topology, List<Path> zooKeeperClassPath, Times times)
            throws ClusterException, ProcessException, IOException, InterruptedException {
        try (FileLock lock = FileLock.acquire(directory.lockFile(), sleeper, listener::waitingForCluster)) {
            Optional<ClusterState> before = directory.read();
            if (before.isPresent() && before.get().isAlive()) {
                throw new ClusterException(
                        ClusterException.Kind.RUNNING,
                        "A cluster of " + directory.root() + " runs since "
                                + before.get().members().get(0).started() + " already"
                                + before.get()
                                        .masterUrl()
                                        .map(url -> ", at " + url)
                                        .orElse("") + ".");
            }
            requireNoStray();
            directory.forget();
            directory.removeData();
            directory.removeLogs();
            return started(topology, topology.names(slaveName()), zooKeeperClassPath, times, Optional.empty());
        }
    }

    /**
     * Starts more nodes beside those that run in a directory, if any do.
     *
     * @throws ClusterException as {@link #start}
     * @throws ProcessException as {@link #start}
     * @throws IOException as {@link #start}
     * @throws InterruptedException as {@link #start}
     */
    public RunningCluster add(Topology topology, Times times)
            throws ClusterException, ProcessException, IOException, InterruptedException {
        try (FileLock lock = FileLock.acquire(directory.lockFile(), sleeper, listener::waitingForCluster)) {
            Optional<ClusterState> running = directory.read().filter(ClusterState::isAlive);
            if (running.isEmpty()) {
                requireNoStray();
                directory.forget();
                directory.removeData();
                directory.removeLogs();
            }
            List<String> names = new ArrayList<>();
            for (String name : topology.names(slaveName())) {
                names.add(unused(name, running, names));
            }
            return started(topology, names, List.of(), times, running);
        }
    }

    /** A cluster of which the state is gone, as after {@code mvn clean}, still writes into its directories. */
    private void requireNoStray() throws ClusterException {
        if (!DaemonGroup.cookiesOf(ClusterDirectory.VARIABLE, directory.root().toString())
                .isEmpty()) {
            throw new ClusterException(
                    ClusterException.Kind.RUNNING,
                    "Processes of a cluster of " + directory.root()
                            + " run, though the file that told of them is gone.");
        }
    }

    private String slaveName() {
        return site.daemons().slave().name();
    }

    private static String unused(String name, Optional<ClusterState> running, List<String> taken) {
        String stem = name.substring(0, name.lastIndexOf('-') + 1);
        int number = 1;
        while (taken.contains(stem + number)
                || running.isPresent() && running.get().member(stem + number).isPresent()) {
            number++;
        }
        return stem + number;
    }

    private RunningCluster started(
            Topology topology,
            List<String> names,
            List<Path> zooKeeperClassPath,
            Times times,
            Optional<ClusterState> running)
            throws ClusterException, ProcessException, IOException, InterruptedException {
        NodePlanner planner =
                new NodePlanner(site, topology, directory, zooKeeperClassPath, sheets(topology), listener);
        Map<String, Map<String, String>> flags = planner.checkedFlags(names);
        for (int attempt = 1; ; attempt++) {
            NodePlanner.Planned planned;
            try (Ports ports = new Ports(topology.ip())) {
                planned = planner.plan(names, flags, ports);
            }
            Attempt one = new Attempt(topology, planned, times, running);
            try {
                return one.run();
            } catch (ClusterException e) {
                Optional<String> lost = one.lostItsPort(flags);
                if (lost.isEmpty() || attempt == ATTEMPTS) {
                    throw e;
                }
                listener.portsTaken(lost.get());
            }
        }
    }

    /** What the daemons of this version take for flags. */
    private Map<Role, FlagSheet> sheets(Topology topology)
            throws ClusterException, ProcessException, InterruptedException {
        Map<Role, FlagSheet> sheets = new LinkedHashMap<>();
        for (Role role : site.roles(topology)) {
            Path program = site.program(site.daemon(role));
            if (!Files.isExecutable(program)) {
                throw new ClusterException(
                        ClusterException.Kind.NO_INSTALLATION,
                        "The directory " + site.prefix() + " is no installation of " + site.release() + ": "
                                + site.daemon(role).program() + " is missing.");
            }
            Captured help = supervisor.capture(
                    List.of(program.toString(), "--help"), site.prefix(), site.daemonEnvironment(), HELP);
            sheets.put(role, FlagSheet.parse(program.getFileName().toString(), help.output()));
        }
        return sheets;
    }

    /** One try to start the nodes that were planned. */
    private final class Attempt {
        private final Topology topology;
        private final NodePlanner.Planned planned;
        private final Times times;
        private final Map<String, Daemon> daemons = new LinkedHashMap<>();
        private ClusterState state;
        private long began;

        Attempt(Topology topology, NodePlanner.Planned planned, Times times, Optional<ClusterState> running) {
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
                    paths,
                    List.of()));
        }

        RunningCluster run() throws ClusterException, ProcessException, IOException, InterruptedException {
            began = nanoTime.getAsLong();
            DaemonGroup group = DaemonGroup.create(
                    directory.watchdogLog(), site.environment().get("PATH"), times.grace(), nanoTime, sleeper);
            boolean ready = false;
            try {
                List<Node> servers = planned(Role.ZOOKEEPER);
                start(group, servers);
                waitFor(() -> readiness.missingOfZooKeeper(servers, servers.size() / 2 + 1), servers.isEmpty());
                start(group, planned(Role.MASTER));
                start(group, planned(Role.SLAVE));
                waitFor(() -> missing(), false);
                state = state.ledBy(readiness.leader(planned(Role.MASTER)).or(state::leader));
                directory.write(state);
                ready = true;
                return new RunningCluster(state, group, daemons);
            } finally {
                if (!ready) {
                    group.end();
                    removeData();
                }
            }
        }

        /** What cannot be removed now is when the next one starts. */
        private void removeData() {
            for (Node node : planned.nodes()) {
                try {
                    Trees.delete(node.directory());
                } catch (IOException e) {
                    continue;
                }
            }
        }

        private Optional<String> missing() {
            List<Node> masters = planned(Role.MASTER);
            boolean amongOthers = topology.zooKeeper() instanceof ZooKeeper.External && topology.slaves() == 0;
            return amongOthers ? readiness.missingOfMastersAlone(masters) : readiness.missing(planned.nodes());
        }

        private List<Node> planned(Role role) {
            return planned.nodes().stream().filter(node -> node.role() == role).toList();
        }

        private void start(DaemonGroup group, List<Node> nodes) throws ProcessException, IOException {
            for (Node node : nodes) {
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
                Member member = new Member(node, daemon.identity(), group.cookie(), clock.instant());
                state = state.with(member);
                listener.started(member);
            }
        }

        private void waitFor(Missing missing, boolean nothing) throws ClusterException, InterruptedException {
            while (!nothing) {
                for (Map.Entry<String, Daemon> entry : daemons.entrySet()) {
                    if (!entry.getValue().isAlive()) {
                        throw new ClusterException(
                                ClusterException.Kind.ENDED,
                                Ended.of(entry.getKey(), entry.getValue()).sentence());
                    }
                }
                Optional<String> what = missing.now();
                if (what.isEmpty()) {
                    return;
                }
                Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - began);
                if (elapsed.compareTo(times.ready()) >= 0) {
                    throw new ClusterException(ClusterException.Kind.NOT_READY, late(what.get()));
                }
                listener.waiting(what.get(), elapsed);
                sleeper.sleep(POLL);
            }
        }

        private String late(String what) {
            String sentence =
                    "The cluster was not ready within " + times.ready().toSeconds() + " s: it waited for " + what + ".";
            Set<String> concerned = daemons.keySet().stream()
                    .filter(what::contains)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            Optional<Daemon> first = (concerned.isEmpty() ? daemons.keySet() : concerned)
                    .stream().map(daemons::get).reduce((one, other) -> concerned.isEmpty() ? other : one);
            return first.map(daemon -> Tail.below(sentence, daemon.command().log(), daemon.logStart()))
                    .orElse(sentence);
        }

        /** A node that ended because somebody else had taken the port which was chosen for it a moment before. */
        Optional<String> lostItsPort(Map<String, Map<String, String>> flags) {
            return daemons.entrySet().stream()
                    .filter(entry -> !topology.ports().containsKey(entry.getKey())
                            && !flags.getOrDefault(entry.getKey(), Map.of()).containsKey("port"))
                    .filter(entry -> Tail.of(
                                    entry.getValue().command().log(),
                                    entry.getValue().logStart())
                            .stream()
                            .anyMatch(line -> line.contains("Address already in use")))
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }

    /** What is waited for; empty if nothing more is. */
    @FunctionalInterface
    private interface Missing {
        Optional<String> now();
    }
}
