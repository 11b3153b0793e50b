package io.github.mesosbuild.cluster;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.DaemonGroup;
import io.github.mesosbuild.process.MarkedProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The directory of a cluster: its state files, its logs and its nodes' data. */
public final class ClusterDirectory {
    /** The variable with the cluster's directory in every daemon's environment, which finds them when the state file is missing. */
    static final String VARIABLE = "MESOS_MAVEN_PLUGIN_CLUSTER";

    private static final String STATE = "cluster.properties";
    private static final String SHELL = "cluster.sh";
    private static final String MARK = ".mesos-cluster";

    private final Path root;

    public ClusterDirectory(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Returns the directory itself. */
    public Path root() {
        return root;
    }

    /** Returns the state file for programs, in the format of Java properties. */
    public Path stateFile() {
        return root.resolve(STATE);
    }

    /** Returns the state file that a shell reads with {@code .}. */
    public Path shellFile() {
        return root.resolve(SHELL);
    }

    /**
     * Returns the file that is locked while a cluster starts or stops. It is next to the directory, which may be removed in the
     * meantime.
     */
    Path lockFile() {
        return root.resolveSibling(root.getFileName() + ".lock");
    }

    /** Returns the default file for status reports. */
    public Path statusFile() {
        return root.resolve("status.json");
    }

    /** Returns the directory of the logs, which outlive the cluster. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** Returns the directory of the report, which outlives the cluster. */
    public Path report() {
        return root.resolve("report");
    }

    /** Returns the file that receives what happens to the cluster, as it happens. */
    Path recording() {
        return report().resolve("recording.jsonl");
    }

    /** Returns a node's log. */
    Path log(String node) {
        return logs().resolve(node + ".log");
    }

    /** Returns the watchdog's log. */
    Path watchdogLog() {
        return logs().resolve("watchdog.log");
    }

    /** Returns the directory of the nodes' data. */
    Path nodes() {
        return root.resolve("nodes");
    }

    /** Returns a node's own directory. */
    Path node(String name) {
        return nodes().resolve(name);
    }

    /** Returns an environment with the variable that marks this cluster's processes. */
    Map<String, String> marked(Map<String, String> environment) {
        Map<String, String> marked = new TreeMap<>(environment);
        marked.put(VARIABLE, root.toString());
        return marked;
    }

    /** Returns the running processes of this user that carry the mark of a cluster in this directory. */
    List<MarkedProcess> processes() {
        return DaemonGroup.marked(VARIABLE, root.toString());
    }

    /** Returns whether processes of this user with the mark of a cluster in this directory are running. */
    public boolean hasProcesses() {
        return !processes().isEmpty();
    }

    /**
     * Reads the state file; empty if it is missing, damaged or incomplete. A process that does not carry the mark of its node counts as
     * ended: the file names it, but it does not belong to this cluster.
     *
     * @throws IOException if the file exists but cannot be read
     */
    public Optional<ClusterState> read() throws IOException {
        Optional<Map<String, String>> values = AtomicFile.readProperties(stateFile());
        try {
            return values.map(ClusterState::of).map(this::believed);
        } catch (RuntimeException notOne) {
            return Optional.empty();
        }
    }

    private ClusterState believed(ClusterState state) {
        ClusterState believed = state;
        for (StartedNode member : state.members()) {
            Map<String, String> mark = Map.of(VARIABLE, root.toString(), DaemonGroup.VARIABLE, member.cookie());
            if (member.process().isAlive() && !member.process().carries(mark)) {
                believed = believed.with(
                        new StartedNode(member.node(), member.process().ended(), member.cookie(), member.started()));
            }
        }
        return believed;
    }

    /** Returns whether a cluster created the logs and data in the directory. */
    boolean isClaimed() {
        return Files.exists(root.resolve(MARK));
    }

    /** Writes both state files, readable by their owner only, because environments can contain secrets. */
    void write(ClusterState state) throws IOException {
        AtomicFile.write(shellFile(), state.shell().getBytes(StandardCharsets.UTF_8), "rw-------");
        AtomicFile.writeProperties(stateFile(), state.properties(), "rw-------");
    }

    /**
     * Claims the directory for clusters, which delete their logs and data in it.
     *
     * @throws ClusterException ({@code DIRECTORY}) if it contains such directories that no cluster created
     */
    void claim() throws ClusterException, IOException {
        for (Path own : List.of(logs(), nodes(), report())) {
            if (!isClaimed() && Trees.exists(own)) {
                throw new ClusterException(
                        ClusterException.Kind.DIRECTORY,
                        own + " was not created by a cluster, and starting one would delete it.");
            }
        }
        mark();
    }

    /** Marks logs and data in the directory as created by a cluster. */
    void mark() throws IOException {
        AtomicFile.write(root.resolve(MARK), new byte[0]);
    }

    /** Removes the state files and the status report. */
    void forget() throws IOException {
        Files.deleteIfExists(statusFile());
        Files.deleteIfExists(stateFile());
        Files.deleteIfExists(shellFile());
    }

    /** Removes the nodes' data. */
    void removeData() throws IOException {
        if (isClaimed() && Trees.exists(nodes())) {
            Trees.delete(nodes());
        }
    }

    /** Removes the logs and the report of an earlier cluster. */
    void removeLogs() throws IOException {
        for (Path own : List.of(logs(), report())) {
            if (Trees.exists(own)) {
                Trees.delete(own);
            }
        }
    }
}
