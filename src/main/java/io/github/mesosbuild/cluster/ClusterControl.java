package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Daemon;
import io.github.mesosbuild.process.DaemonGroup;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.ProcessIdentity.Condition;
import io.github.mesosbuild.process.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What can be done with a cluster that runs, from any JVM: asked how it is, stopped, and hurt on purpose. Which processes it has is
 * known by their number, the moment of their start and the boot of the system, and by the cookie that all of them carry; another
 * process that was given the number of one is never touched.
 */
public final class ClusterControl {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration KILLING = Duration.ofSeconds(5);

    private final ClusterDirectory directory;
    private final String path;
    private final ClusterTimeouts times;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final Sleeper sleeper;
    private final ClusterListener listener;

    /**
     * @param path the search path for the programs of a watchdog
     * @param nanoTime a monotonic clock, in nanoseconds, as {@link System#nanoTime}
     */
    public ClusterControl(
            ClusterDirectory directory,
            String path,
            ClusterTimeouts times,
            LongSupplier nanoTime,
            Clock clock,
            Sleeper sleeper,
            ClusterListener listener) {
        this.directory = directory;
        this.path = path;
        this.times = times;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.sleeper = sleeper;
        this.listener = listener;
    }

    /**
     * What was stopped.
     *
     * @param nodes their names; none if no cluster ran
     * @param gone those that had ended before
     * @param gathered the logs of tasks that were put beside those of the nodes
     * @param logs where all logs are
     */
    public record Stopped(List<String> nodes, List<String> gone, int gathered, Path logs) {}

    /**
     * Ends what runs, gathers the logs of tasks, and removes what the nodes have kept. Nothing there is no error.
     *
     * @param keepData whether what the nodes have kept stays
     * @throws ClusterException ({@code UNENDED}) if a process is there in spite of it
     * @throws IOException if files cannot be read or removed
     * @throws InterruptedException if this thread was interrupted; the processes have been ended then
     */
    public Stopped stop(boolean keepData) throws ClusterException, IOException, InterruptedException {
        return stopping().stop(keepData);
    }

    /**
     * The same from a shutdown hook of this JVM, when nothing can be held any more. If somebody else starts or stops something here
     * just now, it is left to them.
     *
     * @throws IOException as {@link #stop}
     */
    public void stopAtExit(boolean keepData) throws IOException {
        stopping().stopAtExit(keepData);
    }

    private ClusterStopper stopping() {
        return new ClusterStopper(directory, path, times, nanoTime, sleeper, listener);
    }

    /**
     * Whether somebody starts or stops something here just now.
     *
     * @throws IOException if the lock cannot be looked at
     */
    public boolean isBusy() throws IOException {
        Optional<FileLock> lock = FileLock.tryAcquire(directory.lockFile());
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isEmpty();
    }

    /**
     * How the cluster is.
     *
     * @throws ClusterException ({@code NOT_RUNNING}) if there is none
     * @throws IOException if the state file cannot be read
     */
    public ClusterStatus status() throws ClusterException, IOException {
        ClusterState state = running();
        DaemonClient inquiry = new DaemonClient(ANSWER);
        List<ClusterStatus.NodeStatus> nodes = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<String, String> nameByAddress = new LinkedHashMap<>();
        state.members(Role.MASTER)
                .forEach(member -> nameByAddress.put(
                        member.node().address().toString(), member.node().name()));
        Optional<String> leader = Optional.empty();
        List<MasterState.Slave> slaves = List.of();
        for (StartedNode member : state.members()) {
            Condition condition = member.process().condition();
            String says = "";
            if (condition == Condition.RUNNING) {
                ClusterNode node = member.node();
                if (node.role() == Role.MASTER) {
                    Optional<MasterState> master =
                            inquiry.master(node.address(), state.paths().masterState());
                    if (master.isPresent() && master.get().leads()) {
                        leader = Optional.of(node.name());
                        slaves = master.get().slaves();
                        says = "leader";
                    } else if (master.isPresent()) {
                        says = "follower";
                        leader = leader.or(
                                () -> master.get().leader().filter(known -> !nameByAddress.containsKey(known)));
                    }
                } else if (node.role() == Role.SLAVE) {
                    says = inquiry.slaveRegistered(node.address(), state.paths().slaveState()) ? "registered" : "";
                } else {
                    says = inquiry.zooKeeperMode(node.address()).orElse("");
                }
                if (says.isEmpty()) {
                    problems.add(
                            node.name() + (node.role() == Role.SLAVE ? " has not registered." : " does not answer."));
                }
            } else {
                problems.add(member.node().name()
                        + (condition == Condition.PAUSED ? " is paused." : " is not there any more."));
            }
            nodes.add(new ClusterStatus.NodeStatus(member, condition, says));
        }
        if (!state.members(Role.MASTER).isEmpty()) {
            if (leader.isEmpty()) {
                problems.add("No master leads.");
            } else if (nameByAddress.containsValue(leader.get())) {
                problems.addAll(unregistered(state, slaves));
            }
        }
        return new ClusterStatus(state, nodes, leader, slaves, problems);
    }

    /** A slave goes on to say that it has registered when its master is gone; the leader knows better. */
    private static List<String> unregistered(ClusterState state, List<MasterState.Slave> slaves) {
        Readiness.Registered registered = Readiness.Registered.of(slaves);
        return state.members(Role.SLAVE).stream()
                .filter(slave -> slave.process().condition() == Condition.RUNNING)
                .filter(slave -> !registered.has(slave.node().address()))
                .map(slave -> slave.node().name() + " is none of the active slaves of the leader.")
                .toList();
    }

