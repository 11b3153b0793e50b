package io.github.mesosbuild.cluster;

import io.github.mesosbuild.cluster.ClusterJournal.Kind;
import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * Writes {@code report.json} when a cluster is stopped. It never fails: a problem is told to the listener, and the stop continues.
 *
 * @param by what stops the cluster, such as {@code stop}
 * @param zone the zone of this machine
 * @param redactor removes the secrets of this run from a text
 */
record ClusterReporter(
        ClusterDirectory directory,
        ClusterJournal journal,
        String by,
        DaemonClient client,
        Clock clock,
        ZoneId zone,
        UnaryOperator<String> redactor,
        ClusterListener listener) {
    /** The file with all figures. */
    static final String FILE = "report.json";

    /**
     * What is seen before the end.
     *
     * @param inquiry the tasks, as soon as they are known
     * @param began when the stop began
     * @param alive the nodes that are running
     */
    record LastLook(
            Optional<ClusterState> state, CompletableFuture<ClusterTasks> inquiry, Instant began, Set<String> alive) {
        ClusterTasks tasks() {
            return ClusterTasks.now(inquiry);
        }
    }

    /** Looks at the cluster before it is stopped; empty if nothing happened since the last stop. */
    Optional<LastLook> look(Optional<ClusterState> state, Set<String> alive) {
        boolean started = journal.read().stream().anyMatch(entry -> entry.kind() == Kind.STARTED);
        if (state.isEmpty() && !(started && journal.isOpen())) {
            return Optional.empty();
        }
        Instant began = clock.instant();
        CompletableFuture<ClusterTasks> tasks = state.map(known -> ClusterTasks.ask(known, client))
                .orElseGet(() -> CompletableFuture.completedFuture(
                        ClusterTasks.unknown("the state file of the cluster was missing")));
        return Optional.of(new LastLook(state, tasks, began, alive));
    }

    /**
     * Writes the report.
     *
     * @param left the processes that survived
     */
    void write(LastLook look, Set<Long> left) {
        try {
            ClusterReport report =
                    new ClusterReport(directory, journal.read(), look, left, clock.instant(), zone, by, redactor);
            AtomicFile.show(
                    directory.report().resolve(FILE),
                    Json.report(report.values()).getBytes(StandardCharsets.UTF_8));
            listener.reported(directory.report());
        } catch (IOException | RuntimeException e) {
            listener.notReported(e);
        } catch (OutOfMemoryError e) {
            listener.notReported(new IOException("out of memory"));
        }
    }
}
