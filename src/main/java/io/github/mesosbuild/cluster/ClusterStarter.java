package io.github.mesosbuild.cluster;

import io.github.mesosbuild.cluster.values.FlagValues;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Daemons;
import io.github.mesosbuild.release.Version;
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

/** Starts clusters and returns when they are ready. A cluster that does not become ready is stopped, and only its logs remain. */
public final class ClusterStarter {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration HELP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;

    /** The time that a watchdog needs in addition to the grace period. */
    private static final Duration WATCHDOG = Duration.ofSeconds(3);

    private final ClusterEnvironment installed;
    private final ClusterDirectory directory;
    private final Supervisor supervisor;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final ClusterListener listener;
    private final StartAttempt.Context context;

    /** Creates the starter of a cluster whose daemons ask for no credentials. */
    public ClusterStarter(
            ClusterEnvironment installed,
            ClusterDirectory directory,
            Supervisor supervisor,
            LongSupplier nanoTime,
            Clock clock,
            Sleeper sleeper,
            ClusterListener listener) {
        this(installed, directory, supervisor, Optional.empty(), nanoTime, clock, sleeper, listener);
    }

    /**
     * Creates a starter for clusters of one installation in one directory.
     *
     * @param supervisor runs the daemons' {@code --help}
     * @param credentials what to authenticate with, if the daemons ask for that
     * @param nanoTime a monotonic clock in nanoseconds, such as {@link System#nanoTime}
     */
    public ClusterStarter(
            ClusterEnvironment installed,
            ClusterDirectory directory,
            Supervisor supervisor,
            Optional<Login> credentials,
            LongSupplier nanoTime,
            Clock clock,
            Sleeper sleeper,
            ClusterListener listener) {
        this.installed = installed;
        this.directory = directory;
        this.supervisor = supervisor;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.listener = listener;
        Daemons daemons = installed.daemons();
        ClusterState.Paths paths = new ClusterState.Paths(
                daemons.master().health(),
                daemons.master().state(),
                daemons.slave().state());
        this.context = new StartAttempt.Context(
                directory,
                paths,
                new ClusterJournal(directory, clock),
                new Readiness(new DaemonClient(ANSWER_TIMEOUT, credentials), paths),
                supervisor,
                nanoTime,
                clock,
                sleeper,
                listener);
    }

    /**
     * Starts a cluster in a directory without a running cluster.
     *
     * @param zooKeeperClassPath ZooKeeper and its dependencies; only used for an embedded ensemble
     * @throws ClusterException if the topology or a flag is wrong, or the cluster does not become ready
     * @throws ProcessException if a daemon cannot be started
     * @throws IOException if the directory cannot be written
     * @throws InterruptedException if this thread is interrupted; no daemon is left running
     */
    public RunningCluster start(Topology topology, List<Path> zooKeeperClassPath, ClusterTimeouts times)
            throws ClusterException, ProcessException, IOException, InterruptedException {
        try (FileLock lock = FileLock.acquire(directory.lockFile(), sleeper, listener::waitingForCluster)) {
            awaitWatchdog(times);
            Optional<ClusterState> before = directory.read();
            if (before.isPresent() && before.get().isAlive()) {
                throw new ClusterException(
                        ClusterException.Kind.RUNNING,
                        "A cluster is already running in " + directory.root() + ", since "
                                + before.get().members().get(0).started()
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
     * Adds nodes to the cluster that is running in a directory, or starts a new one.
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

    /** After a {@code kill -9} of Maven, its watchdog is still terminating the daemons for a while. */
    private void awaitWatchdog(ClusterTimeouts times) throws IOException, InterruptedException {
        Duration limit = times.grace().plus(WATCHDOG);
        long began = nanoTime.getAsLong();
        Duration elapsed = Duration.ZERO;
        while (elapsed.compareTo(limit) < 0 && isEnding()) {
            listener.waiting("the processes of an earlier cluster to exit", elapsed);
            sleeper.sleep(POLL);
            elapsed = Duration.ofNanos(nanoTime.getAsLong() - began);
        }
    }

    private boolean isEnding() throws IOException {
        Optional<ClusterState> state = directory.read();
        return state.isPresent() ? state.get().isAlive() && !state.get().isComplete() : directory.hasProcesses();
    }

    /** Clears the directory. Daemons can outlive their state file, for example after {@code mvn clean}, and still write to it. */
    private void clear() throws ClusterException, IOException {
        if (directory.hasProcesses()) {
            throw new ClusterException(
                    ClusterException.Kind.RUNNING,
                    "Processes of a cluster in " + directory.root()
                            + " are still running, but its state file is missing.");
        }
        directory.claim();
        directory.forget();
        directory.removeData();
        directory.removeLogs();
    }

    private String slaveName() {
        return installed.daemons().slave().name();
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
                new NodePlanner(installed, topology, directory, zooKeeperClassPath, supportedFlags(topology), listener);
        Map<String, Map<String, String>> flags = planner.checkedFlags(names);
        long began = nanoTime.getAsLong();
        for (int attempt = 1; ; attempt++) {
            NodePlanner.Planned planned;
            try (Ports ports = new Ports(topology.ip())) {
                planned = planner.plan(names, flags, ports);
            }
            StartAttempt one = new StartAttempt(installed, context, topology, planned, times, running, began);
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

    /** The flags that the installed daemons support. */
    private Map<Role, SupportedFlags> supportedFlags(Topology topology)
            throws ClusterException, ProcessException, InterruptedException {
        Map<Role, SupportedFlags> supported = new LinkedHashMap<>();
        for (Role role : installed.roles(topology)) {
            Path program = installed.program(installed.daemon(role));
            if (!Files.isExecutable(program)) {
                throw new ClusterException(
                        ClusterException.Kind.NO_INSTALLATION,
                        installed.prefix() + " is not an installation of " + installed.release() + ": "
                                + installed.daemon(role).program() + " is missing.");
            }
            CapturedOutput help = supervisor.capture(
                    List.of(program.toString(), "--help"),
                    installed.prefix(),
                    installed.daemonEnvironment(),
                    HELP_TIMEOUT);
            SupportedFlags flags = SupportedFlags.parse(program.getFileName().toString(), help.output());
            supported.put(role, flags.with(types(program, role, flags)));
        }
        return supported;
    }

    /** The types of the flags of a daemon's version. An installation can be of another version than the release. */
    private FlagValues types(Path program, Role role, SupportedFlags flags)
            throws ClusterException, ProcessException, InterruptedException {
        if (!flags.isBoolean("version")) {
            return FlagValues.ofUnknownVersion();
        }
        CapturedOutput version = supervisor.capture(
                List.of(program.toString(), "--version"),
                installed.prefix(),
                installed.daemonEnvironment(),
                HELP_TIMEOUT);
        return version.output()
                .lines()
                .filter(line -> line.startsWith("mesos "))
                .findFirst()
                .flatMap(Version::firstIn)
                .map(found -> FlagTable.bundled().values(found, role))
                .orElseGet(FlagValues::ofUnknownVersion);
    }
}
