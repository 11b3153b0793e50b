package io.github.mesosbuild.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Receives the events of a cluster's start and stop. By default, each is ignored. */
public interface ClusterListener {
    /** Ignores all events. */
    ClusterListener SILENT = new ClusterListener() {};

    /** Another process is starting or stopping a cluster in the same directory. */
    default void waitingForCluster(Path lockFile) {}

    /** A daemon was started. */
    default void started(StartedNode member) {}

    /** The plugin added flags that the user did not ask for. */
    default void flagsChosen(List<String> nodes, Map<String, String> flags, String because) {}

    /** The cluster is not ready yet; called repeatedly. */
    default void waiting(String what, Duration elapsed) {}

    /** Another process took a port that had been free; the start is repeated with other ports. */
    default void portsTaken(String node) {}

    /** These processes survived the end of a cluster that did not become ready. */
    default void unended(List<Long> pids) {}

    /** A report of the cluster was written: {@code report.json} in this directory. */
    default void reported(Path directory) {}

    /** No report could be written. */
    default void notReported(Exception problem) {}
}
