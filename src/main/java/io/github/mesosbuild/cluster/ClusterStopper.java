package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.DaemonGroup;
import io.github.mesosbuild.process.MarkedProcess;
import io.github.mesosbuild.process.ProcessIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** Stops a cluster. */
final class ClusterStopper {
    private static final Duration AT_EXIT = Duration.ofMillis(500);

    private final ClusterDirectory directory;
    private final String path;
    private final ClusterTimeouts times;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final ClusterListener listener;
    private final ClusterJournal journal;
    private final Optional<ClusterReporter> reporter;
    private boolean warned;

    /** @param reporter writes the report of the stopped cluster, if there is one */
    ClusterStopper(
            ClusterDirectory directory,
            String path,
            ClusterTimeouts times,
            LongSupplier nanoTime,
            Sleeper sleeper,
            ClusterListener listener,
            ClusterJournal journal,
            Optional<ClusterReporter> reporter) {
        this.directory = directory;
        this.path = path;
        this.times = times;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.listener = listener;
        this.journal = journal;
        this.reporter = reporter;
    }

    /** Stops the cluster as {@link ClusterControl#stop} describes. */
    ClusterControl.Stopped stop(boolean keepData) throws ClusterException, IOException, InterruptedException {
        try (FileLock lock = FileLock.acquire(directory.lockFile(), sleeper, listener::waitingForCluster)) {
            Found found = found();
            Optional<ClusterReporter.LastLook> look = look(found);
            Set<Long> unended = end(found);
            stopped(look, unended);
            if (!unended.isEmpty()) {
                throw new ClusterException(
                        ClusterException.Kind.UNENDED,
                        "Cannot kill these processes of the cluster in " + directory.root() + ": " + unended
                                + ". They are waiting for a device or belong to another user.");
            }
            List<String> alive = new ArrayList<>();
            List<String> gone = new ArrayList<>();
            found.alive().forEach((node, lives) -> (lives ? alive : gone).add(node));
            List<MarkedProcess> others = alive.isEmpty() ? found.marked() : List.of();
            return new ClusterControl.Stopped(alive, gone, others, tidied(found, keepData), directory.logs());
        }
    }

    /** Stops the cluster as {@link ClusterControl#stopAtExit} describes. A watchdog can no longer be started in a shutdown hook. */
    void stopAtExit(boolean keepData) throws IOException {
        Optional<FileLock> lock = lockAtExit();
        if (lock.isPresent()) {
            try (FileLock mine = lock.get()) {
                Found found = found();
                Optional<ClusterReporter.LastLook> look = look(found);
                Set<Long> unended = new LinkedHashSet<>();
                found.cookies()
                        .forEach(cookie -> unended.addAll(
                                DaemonGroup.join(cookie, found.processes(), times.grace(), nanoTime, sleeper)
                                        .end()));
                stopped(look, unended);
                tidied(found, keepData);
            }
        }
    }

    /** Others hold the lock for a moment to look at the cluster. */
    private Optional<FileLock> lockAtExit() throws IOException {
        try {
            return FileLock.acquire(directory.lockFile(), AT_EXIT, sleeper, file -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<ClusterReporter.LastLook> look(Found found) {
        Set<String> alive = new LinkedHashSet<>();
        found.alive().forEach((node, lives) -> {
            if (lives) {
                alive.add(node);
            }
        });
        AtomicReference<Optional<ClusterReporter.LastLook>> look = new AtomicReference<>(Optional.empty());
        withoutFailing(() -> {
            look.set(reporter.flatMap(writes -> writes.look(found.state(), alive)));
        });
        withoutFailing(() -> {
            if (found.state().isPresent() || look.get().isPresent()) {
                journal.note(ClusterJournal.Kind.STOPPING, Map.of("alive", alive));
            }
        });
        return look.get();
    }

    /** Neither the journal nor the report keeps a cluster from being stopped. */
    private void withoutFailing(Runnable noting) {
        try {
            noting.run();
        } catch (RuntimeException e) {
            if (!warned) {
                warned = true;
                listener.notReported(e);
            }
        }
    }

    private void stopped(Optional<ClusterReporter.LastLook> look, Set<Long> unended) {
        withoutFailing(() -> {
            if (journal.isOpen()) {
                journal.note(ClusterJournal.Kind.STOPPED, Map.of("left", unended));
            }
        });
        look.ifPresent(seen -> reporter.ifPresent(writes -> writes.write(seen, unended)));
    }

    /**
     * The processes to terminate.
     *
     * @param marked all processes with the cluster's mark
     * @param alive the names of the nodes, and whether each is alive
     */
    private record Found(
            Optional<ClusterState> state,
            List<MarkedProcess> marked,
            Set<String> cookies,
            List<ProcessIdentity> processes,
            Map<String, Boolean> alive) {}

    private Found found() throws IOException {
        Optional<ClusterState> state = directory.read();
        List<MarkedProcess> marked = directory.processes();
        Set<String> cookies = new LinkedHashSet<>();
        marked.forEach(process -> cookies.add(process.cookie()));
        List<ProcessIdentity> processes = new ArrayList<>();
        Map<String, Boolean> alive = new LinkedHashMap<>();
        for (StartedNode member : state.map(ClusterState::members).orElse(List.of())) {
            boolean lives = member.process().isAlive();
            alive.put(member.node().name(), lives);
            if (lives) {
                cookies.add(member.cookie());
                processes.add(member.process());
            }
        }
        return new Found(state, marked, cookies, processes, alive);
    }

    /** Guards all groups with a watchdog before terminating the first, so that they exit even if this JVM is killed. */
    private Set<Long> end(Found found) throws IOException, InterruptedException {
        if (!found.cookies().isEmpty()) {
            directory.mark();
        }
        List<DaemonGroup> groups = new ArrayList<>();
        for (String cookie : found.cookies()) {
            groups.add(DaemonGroup.hold(
                    cookie, found.processes(), directory.watchdogLog(), path, times.grace(), nanoTime, sleeper));
        }
        Set<Long> unended = new LinkedHashSet<>();
        groups.forEach(group -> unended.addAll(group.end()));
        return unended;
    }

    /** Removes the state files and the data; returns the number of task logs that were copied. */
    private int tidied(Found found, boolean keepData) throws IOException {
        int gathered = 0;
        if (found.state().isPresent() || directory.isClaimed()) {
            directory.forget();
        }
        if (found.state().isPresent()) {
            gathered = new TaskLogs(directory).gather(found.state().get());
        }
        if (!keepData) {
            directory.removeData();
        }
        return gathered;
    }
}
