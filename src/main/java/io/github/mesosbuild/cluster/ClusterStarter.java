package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.CapturedOutput;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Starts clusters, and answers when they are ready. If one does not become so, nothing of it is left but its logs. */
public final class ClusterStarter {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration HELP = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;

    /** How long a watchdog takes beyond the grace. */
    private static final Duration WATCHDOG = Duration.ofSeconds(3);

    private final ClusterEnvironment site;
    private final ClusterDirectory directory;
    private final Supervisor supervisor;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final ClusterListener listener;
    private final StartAttempt.Means means;

    /**
     * @param supervisor asks the daemons which flags they have
     * @param nanoTime a monotonic clock, in nanoseconds, as {@link System#nanoTime}
     */
    public ClusterStarter(
            ClusterEnvironment site,
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
        this.sleeper = sleeper;
        this.listener = listener;
        Daemons daemons = site.daemons();
        ClusterState.Paths paths = new ClusterState.Paths(
                daemons.master().health(),
                daemons.master().state(),
                daemons.slave().state());
        this.means = new StartAttempt.Means(
                directory,
                paths,
                new Readiness(new DaemonClient(ANSWER), paths),
                supervisor,
                nanoTime,
                clock,
                sleeper,
                listener);
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
    public RunningCluster start(Topology topology, List<Path> zooKeeperClassPath, ClusterTimeouts times)
            throws ClusterException, ProcessException, IOException, InterruptedException {
        try (FileLock lock = FileLock.acquire(directory.lockFile(), sleeper, listener::waitingForCluster)) {
            awaitWatchdog(times);
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
            clear();
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
    public RunningCluster add(Topology topology, ClusterTimeouts times)
            throws ClusterException, ProcessException, IOException, InterruptedException {
        try (FileLock lock = FileLock.acquire(directory.lockFile(), sleeper, listener::waitingForCluster)) {
            awaitWatchdog(times);
            Optional<ClusterState> running = directory.read().filter(ClusterState::isAlive);
            if (running.isEmpty()) {
                clear();
            }
            List<String> names = new ArrayList<>();
            for (String name : topology.names(slaveName())) {
                names.add(unused(name, running, names));
            }
            return started(topology, names, List.of(), times, running);
        }
    }

    /** After a {@code kill -9} of a Maven, its watchdog ends what that had started. */
    private void awaitWatchdog(ClusterTimeouts times) throws IOException, InterruptedException {
        Duration limit = times.grace().plus(WATCHDOG);
        long began = nanoTime.getAsLong();
        Duration elapsed = Duration.ZERO;
        while (elapsed.compareTo(limit) < 0 && isEnding()) {
            listener.waiting("the processes of an earlier cluster to end", elapsed);
            sleeper.sleep(POLL);
            elapsed = Duration.ofNanos(nanoTime.getAsLong() - began);
        }
    }

    private boolean isEnding() throws IOException {
        Optional<ClusterState> state = directory.read();
        return state.isPresent() ? state.get().isAlive() && !state.get().isWhole() : hasStray();
    }

    private boolean hasStray() {
        return !DaemonGroup.cookiesOf(
                        ClusterDirectory.VARIABLE, directory.root().toString())
                .isEmpty();
    }

    /** Makes room for a cluster; one of which the state is gone, as after {@code mvn clean}, still writes into the directories. */
    private void clear() throws ClusterException, IOException {
        if (hasStray()) {
            throw new ClusterException(
                    ClusterException.Kind.RUNNING,
                    "Processes of a cluster of " + directory.root()
                            + " run, though the file that told of them is gone.");
        }
        directory.claim();
        directory.forget();
        directory.removeData();
        directory.removeLogs();
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
            ClusterTimeouts times,
            Optional<ClusterState> running)
            throws ClusterException, ProcessException, IOException, InterruptedException {
        NodePlanner planner =
                new NodePlanner(site, topology, directory, zooKeeperClassPath, sheets(topology), listener);
        Map<String, Map<String, String>> flags = planner.checkedFlags(names);
        long began = nanoTime.getAsLong();
        for (int attempt = 1; ; attempt++) {
            NodePlanner.Planned planned;
            try (Ports ports = new Ports(topology.ip())) {
                planned = planner.plan(names, flags, ports);
            }
            StartAttempt one = new StartAttempt(site, means, topology, planned, times, running, began);
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
    private Map<Role, SupportedFlags> sheets(Topology topology)
            throws ClusterException, ProcessException, InterruptedException {
        Map<Role, SupportedFlags> sheets = new LinkedHashMap<>();
        for (Role role : site.roles(topology)) {
            Path program = site.program(site.daemon(role));
            if (!Files.isExecutable(program)) {
                throw new ClusterException(
                        ClusterException.Kind.NO_INSTALLATION,
                        "The directory " + site.prefix() + " is no installation of " + site.release() + ": "
                                + site.daemon(role).program() + " is missing.");
            }
            CapturedOutput help = supervisor.capture(
                    List.of(program.toString(), "--help"), site.prefix(), site.daemonEnvironment(), HELP);
            sheets.put(role, SupportedFlags.parse(program.getFileName().toString(), help.output()));
        }
        return sheets;
    }
}
