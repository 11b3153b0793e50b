package io.github.mesosbuild.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Hears what becomes of a cluster. */
public interface ClusterListener {
    /** Somebody else starts or stops a cluster in the same directory. */
    void waitingForCluster(Path lockFile);

    /** A daemon was started. */
    void started(StartedNode member);

    /** Daemons are given flags of which nobody has asked for. */
    void flagsChosen(List<String> nodes, Map<String, String> flags, String because);

    /** The cluster is waited for; told again and again. */
    void waiting(String what, Duration elapsed);

    /** Ports that were found free are not any more, and it is tried with others. */
    void portsTaken(String node);

    /** A cluster that did not become ready was ended, but for these processes. */
    void unended(List<Long> pids);
}
