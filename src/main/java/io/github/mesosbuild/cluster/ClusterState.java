package io.github.mesosbuild.cluster;

import io.github.mesosbuild.process.ProcessIdentity;
import io.github.mesosbuild.text.ShellWords;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A cluster that was started, as its state file tells any Maven, test and shell.
 *
 * @param release name and version of what runs: {@code mesos 0.24.0}
 * @param prefix the installation that they are of
 * @param library the native library for frameworks, if there is one
 * @param zooKeeper the {@code zk://} URL by which masters are found, if there is one
 * @param master the address of the master that slaves joined, if it is found without ZooKeeper
 * @param leader the name of the master that led when all were ready, if it is one of these
 * @param paths the paths of the daemons' servers that say how they are
 * @param members in the order in which they were started
 */
public record ClusterState(
        String release,
        Path prefix,
        Optional<Path> library,
        Optional<String> zooKeeper,
        Optional<String> master,
        Optional<String> leader,
        Paths paths,
        List<StartedNode> members) {
    public ClusterState {
        members = List.copyOf(members);
    }

    /** The paths of {@link io.github.mesosbuild.release.Daemons}. */
    public record Paths(String masterHealth, String masterState, String slaveState) {}

    /** Those of its nodes with a role. */
    public List<StartedNode> members(Role role) {
        return members.stream().filter(member -> member.node().role() == role).toList();
    }

    /** The node of a name. */
    public Optional<StartedNode> member(String name) {
        return members.stream()
                .filter(member -> member.node().name().equals(name))
                .findFirst();
    }

    /** Whether any of its processes is there. */
    public boolean isAlive() {
        return members.stream().anyMatch(member -> member.process().isAlive());
    }

    /** Whether all of its processes are there. */
    boolean isWhole() {
        return members.stream().allMatch(member -> member.process().isAlive());
    }

    /** The same with one more node, or with a node started again. */
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
        return new ClusterState(release, prefix, library, zooKeeper, master, leader, paths, changed);
    }

    /** The same with a master that leads. */
    ClusterState ledBy(Optional<String> name) {
        return new ClusterState(release, prefix, library, zooKeeper, master, name, paths, members);
    }

    /** The URL of the master that led when all were ready; else of the first one here, or of that which was joined. */
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
                .or(() -> master.map(address -> "http://" + address));
    }

    /** What frameworks give as their master: the ZooKeeper URL if there is one, else the master's address. */
    public Optional<String> frameworkMaster() {
        return zooKeeper
                .or(() -> members(Role.MASTER).stream()
                        .map(member -> member.node().address().reachable().toString())
                        .findFirst())
                .or(() -> master);
    }

    /** What tests and shells use, by the name of the Maven property. */
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
            String many = role == Role.ZOOKEEPER ? "zookeepers" : role == Role.MASTER ? "masters" : "slaves";
            values.put(
                    "mesos.running." + many,
                    nodes.stream()
                            .map(member -> member.node().address().reachable().toString())
                            .collect(Collectors.joining(",")));
        }
        for (StartedNode member : members) {
            ClusterNode node = member.node();
            String of = "mesos.running." + node.name() + ".";
            values.put(of + "ip", node.address().ip());
            values.put(of + "port", String.valueOf(node.address().port()));
            values.put(of + "pid", String.valueOf(member.process().pid()));
            values.put(of + "log", node.log().toString());
        }
        return values;
    }

    /** The same for a POSIX shell to read with {@code .}: what frameworks take from their environment. */
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

    /** Everything, by names that no published value has. */
    Map<String, String> properties() {
        Map<String, String> values = new TreeMap<>(published());
        values.put("state.release", release);
        values.put("state.prefix", prefix.toString());
        library.ifPresent(file -> values.put("state.library", file.toString()));
        zooKeeper.ifPresent(url -> values.put("state.zk", url));
        master.ifPresent(address -> values.put("state.master", address));
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
     * What {@link #properties} has written.
     *
     * @throws IllegalArgumentException if something in it is missing or is not what it should be
     */
    static ClusterState of(Map<String, String> values) {
        List<StartedNode> members = Stream.of(need(values, "state.nodes").split(" "))
                .filter(name -> !name.isEmpty())
                .map(name -> member(values, name))
                .toList();
        return new ClusterState(
                need(values, "state.release"),
                Path.of(need(values, "state.prefix")),
                Optional.ofNullable(values.get("state.library")).map(Path::of),
                Optional.ofNullable(values.get("state.zk")),
                Optional.ofNullable(values.get("state.master")),
                Optional.ofNullable(values.get("state.leader")),
                new Paths(
                        need(values, "state.paths.masterHealth"),
                        need(values, "state.paths.masterState"),
                        need(values, "state.paths.slaveState")),
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
                Role.valueOf(need(values, at + "role")),
                new ClusterNode.Address(need(values, at + "ip"), Integer.parseInt(need(values, at + "port"))),
                Path.of(need(values, at + "directory")),
                Path.of(need(values, at + "log")),
                argv,
                environment);
        ProcessIdentity process = new ProcessIdentity(
                Long.parseLong(need(values, at + "pid")),
                need(values, at + "processStarted"),
                need(values, at + "boot"));
        return new StartedNode(node, process, need(values, at + "cookie"), Instant.parse(need(values, at + "started")));
    }

    private static String need(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return value;
    }
}
