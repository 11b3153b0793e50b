package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Daemon;
import io.github.mesosbuild.process.ProcessIdentity.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The wait for a node that was restarted. */
record NodeReturn(
        Readiness readiness, ClusterTimeouts times, LongSupplier nanoTime, Sleeper sleeper, ClusterListener listener) {
    private static final Duration POLL = Duration.ofMillis(50);

    /**
     * Waits until a node is part of the cluster again.
     *
     * @throws ClusterException ({@code ENDED}, {@code NOT_READY}) if it ends or is not ready in time
     */
    void await(Daemon daemon, ClusterNode node, ClusterState state) throws ClusterException, InterruptedException {
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
                        DaemonLogTail.appended(
                                node.name() + " was not ready within "
                                        + times.ready().toSeconds() + " s; still waiting for " + what.get() + ".",
                                node.log(),
                                daemon.logStart()));
            }
            listener.waiting(what.get(), elapsed);
            sleeper.sleep(POLL);
        }
    }

    /** A slave is ready when one of the running masters leads and reports it. */
    private static List<ClusterNode> withMasters(ClusterNode slave, ClusterState state) {
        return Stream.concat(
                        state.members(Role.MASTER).stream()
                                .filter(master -> master.process().condition() == Condition.RUNNING)
                                .map(StartedNode::node),
                        Stream.of(slave))
                .toList();
    }
}
