package io.github.mesosbuild.cluster;

import io.github.mesosbuild.process.Daemon;
import io.github.mesosbuild.process.DaemonGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A cluster that this JVM has started. It ends with the JVM unless it is released. */
public final class RunningCluster implements AutoCloseable {
    private final ClusterState state;
    private final DaemonGroup group;
    private final Map<String, Daemon> daemons;
    private final ClusterJournal journal;
    private final Set<String> noted = new HashSet<>();

    RunningCluster(ClusterState state, DaemonGroup group, Map<String, Daemon> daemons, ClusterJournal journal) {
        this.state = state;
        this.group = group;
        this.journal = journal;
        this.daemons = Map.copyOf(daemons);
    }

    /** Returns the cluster as it was started. */
    public ClusterState state() {
        return state;
    }

    /** Returns the daemons that have exited, each with its cause. */
    public List<EndedDaemon> ended() {
        return daemons.entrySet().stream()
                .filter(entry -> !entry.getValue().isAlive())
                .map(entry -> noted(entry.getKey(), entry.getValue()))
                .toList();
    }

    private EndedDaemon noted(String node, Daemon daemon) {
        if (noted.add(node)) {
            state.member(node)
                    .ifPresent(member ->
                            journal.note(ClusterJournal.Kind.ENDED, member, Map.of("how", EndedDaemon.how(daemon))));
        }
        return EndedDaemon.of(node, daemon);
    }

    /** Returns whether all of its daemons have exited. */
    public boolean hasEnded() {
        return daemons.values().stream().noneMatch(Daemon::isAlive);
    }

    /**
     * Sets what is done when this JVM shuts down, such as after Ctrl-C, before the processes are terminated; not if the cluster was
     * released or closed.
     */
    public void beforeEnd(Runnable action) {
        group.beforeEnd(action);
    }

    /** Keeps the cluster running when this JVM exits. */
    public void release() {
        group.release();
    }

    /** Terminates the processes unless the cluster was released. Files are kept. */
    @Override
    public void close() {
        group.close();
    }
}
