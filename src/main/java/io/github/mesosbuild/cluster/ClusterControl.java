package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Daemon;
import io.github.mesosbuild.process.DaemonGroup;
import io.github.mesosbuild.process.MarkedProcess;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.ProcessIdentity.Condition;
import io.github.mesosbuild.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Operations on a running cluster, from any JVM: status, stop, and deliberate faults. Its processes are identified by process ID, start
 * time and system boot, and by a mark in their environment. So neither a process that reuses one of the IDs nor one that a wrong state file
 * names is ever touched.
 */
public final class ClusterControl {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration KILLING = Duration.ofSeconds(5);

    /** A master finds within a second that its ZooKeeper session has expired. */
    private static final Duration WATCH = Duration.ofSeconds(2);

    private final ClusterDirectory directory;
    private final String path;
    private final ClusterTimeouts times;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final Sleeper sleeper;
    private final ClusterListener listener;
    private final Optional<Login> credentials;
    private final ClusterJournal journal;

    /** Creates the operations on a cluster whose daemons ask for no credentials. */
    public ClusterControl(
            ClusterDirectory directory,
            String path,
            ClusterTimeouts times,
            LongSupplier nanoTime,
            Clock clock,
            Sleeper sleeper,
            ClusterListener listener) {
        this(directory, path, times, Optional.empty(), nanoTime, clock, sleeper, listener);
    }

    /**
     * @param path the search path of the watchdog's shell
     * @param credentials what to authenticate with, if the daemons ask for that
     * @param nanoTime a monotonic clock in nanoseconds, such as {@link System#nanoTime}
     */
    public ClusterControl(
            ClusterDirectory directory,
            String path,
            ClusterTimeouts times,
            Optional<Login> credentials,
            LongSupplier nanoTime,
            Clock clock,
            Sleeper sleeper,
            ClusterListener listener) {
        this.directory = directory;
        this.path = path;
        this.times = times;
        this.credentials = credentials;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.sleeper = sleeper;
        this.listener = listener;
        this.journal = new ClusterJournal(directory, clock);
    }

    /**
     * The result of a stop.
     *
     * @param nodes the names of the stopped nodes; empty if no cluster was running
     * @param gone the names of nodes that had already exited
     * @param others the processes with the cluster's mark that were terminated although none of its nodes was known to run: its state file was
     *     removed or damaged, or they outlived the nodes
     * @param gathered the number of task logs that were copied next to the nodes' logs
     * @param logs the directory of all logs
     */
    public record Stopped(List<String> nodes, List<String> gone, List<MarkedProcess> others, int gathered, Path logs) {}

    /**
     * Stops the cluster, collects the task logs and removes the nodes' data. It is not an error if no cluster is running.
     *
     * @param keepData whether the nodes' data is kept
     * @throws ClusterException ({@code UNENDED}) if a process cannot be terminated
     * @throws IOException if files cannot be read or removed
     * @throws InterruptedException if this thread is interrupted; the processes have been terminated by then
     */
    public Stopped stop(boolean keepData) throws ClusterException, IOException, InterruptedException {
        return stopper(Optional.empty()).stop(keepData);
    }

    /**
     * Stops the cluster as {@link #stop(boolean)} does, and writes a report of what happened to it. The report never keeps a cluster from
     * being stopped; it waits for the masters two seconds at most.
     *
     * @param by what stops it, such as {@code stop}
     * @param redactor removes the secrets of this run from a text
     */
    public Stopped stop(boolean keepData, String by, UnaryOperator<String> redactor)
            throws ClusterException, IOException, InterruptedException {
        return stopper(Optional.of(reporter(by, redactor))).stop(keepData);
    }

    private ClusterReporter reporter(String by, UnaryOperator<String> redactor) {
        return new ClusterReporter(directory, journal, by, client(), clock, ZoneId.systemDefault(), redactor, listener);
    }

    /**
     * Stops the cluster immediately; for use in a shutdown hook of this JVM. Does nothing while another process is starting or
     * stopping a cluster in the directory.
     *
     * @throws IOException if files cannot be read or removed
     */
    public void stopAtExit(boolean keepData) throws IOException {
        stopper(Optional.empty()).stopAtExit(keepData);
    }

    /** Stops the cluster as {@link #stopAtExit(boolean)} does, and writes a report as {@link #stop(boolean, String, UnaryOperator)} does. */
    public void stopAtExit(boolean keepData, UnaryOperator<String> redactor) throws IOException {
        stopper(Optional.of(reporter("interrupt", redactor))).stopAtExit(keepData);
    }

