package io.github.mesosbuild.cluster;

import io.github.mesosbuild.process.Daemon;
import io.github.mesosbuild.process.DaemonGroup;
import java.util.List;
import java.util.Map;

/** A cluster that this JVM has started. It ends with the JVM unless it is released. */
public final class RunningCluster implements AutoCloseable {
    private final ClusterState state;
    private final DaemonGroup group;
    private final Map<String, Daemon> daemons;

    RunningCluster(ClusterState state, DaemonGroup group, Map<String, Daemon> daemons) {
        this.state = state;
        this.group = group;
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
                .map(entry -> EndedDaemon.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns whether all of its daemons have exited. */
    public boolean hasEnded() {
        return daemons.values().stream().noneMatch(Daemon::isAlive);
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
