package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.DaemonGroup;
import io.github.mesosbuild.process.ProcessIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Ends a cluster. */
final class ClusterStopper {
    private final ClusterDirectory directory;
    private final String path;
    private final ClusterTimeouts times;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final ClusterListener listener;

    /** As {@link ClusterControl}. */
    ClusterStopper(
            ClusterDirectory directory,
            String path,
            ClusterTimeouts times,
            LongSupplier nanoTime,
            Sleeper sleeper,
            ClusterListener listener) {
        this.directory = directory;
        this.path = path;
        this.times = times;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.listener = listener;
    }

    /**
     * Ends what runs, gathers the logs of tasks, and removes what the nodes have kept. Nothing there is no error.
     *
     * @param keepData whether what the nodes have kept stays
     * @throws ClusterException ({@code UNENDED}) if a process is there in spite of it
     * @throws IOException if files cannot be read or removed
     * @throws InterruptedException if this thread was interrupted; the processes have been ended then
     */
    ClusterControl.Stopped stop(boolean keepData) throws ClusterException, IOException, InterruptedException {
        try (FileLock lock = FileLock.acquire(directory.lockFile(), sleeper, listener::waitingForCluster)) {
            Found found = found();
            Set<Long> unended = end(found);
            if (!unended.isEmpty()) {
                throw new ClusterException(
                        ClusterException.Kind.UNENDED,
                        "These processes of " + directory.root() + " could not be ended: " + unended
                                + ". They wait for a device, or belong to another user.");
            }
            List<String> alive = new ArrayList<>();
            List<String> gone = new ArrayList<>();
            found.alive().forEach((node, lives) -> (lives ? alive : gone).add(node));
            return new ClusterControl.Stopped(alive, gone, tidied(found, keepData), directory.logs());
        }
    }

    /**
     * The same from a shutdown hook of this JVM, when nothing can be held any more. If somebody else starts or stops something here
     * just now, it is left to them.
     */
    void stopAtExit(boolean keepData) throws IOException {
        Optional<FileLock> lock = FileLock.tryAcquire(directory.lockFile());
        if (lock.isPresent()) {
            try (FileLock mine = lock.get()) {
                Found found = found();
                found.cookies()
                        .forEach(cookie -> DaemonGroup.join(cookie, found.processes(), times.grace(), nanoTime, sleeper)
                                .end());
                tidied(found, keepData);
            }
        }
    }

    /**
     * What is here to be ended.
     *
     * @param alive the nodes of the state, and whether each is there
     */
    private record Found(
            Optional<ClusterState> state,
            Set<String> cookies,
            List<ProcessIdentity> processes,
            Map<String, Boolean> alive) {}

    private Found found() throws IOException {
        Optional<ClusterState> state = directory.read();
        Set<String> cookies = new LinkedHashSet<>(DaemonGroup.cookiesOf(
                ClusterDirectory.VARIABLE, directory.root().toString()));
        List<ProcessIdentity> processes = new ArrayList<>();
        Map<String, Boolean> alive = new LinkedHashMap<>();
        for (StartedNode member : state.map(ClusterState::members).orElse(List.of())) {
            alive.put(member.node().name(), member.process().isAlive());
            cookies.add(member.cookie());
            processes.add(member.process());
        }
        return new Found(state, cookies, processes, alive);
    }

    /** All groups are held before the first is ended, so that a kill of this JVM ends them all the same. */
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

    /** Forgets what ran; answers how many logs of tasks were gathered. */
    private int tidied(Found found, boolean keepData) throws IOException {
        int gathered = 0;
        if (found.state().isPresent()) {
            directory.forget();
            gathered = new TaskLogs(directory).gather(found.state().get());
        }
        if (!keepData) {
            directory.removeData();
        }
        return gathered;
    }
}
