package io.github.mesosbuild.cluster;

import io.github.mesosbuild.process.ProcessIdentity;
import io.github.mesosbuild.text.ShellWords;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A started cluster. Its state file passes it to other Maven runs, tests and shells.
 *
 * @param release the name and version of the release, such as {@code mesos 0.24.0}
 * @param prefix the directory of the installation
 * @param library the native library for frameworks, if the installation has one
 * @param zooKeeper the {@code zk://} URL of the masters, if they use ZooKeeper
 * @param master the address of a master elsewhere that slaves joined without ZooKeeper
 * @param slaveName the release's name for a slave
 * @param leader the name of the master that led when the cluster became ready, if it is one of these nodes
 * @param paths the paths on the daemons' HTTP servers that report their state
 * @param members the nodes, in the order of their start
 */
public record ClusterState(
        String release,
        Path prefix,
        Optional<Path> library,
        Optional<String> zooKeeper,
        Optional<String> master,
        String slaveName,
        Optional<String> leader,
        Paths paths,
        List<StartedNode> members) {
    public ClusterState {
        members = List.copyOf(members);
    }

    /** Paths on the HTTP servers of the daemons ({@link io.github.mesosbuild.release.Daemons}). */
    public record Paths(String masterHealth, String masterState, String slaveState) {}

    /** Returns the nodes with a role. */
    public List<StartedNode> members(Role role) {
        return members.stream().filter(member -> member.node().role() == role).toList();
    }

    /** Returns the node with this name; {@code slave-1} and {@code agent-1} are the same. */
    public Optional<StartedNode> member(String name) {
        return members.stream()
                .filter(member -> NodeNames.of(member.node()).contains(name))
                .findFirst();
    }

    /** Returns the role of a node in the words of its release, in lower case. */
    public String roleOf(ClusterNode node) {
        return node.role() == Role.SLAVE ? slaveName : node.role().name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether any of its processes is alive. */
    public boolean isAlive() {
        return members.stream().anyMatch(member -> member.process().isAlive());
    }

    /** Returns whether all of its processes are alive. */
    boolean isComplete() {
        return members.stream().allMatch(member -> member.process().isAlive());
    }

    /** Returns this cluster with one more node, or with a node replaced after its restart. */
    public ClusterState with(StartedNode member) {
        List<StartedNode> changed = new ArrayList<>();
        boolean found = false;
        for (StartedNode old : members) {
            boolean same = old.node().name().equals(member.node().name());
            changed.add(same ? member : old);
            found |= same;
        }
        if (!found) {
            changed.add(member);
        }
        return new ClusterState(release, prefix, library, zooKeeper, master, slaveName, leader, paths, changed);
    }

    /** Returns this cluster with a leading master. */
    ClusterState ledBy(Optional<String> name) {
        return new ClusterState(release, prefix, library, zooKeeper, master, slaveName, name, paths, members);
    }

    /**
     * Returns the URL of the master that led when the cluster became ready; if none did, that of the first master here or of the
     * master that slaves joined.
     */
    public Optional<String> masterUrl() {
        return leader.flatMap(this::member).stream()
                .map(member -> member.node().address().url(""))
                .findFirst()
                .or(this::anyMasterUrl);
    }

    private Optional<String> anyMasterUrl() {
        return members(Role.MASTER).stream()
                .map(member -> member.node().address().url(""))
                .findFirst()
                .or(() -> master.map(this::url));
    }

    /** Returns the URL of a master elsewhere, which speaks TLS if the nodes here do. */
    String url(String address) {
        boolean tls = members.stream()
                .anyMatch(member -> member.node().address().tls().isPresent());
        return (tls ? "https://" : "http://") + address;
    }

    /** Returns the address that frameworks use as their master: the ZooKeeper URL if there is one, else {@code ip:port}. */
    public Optional<String> frameworkMaster() {
        return zooKeeper
                .or(() -> members(Role.MASTER).stream()
                        .map(member -> member.node().address().reachable().toString())
                        .findFirst())
                .or(() -> master);
    }

    /** Returns the values for tests, by the name of their Maven property. */
    public Map<String, String> published() {
        Map<String, String> values = new TreeMap<>();
        frameworkMaster().ifPresent(value -> values.put("mesos.running.master", value));
        masterUrl().ifPresent(value -> values.put("mesos.running.url", value));
        zooKeeper.ifPresent(value -> values.put("mesos.running.zk", value));
        values.put("mesos.home", prefix.toString());
        library.ifPresent(file -> {
            values.put("mesos.native.library", file.toString());
            values.put("mesos.java.library.path", file.getParent().toString());
        });
        for (Role role : Role.values()) {
            List<StartedNode> nodes = members(role);
            String addresses = nodes.stream()
                    .map(member -> member.node().address().reachable().toString())
                    .collect(Collectors.joining(","));
            switch (role) {
                case ZOOKEEPER -> values.put("mesos.running.zookeepers", addresses);
                case MASTER -> values.put("mesos.running.masters", addresses);
                case SLAVE -> {
                    values.put("mesos.running.slaves", addresses);
                    values.put("mesos.running.agents", addresses);
                }
            }
        }
        for (StartedNode member : members) {
            ClusterNode node = member.node();
            for (String name : NodeNames.of(node)) {
                String of = "mesos.running." + name + ".";
                values.put(of + "ip", node.address().ip());
                values.put(of + "port", String.valueOf(node.address().port()));
                values.put(of + "pid", String.valueOf(member.process().pid()));
                values.put(of + "log", node.log().toString());
            }
        }
        return values;
    }

    /** Returns a file for a POSIX shell to read with {@code .}, with the variables that frameworks use. */
    public String shell() {
        Map<String, String> variables = new LinkedHashMap<>();
        frameworkMaster().ifPresent(value -> variables.put("MESOS_CLUSTER_MASTER", value));
        masterUrl().ifPresent(value -> variables.put("MESOS_CLUSTER_URL", value));
        zooKeeper.ifPresent(value -> variables.put("MESOS_CLUSTER_ZK", value));
        library.ifPresent(file -> variables.put("MESOS_NATIVE_JAVA_LIBRARY", file.toString()));
        members.stream()
                .filter(member -> member.node().role() != Role.ZOOKEEPER)
                .map(member -> member.node().address().reachable().ip())
                .findFirst()
                .ifPresent(ip -> variables.put("LIBPROCESS_IP", ip));
        return variables.entrySet().stream()
                .map(entry -> "export " + ShellWords.assignment(entry.getKey(), entry.getValue()) + "\n")
                .collect(Collectors.joining("", "# " + release + "\n", ""));
    }

    /** Returns the content of the state file: the published values, and everything else under names that start with "state.". */
    Map<String, String> properties() {
        Map<String, String> values = new TreeMap<>(published());
        values.put("state.release", release);
        values.put("state.prefix", prefix.toString());
        library.ifPresent(file -> values.put("state.library", file.toString()));
        zooKeeper.ifPresent(url -> values.put("state.zk", url));
        master.ifPresent(address -> values.put("state.master", address));
        values.put("state.slaveName", slaveName);
        leader.ifPresent(name -> values.put("state.leader", name));
        values.put("state.paths.masterHealth", paths.masterHealth());
        values.put("state.paths.masterState", paths.masterState());
        values.put("state.paths.slaveState", paths.slaveState());
        values.put(
                "state.nodes",
                members.stream().map(member -> member.node().name()).collect(Collectors.joining(" ")));
        members.forEach(member -> put(values, member));
        return values;
    }

    private static void put(Map<String, String> values, StartedNode member) {
        ClusterNode node = member.node();
        String at = "state." + node.name() + ".";
        values.put(at + "role", node.role().name());
        values.put(at + "ip", node.address().ip());
        values.put(at + "port", String.valueOf(node.address().port()));
        values.put(at + "directory", node.directory().toString());
        values.put(at + "log", node.log().toString());
        for (int i = 0; i < node.argv().size(); i++) {
            values.put(at + "argv." + i, node.argv().get(i));
        }
        node.environment().forEach((name, value) -> values.put(at + "environment." + name, value));
        values.put(at + "pid", String.valueOf(member.process().pid()));
        values.put(at + "processStarted", member.process().started());
        values.put(at + "boot", member.process().boot());
        values.put(at + "cookie", member.cookie());
        values.put(at + "started", member.started().toString());
    }

    /**
     * Reads what {@link #properties} returned.
     *
     * @throws IllegalArgumentException if a value is missing or malformed
     */
    static ClusterState of(Map<String, String> values) {
        List<StartedNode> members = Stream.of(required(values, "state.nodes").split(" "))
                .filter(name -> !name.isEmpty())
                .map(name -> member(values, name))
                .toList();
        return new ClusterState(
                required(values, "state.release"),
                Path.of(required(values, "state.prefix")),
                Optional.ofNullable(values.get("state.library")).map(Path::of),
                Optional.ofNullable(values.get("state.zk")),
                Optional.ofNullable(values.get("state.master")),
                values.getOrDefault("state.slaveName", "slave"),
                Optional.ofNullable(values.get("state.leader")),
                new Paths(
                        required(values, "state.paths.masterHealth"),
                        required(values, "state.paths.masterState"),
                        required(values, "state.paths.slaveState")),
                members);
    }

    private static StartedNode member(Map<String, String> values, String name) {
        String at = "state." + name + ".";
        List<String> argv = new ArrayList<>();
        while (values.containsKey(at + "argv." + argv.size())) {
            argv.add(values.get(at + "argv." + argv.size()));
        }
        Map<String, String> environment = new TreeMap<>();
        String variables = at + "environment.";
        values.forEach((key, value) -> {
            if (key.startsWith(variables)) {
                environment.put(key.substring(variables.length()), value);
            }
        });
        ClusterNode node = new ClusterNode(
                name,
                Role.valueOf(required(values, at + "role")),
                new ClusterNode.Address(
                        required(values, at + "ip"),
                        Integer.parseInt(required(values, at + "port")),
                        Tls.of(environment)),
                Path.of(required(values, at + "directory")),
                Path.of(required(values, at + "log")),
                argv,
                environment);
        ProcessIdentity process = new ProcessIdentity(
                Long.parseLong(required(values, at + "pid")),
                required(values, at + "processStarted"),
                required(values, at + "boot"));
        return new StartedNode(
                node, process, required(values, at + "cookie"), Instant.parse(required(values, at + "started")));
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return value;
    }
}
