package io.github.mesosbuild.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Hears what becomes of a cluster. */
public interface ClusterListener {
    /** Somebody else starts or stops a cluster in the same directory. */
    void waitingForCluster(Path lockFile);

    /** A daemon was started. */
    void started(Member member);

    /** A daemon was given flags of which nobody has asked for. */
    void flagsChosen(String node, Map<String, String> flags, String because);

    /** The cluster is waited for; told again and again. */
    void waiting(String what, Duration elapsed);

    /** Ports that were found free are not any more, and it is tried with others. */
    void portsTaken(String node);
}