    private ClusterStopper stopper(Optional<ClusterReporter> reporter) {
        return new ClusterStopper(directory, path, times, nanoTime, sleeper, listener, journal, reporter);
    }

    /**
     * Returns whether a process is starting or stopping a cluster in the directory.
     *
     * @throws IOException if the lock file cannot be opened
     */
    public boolean isBusy() throws IOException {
        Optional<FileLock> lock = FileLock.tryAcquire(directory.lockFile());
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isEmpty();
    }

    /**
     * Asks every node for its current status. If another master leads than the state files name, they are corrected.
     *
     * @throws ClusterException ({@code NOT_RUNNING}) if no cluster is running
     * @throws IOException if the state file cannot be read or written
     */
    public ClusterStatus status() throws ClusterException, IOException {
        ClusterStatus status = StatusQuery.of(running(), client());
        new GoneNodes(directory, journal).note(status.nodes());
        Optional<String> leader =
                status.leader().filter(name -> status.state().member(name).isPresent());
        return leader.isPresent() && !leader.equals(status.state().leader())
                ? status.of(recorded(leader.get()).orElse(status.state()))
                : status;
    }

    /**
     * Asks every node for its current status.
     *
     * @return the status; empty if the cluster is not running
     * @throws IOException if the state file cannot be read or written
     */
    public Optional<ClusterStatus> statusWhileRunning() throws IOException {
        try {
            return Optional.of(status());
        } catch (ClusterException notRunning) {
            return Optional.empty();
        }
    }

    /** Records the leader in the state files, unless another process is changing the cluster. */
    private Optional<ClusterState> recorded(String leader) throws IOException {
        Optional<FileLock> lock = FileLock.tryAcquire(directory.lockFile());
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try (FileLock mine = lock.get()) {
            Optional<ClusterState> changed = directory.read().map(state -> state.ledBy(Optional.of(leader)));
            if (changed.isPresent()) {
                directory.write(changed.get());
            }
            return changed;
        }
    }

