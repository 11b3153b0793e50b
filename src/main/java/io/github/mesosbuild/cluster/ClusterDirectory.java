package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The directory of a cluster: its state, its logs, and what its nodes keep. */
public final class ClusterDirectory {
    /** In the environment of every daemon: the directory of its cluster, for a search when the state file is gone. */
    static final String VARIABLE = "MESOS_MAVEN_PLUGIN_CLUSTER";

    private static final String STATE = "cluster.properties";
    private static final String SHELL = "cluster.sh";
    private static final String MARK = ".mesos-cluster";

    private final Path root;

    public ClusterDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The directory itself. */
    public Path root() {
        return root;
    }

    /** The file that says what runs, for programs: Java properties. */
    public Path stateFile() {
        return root.resolve(STATE);
    }

    /** The file that says what runs, for a shell to read with {@code .}. */
    public Path shellFile() {
        return root.resolve(SHELL);
    }

    /** Who holds it starts or stops a cluster here. It lies beside the directory, which may be removed. */
    Path lockFile() {
        return root.resolveSibling(root.getFileName() + ".lock");
    }

    /** Where it is written how the cluster was when somebody asked, unless they name a file of their own. */
    public Path statusFile() {
        return root.resolve("status.json");
    }

    /** Where the logs are, while the cluster runs and after. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** A node's log. */
    Path log(String node) {
        return logs().resolve(node + ".log");
    }

    /** Where the watchdog writes. */
    Path watchdogLog() {
        return logs().resolve("watchdog.log");
    }

    /** Where nodes keep what they keep. */
    Path nodes() {
        return root.resolve("nodes");
    }

    /** A node's own directory. */
    Path node(String name) {
        return nodes().resolve(name);
    }

    /** An environment with the mark of this cluster. */
    Map<String, String> marked(Map<String, String> environment) {
        Map<String, String> marked = new TreeMap<>(environment);
        marked.put(VARIABLE, root.toString());
        return marked;
    }

    /**
     * What was written last; empty if nothing was, or it is not whole.
     *
     * @throws IOException if the file is there and cannot be read
     */
    public Optional<ClusterState> read() throws IOException {
        Optional<Map<String, String>> values = AtomicFile.readProperties(stateFile());
        try {
            return values.map(ClusterState::of);
        } catch (RuntimeException notOne) {
            return Optional.empty();
        }
    }

    /** Writes both files; they hold what is secret in environments, so they are for their owner alone. */
    void write(ClusterState state) throws IOException {
        AtomicFile.write(shellFile(), state.shell().getBytes(StandardCharsets.UTF_8), "rw-------");
        AtomicFile.writeProperties(stateFile(), state.properties(), "rw-------");
    }

    /**
     * Takes the directory for clusters, whose data and logs are removed from it.
     *
     * @throws ClusterException ({@code DIRECTORY}) if there is something in it that no cluster has left there
     */
    void claim() throws ClusterException, IOException {
        for (Path own : List.of(logs(), nodes())) {
            if (!Files.exists(root.resolve(MARK)) && Trees.exists(own)) {
                throw new ClusterException(
                        ClusterException.Kind.DIRECTORY,
                        "The directory " + own + " was there before any cluster, and starting one would remove it.");
            }
        }
        mark();
    }

    /** Says that what clusters leave in the directory is theirs. */
    void mark() throws IOException {
        AtomicFile.write(root.resolve(MARK), new byte[0]);
    }

    /** Makes it as if no cluster had been here, but for the logs. */
    void forget() throws IOException {
        Files.deleteIfExists(statusFile());
        Files.deleteIfExists(stateFile());
        Files.deleteIfExists(shellFile());
    }

    /** Removes what nodes have kept. */
    void removeData() throws IOException {
        if (Files.exists(root.resolve(MARK)) && Trees.exists(nodes())) {
            Trees.delete(nodes());
        }
    }

    /** Removes the logs of an earlier cluster. */
    void removeLogs() throws IOException {
        if (Trees.exists(logs())) {
            Trees.delete(logs());
        }
    }
}
