package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The port of a node in a work directory that the user chose and that outlives the cluster. A slave whose port differs from the recorded one
 * does not come back: it ends with "Incompatible slave info" (Slave::recover in src/slave/slave.cpp at tag 0.24.0).
 *
 * @param work the work directory
 * @param node the name of the node
 */
record LastPort(Path work, String node) {
    private static final String FILE = ".mesos-cluster.properties";

    /** Returns the port of the last start, if it is known. */
    Optional<Integer> read() throws IOException {
        return values().map(values -> values.get(node))
                .filter(port -> port.matches("[1-9]\\d{0,4}"))
                .map(Integer::valueOf);
    }

    private Optional<Map<String, String>> values() throws IOException {
        return AtomicFile.readProperties(work.resolve(FILE));
    }

    /** Records the port for the next start. */
    void write(int port) throws IOException {
        Map<String, String> values = new TreeMap<>(values().orElse(Map.of()));
        values.put(node, String.valueOf(port));
        AtomicFile.writeProperties(work.resolve(FILE), values);
    }

    /** Returns the link to what a slave recovers from (src/slave/paths.hpp at tag 0.24.0). */
    private Path latest() {
        return work.resolve("meta").resolve("slaves").resolve("latest");
    }

    /** Refuses to start a slave on another port than its recorded one. */
    void requireFree(int port) throws ClusterException {
        if (Files.exists(latest(), LinkOption.NOFOLLOW_LINKS)) {
            throw new ClusterException(
                    ClusterException.Kind.PORT,
                    "Cannot use port " + port + " for " + node + ": another process listens on it. " + node
                            + " had this port when it last used " + work
                            + ", and cannot recover with another one. To start it without"
                            + " its tasks, remove " + latest() + ".");
        }
    }
}