    /**
     * Waits until a master leads after a fault of another, and records it in the state files, which tests and shells read. Does not wait if
     * too few masters run, or longer than for a cluster to become ready.
     *
     * @return the cluster, if another master leads than before
     */
    public Optional<ClusterState> followLeader() throws ClusterException, IOException, InterruptedException {
        ClusterState state = running();
        List<StartedNode> masters = state.members(Role.MASTER);
        long began = nanoTime.getAsLong();
        while (running(masters) >= Quorum.majority(masters.size())) {
            Optional<String> leader = StatusQuery.leader(state, client())
                    .map(member -> member.node().name());
            Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - began);
            if (leader.isPresent()) {
                return leader.equals(state.leader()) ? Optional.empty() : recorded(leader.get());
            }
            if (elapsed.compareTo(times.ready()) >= 0) {
                break;
            }
            listener.waiting("a master to be elected", elapsed);
            sleeper.sleep(POLL);
        }
        return Optional.empty();
    }

    private static long running(List<StartedNode> masters) {
        return masters.isEmpty()
                ? -1
                : masters.stream()
                        .filter(master -> master.process().condition() == Condition.RUNNING)
                        .count();
    }

    /**
     * Returns the URL of the master that leads now; without one, of the master that was recorded last.
     *
     * @throws ClusterException ({@code NOT_RUNNING}) if no cluster is running
     * @throws IOException if the state file cannot be read
     */
    public Optional<String> masterUrl() throws ClusterException, IOException {
        ClusterState state = running();
        return StatusQuery.leader(state, client())
                .map(leader -> leader.node().address().url(""))
                .or(state::masterUrl);
    }

    private DaemonClient client() {
        return new DaemonClient(ANSWER, credentials);
    }

    /** Kills a node's daemon, as a crash would. */
    public StartedNode kill(String name) throws ClusterException, IOException, InterruptedException {
        StartedNode member = alive(name);
        Instant killed = clock.instant();
        Signal.KILL.send(member.process());
        requireEnd(member);
        journal.note(ClusterJournal.Kind.KILLED, killed, member, Map.of());
        return member;
    }

    /** Suspends a node's daemon, which looks to others like a hung machine or a network failure. */
    public StartedNode pause(String name) throws ClusterException, IOException, InterruptedException {
        StartedNode member = alive(name);
        Signal.STOP.send(member.process());
        await(() -> member.process().condition() != Condition.RUNNING, KILLING);
        journal.note(ClusterJournal.Kind.PAUSED, member, Map.of());
        return member;
    }

    /**
     * Resumes a node's suspended daemon, and watches it for a moment: one that the others took for dead meanwhile ends itself.
     *
     * @throws ClusterException ({@code RESUMED}) if it ended
     */
    public StartedNode resume(String name) throws ClusterException, IOException, InterruptedException {
        StartedNode member = alive(name);
        Path log = member.node().log();
        long before = Files.exists(log) ? Files.size(log) : 0;
        Instant resumed = clock.instant();
        Signal.CONT.send(member.process());
        await(() -> member.process().condition() != Condition.PAUSED, KILLING);
        journal.note(ClusterJournal.Kind.RESUMED, resumed, member, Map.of());
        if (awaitEnd(member, WATCH)) {
            journal.note(ClusterJournal.Kind.GONE, member, Map.of());
            throw new ClusterException(
                    ClusterException.Kind.RESUMED,
                    DaemonLogTail.appended(member.node().name() + " was resumed and has exited.", log, before));
        }
        return member;
    }

    /**
     * Restarts a node's daemon with the same flags and data, whether or not it is still running. Returns when the node is part of the
     * cluster again.
     */
    public StartedNode restart(String name)
            throws ClusterException, ProcessException, IOException, InterruptedException {
        try (FileLock lock = FileLock.acquire(directory.lockFile(), sleeper, listener::waitingForCluster)) {
            ClusterState state = running();
            StartedNode member = named(name, state);
            if (member.process().isAlive()) {
                journal.note(ClusterJournal.Kind.RESTARTING, member, Map.of());
                Signal.TERM.send(member.process());
                Signal.CONT.send(member.process());
                if (!awaitEnd(member, times.grace())) {
                    Signal.KILL.send(member.process());
                    requireEnd(member);
                }
            }
            ClusterNode node = member.node();
            DaemonGroup group = DaemonGroup.join(member.cookie(), List.of(), times.grace(), nanoTime, sleeper);
            Daemon daemon = group.start(new ExecutorMark(directory, member.cookie()).command(node));
            StartedNode again = new StartedNode(node, daemon.identity(), member.cookie(), clock.instant());
            journal.noteStart(again, daemon.logStart());
            directory.write(state.with(again));
            listener.started(again);
            new NodeReturn(new Readiness(client(), state.paths()), times, nanoTime, sleeper, listener)
                    .await(daemon, node, state);
            journal.note(ClusterJournal.Kind.READY, Map.of("nodes", List.of(node.name())));
            return again;
        }
    }

    private void requireEnd(StartedNode member) throws ClusterException, InterruptedException {
        if (!awaitEnd(member, KILLING)) {
            throw new ClusterException(
                    ClusterException.Kind.UNENDED,
                    "Cannot kill process " + member.process().pid() + " of "
                            + member.node().name() + ".");
        }
    }

    private boolean awaitEnd(StartedNode member, Duration limit) throws InterruptedException {
        return await(() -> !member.process().isAlive(), limit);
    }

    /** A signal takes effect some time after it is sent. */
    private boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long began = nanoTime.getAsLong();
        while (!condition.getAsBoolean()) {
            if (nanoTime.getAsLong() - began >= limit.toNanos()) {
                return false;
            }
            sleeper.sleep(POLL);
        }
        return true;
    }

    private ClusterState running() throws ClusterException, IOException {
        return directory
                .read()
                .filter(ClusterState::isAlive)
                .orElseThrow(() -> new ClusterException(
                        ClusterException.Kind.NOT_RUNNING, "No cluster is running in " + directory.root() + "."));
    }

    private StartedNode alive(String name) throws ClusterException, IOException {
        StartedNode member = named(name, running());
        if (!member.process().isAlive()) {
            throw new ClusterException(
                    ClusterException.Kind.NO_NODE,
                    member.node().name() + " is not running; it was process "
                            + member.process().pid() + ".");
        }
        return member;
    }

    /** The node with this name; for {@code leader}, the leading master. */
    private StartedNode named(String name, ClusterState state) throws ClusterException {
        if (name.equals("leader")) {
            Optional<StartedNode> leader = StatusQuery.leader(state, client());
            if (leader.isPresent()) {
                return leader.get();
            }
            throw new ClusterException(ClusterException.Kind.NO_NODE, "No master is leading at the moment.");
        }
        return state.member(name)
                .orElseThrow(() -> new ClusterException(
                        ClusterException.Kind.NO_NODE,
                        "The cluster has no node '" + name + "'. Its nodes are "
                                + String.join(
                                        ", ",
                                        state.members().stream()
                                                .map(member -> member.node().name())
                                                .toList())
                                + "; 'leader' names the leading master."));
    }
}