    /** Ends a node's daemon at once, as a crash would. */
    public StartedNode kill(String name) throws ClusterException, IOException, InterruptedException {
        StartedNode member = alive(name);
        Signal.KILL.send(member.process());
        requireEnd(member);
        return member;
    }

    /** Makes a node's daemon stand still, as a machine that hangs or a network that is cut would. */
    public StartedNode pause(String name) throws ClusterException, IOException, InterruptedException {
        StartedNode member = alive(name);
        Signal.STOP.send(member.process());
        await(() -> member.process().condition() != Condition.RUNNING, KILLING);
        return member;
    }

    /** Lets a node's daemon go on. */
    public StartedNode resume(String name) throws ClusterException, IOException, InterruptedException {
        StartedNode member = alive(name);
        Signal.CONT.send(member.process());
        await(() -> member.process().condition() != Condition.PAUSED, KILLING);
        return member;
    }

    /**
     * Ends a node's daemon if it runs, and starts it again as it was, with what it has kept; answers when it is part of the cluster
     * again.
     */
    public StartedNode restart(String name)
            throws ClusterException, ProcessException, IOException, InterruptedException {
        try (FileLock lock = FileLock.acquire(directory.lockFile(), sleeper, listener::waitingForCluster)) {
            ClusterState state = running();
            StartedNode member = named(name, state);
            if (member.process().isAlive()) {
                Signal.TERM.send(member.process());
                Signal.CONT.send(member.process());
                if (!awaitEnd(member, times.grace())) {
                    Signal.KILL.send(member.process());
                    requireEnd(member);
                }
            }
            ClusterNode node = member.node();
            DaemonGroup group = DaemonGroup.join(member.cookie(), List.of(), times.grace(), nanoTime, sleeper);
            Daemon daemon = group.start(new Command(
                    node.name(),
                    node.argv(),
                    node.directory(),
                    node.environment(),
                    node.log(),
                    Duration.ZERO,
                    Duration.ZERO));
            StartedNode again = new StartedNode(node, daemon.identity(), member.cookie(), clock.instant());
            directory.write(state.with(again));
            listener.started(again);
            awaitService(daemon, node, state);
            return again;
        }
    }

    private void awaitService(Daemon daemon, ClusterNode node, ClusterState state)
            throws ClusterException, InterruptedException {
        Readiness readiness = new Readiness(new DaemonClient(ANSWER), state.paths());
        long began = nanoTime.getAsLong();
        while (true) {
            if (!daemon.isAlive()) {
                throw new ClusterException(
                        ClusterException.Kind.ENDED,
                        EndedDaemon.of(node.name(), daemon).sentence());
            }
            Optional<String> what = switch (node.role()) {
                case ZOOKEEPER -> readiness.missingOfZooKeeper(List.of(node), 1);
                case MASTER -> readiness.missingOfMastersAlone(List.of(node));
                case SLAVE -> readiness.missing(withMasters(node, state));
            };
            if (what.isEmpty()) {
                return;
            }
            Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - began);
            if (elapsed.compareTo(times.ready()) >= 0) {
                throw new ClusterException(
                        ClusterException.Kind.NOT_READY,
                        DaemonLogTail.below(
                                node.name() + " was not ready within "
                                        + times.ready().toSeconds() + " s: it waited for " + what.get() + ".",
                                node.log(),
                                daemon.logStart()));
            }
            listener.waiting(what.get(), elapsed);
            sleeper.sleep(POLL);
        }
    }

    /** The leader is one of those masters that run, if there are any. */
    private static List<ClusterNode> withMasters(ClusterNode slave, ClusterState state) {
        return Stream.concat(
                        state.members(Role.MASTER).stream()
                                .filter(master -> master.process().condition() == Condition.RUNNING)
                                .map(StartedNode::node),
                        Stream.of(slave))
                .toList();
    }

    private void requireEnd(StartedNode member) throws ClusterException, InterruptedException {
        if (!awaitEnd(member, KILLING)) {
            throw new ClusterException(
                    ClusterException.Kind.UNENDED,
                    "The process " + member.process().pid() + " of "
                            + member.node().name() + " could not be ended.");
        }
    }

    private boolean awaitEnd(StartedNode member, Duration limit) throws InterruptedException {
        return await(() -> !member.process().isAlive(), limit);
    }

    /** A signal is in effect a moment after it was sent. */
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
                        ClusterException.Kind.NOT_RUNNING, "No cluster of " + directory.root() + " runs."));
    }

    private StartedNode alive(String name) throws ClusterException, IOException {
        StartedNode member = named(name, running());
        if (!member.process().isAlive()) {
            throw new ClusterException(
                    ClusterException.Kind.NO_NODE,
                    member.node().name() + " does not run; it was the process "
                            + member.process().pid() + ".");
        }
        return member;
    }

    /** The node of a name, or that which leads. */
    private StartedNode named(String name, ClusterState state) throws ClusterException {
        if (name.equals("leader")) {
            DaemonClient inquiry = new DaemonClient(ANSWER);
            for (StartedNode master : state.members(Role.MASTER)) {
                if (master.process().condition() == Condition.RUNNING
                        && inquiry.master(master.node().address(), state.paths().masterState())
                                .filter(MasterState::leads)
                                .isPresent()) {
                    return master;
                }
            }
            throw new ClusterException(ClusterException.Kind.NO_NODE, "No master leads now.");
        }
        return state.member(name)
                .orElseThrow(() -> new ClusterException(
                        ClusterException.Kind.NO_NODE,
                        "The cluster has no node '" + name + "'; it has "
                                + String.join(
                                        ", ",
                                        state.members().stream()
                                                .map(member -> member.node().name())
                                                .toList())
                                + ", and 'leader' is the master that leads."));
    }
}
