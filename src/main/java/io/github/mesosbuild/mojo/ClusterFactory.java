package io.github.mesosbuild.mojo;

import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.cluster.ClusterDirectory;
import io.github.mesosbuild.cluster.ClusterEnvironment;
import io.github.mesosbuild.cluster.ClusterException;
import io.github.mesosbuild.cluster.ClusterStarter;
import io.github.mesosbuild.cluster.ClusterState;
import io.github.mesosbuild.cluster.ClusterTimeouts;
import io.github.mesosbuild.cluster.Login;
import io.github.mesosbuild.cluster.NodeSettings;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.Topology;
import io.github.mesosbuild.cluster.ZooKeeper;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.process.InheritedEnvironment;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Daemons;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.report.ClusterConsole;
import io.github.mesosbuild.steps.BuildPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.maven.plugin.MojoFailureException;

/** Builds the objects of the package {@code cluster} from the parameters for clusters. */
final class ClusterFactory {
    private static final String ZOOKEEPER_VERSION = "3.9.5";

    /** Optional dependencies that the server needs, and a log. */
    private static final List<String> WITH_ZOOKEEPER = List.of(
            "io.dropwizard.metrics:metrics-core:jar:4.1.12.1",
            "org.xerial.snappy:snappy-java:jar:1.1.10.8",
            "org.slf4j:slf4j-simple:jar:2.0.13");

    private final ClusterParameters cluster;
    private final Path workDirectory;
    private final Maven maven;
    private final ClusterConsole console;

    /**
     * Creates a factory for one goal.
     *
     * @param workDirectory the directory that holds the cluster's directory, unless the parameters name another one
     */
    ClusterFactory(ClusterParameters cluster, Path workDirectory, Maven maven, ClusterConsole console) {
        this.cluster = cluster;
        this.workDirectory = workDirectory;
        this.maven = maven;
        this.console = console;
    }

    ClusterDirectory directory() {
        return cluster.directory == null
                ? usualDirectory(workDirectory)
                : new ClusterDirectory(cluster.directory.toPath());
    }

    /** Returns the default directory of a cluster. */
    static ClusterDirectory usualDirectory(Path workDirectory) {
        return new ClusterDirectory(workDirectory.resolve("cluster"));
    }

    ClusterTimeouts times() throws MojoFailureException {
        return new ClusterTimeouts(
                Duration.ofSeconds(atLeast(1, "timeoutSeconds", cluster.timeoutSeconds, 60)),
                Duration.ofSeconds(atLeast(0, "graceSeconds", cluster.graceSeconds, 5)));
    }

    private static int atLeast(int minimum, String name, Integer value, int otherwise) throws MojoFailureException {
        return Check.atLeast(minimum, "mesos.cluster." + name, value == null ? otherwise : value);
    }

    private static Daemons daemons(Release release) throws ClusterException {
        return release.daemons().orElseThrow(() -> ClusterException.noDaemons(release.name()));
    }

    /**
     * Returns what the nodes run in.
     *
     * @param pipeline builds the installation, if there is none and the cluster names none
     * @param javaHome the JDK of the nodes
     */
    ClusterEnvironment environment(Pipeline pipeline, String javaHome) throws Exception {
        Release release = pipeline.request().release();
        daemons(release);
        Map<String, String> environment = InheritedEnvironment.ofDaemons(System.getenv());
        environment.put(BuildPlan.JAVA_HOME, javaHome);
        Path prefix;
        if (cluster.home == null) {
            prefix = pipeline.install().installation().prefix();
        } else {
            pipeline.requireJava();
            prefix = cluster.home.toPath().toAbsolutePath().normalize();
        }
        return ClusterEnvironment.of(release, prefix, environment);
    }

    /** Returns the complete cluster that the parameters describe. */
    Topology topology(Release release) throws ClusterException, MojoFailureException {
        String slaveName = wordForSlave(release);
        requireNoFlagOfOneNode(maven.session().getUserProperties(), slaveName);
        return topology(
                release,
                atLeast(0, "masters", cluster.masters, 1),
                atLeast(0, slaveName + "s", cluster.agents, 1),
                Optional.ofNullable(cluster.zookeeper),
                Optional.empty(),
                roles(Map.of()),
                ports(),
                nodes());
    }

    /** Returns the word that parameters and goals have for a slave and that a release uses. */
    private static String wordForSlave(Release release) throws ClusterException {
        return daemons(release).slave().name().equals("slave") ? "slave" : "agent";
    }

    /** Refuses {@code mesos.flags.NAME}, which only the goals for single nodes read. */
    static void requireNoFlagOfOneNode(Properties user, String slaveName) throws ClusterException {
        for (String name : new TreeSet<>(user.stringPropertyNames())) {
            if (name.startsWith("mesos.flags.")) {
                throw ClusterException.flagOfOneNode(name, slaveName);
            }
        }
    }

    /**
     * Returns one node with the settings of its role.
     *
     * @param flags further flags of the node
     */
    Topology node(
            Release release, Role role, Optional<String> zooKeeper, Optional<String> master, Map<String, String> flags)
            throws ClusterException, MojoFailureException {
        boolean isMaster = role == Role.MASTER;
        return topology(
                release, isMaster ? 1 : 0, isMaster ? 0 : 1, zooKeeper, master, roles(flags), Map.of(), Map.of());
    }

    /** Returns whether a flag sets the port of all masters. */
    boolean masterPortGiven() {
        return entries(cluster.masterFlags).containsKey("port");
    }

    private Topology topology(
            Release release,
            int masters,
            int slaves,
            Optional<String> zooKeeper,
            Optional<String> master,
            Map<Role, NodeSettings> roles,
            Map<String, Integer> ports,
            Map<String, NodeSettings> nodes)
            throws ClusterException, MojoFailureException {
        return Topology.of(
                new Topology.Spec(
                        masters,
                        slaves,
                        zooKeeper,
                        optional(cluster.ensemble),
                        master,
                        optional(cluster.quorum),
                        cluster.ip == null ? Topology.LOOPBACK : cluster.ip,
                        ports,
                        roles,
                        nodes),
                daemons(release).slave().name());
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private Map<String, Integer> ports() throws MojoFailureException {
        Map<String, Integer> ports = new TreeMap<>();
        for (Map.Entry<String, String> entry : entries(cluster.ports).entrySet()) {
            try {
                ports.put(entry.getKey(), Integer.valueOf(entry.getValue().strip()));
            } catch (NumberFormatException e) {
                throw new MojoFailureException("mesos.cluster.ports." + entry.getKey()
                        + " must be a whole number, got '" + entry.getValue() + "'.");
            }
        }
        return ports;
    }

    private Map<Role, NodeSettings> roles(Map<String, String> flags) {
        Map<String, String> environment = entries(cluster.environment);
        Map<String, String> master = new LinkedHashMap<>();
        put(master, "roles", cluster.roles);
        put(master, "credentials", cluster.credentials == null ? null : cluster.credentials.getAbsolutePath());
        put(master, "acls", cluster.acls == null ? null : "file://" + cluster.acls.getAbsolutePath());
        master.putAll(entries(cluster.masterFlags));
        master.putAll(flags);
        Map<String, String> slave = new LinkedHashMap<>();
        put(slave, "resources", cluster.resources);
        put(slave, "attributes", cluster.attributes);
        slave.putAll(entries(cluster.agentFlags));
        slave.putAll(flags);
        return Map.of(
                Role.ZOOKEEPER, new NodeSettings(Map.of(), environment),
                Role.MASTER, new NodeSettings(master, environment),
                Role.SLAVE, new NodeSettings(slave, environment));
    }

    private static void put(Map<String, String> flags, String name, String value) {
        if (value != null) {
            flags.put(name, value);
        }
    }

    private Map<String, NodeSettings> nodes() throws MojoFailureException {
        Map<String, Map<String, String>> flags = byNode("nodeFlags", entries(cluster.nodeFlags));
        Map<String, Map<String, String>> environment = byNode("nodeEnvironment", entries(cluster.nodeEnvironment));
        Map<String, NodeSettings> nodes = new TreeMap<>();
        flags.keySet().forEach(node -> nodes.put(node, NodeSettings.NONE));
        environment.keySet().forEach(node -> nodes.put(node, NodeSettings.NONE));
        nodes.replaceAll((node, none) ->
                new NodeSettings(flags.getOrDefault(node, Map.of()), environment.getOrDefault(node, Map.of())));
        return nodes;
    }

    private static Map<String, Map<String, String>> byNode(String parameter, Map<String, String> entries)
            throws MojoFailureException {
        Map<String, Map<String, String>> byNode = new TreeMap<>();
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            int point = entry.getKey().indexOf('.');
            if (point <= 0 || point == entry.getKey().length() - 1) {
                throw new MojoFailureException("In mesos.cluster." + parameter + ", '" + entry.getKey()
                        + "' is not of the form node.name, such as master-1.quorum.");
            }
            byNode.computeIfAbsent(entry.getKey().substring(0, point), node -> new LinkedHashMap<>())
                    .put(entry.getKey().substring(point + 1), entry.getValue());
        }
        return byNode;
    }

    private static Map<String, String> entries(Map<String, String> map) {
        Map<String, String> entries = new LinkedHashMap<>();
        if (map != null) {
            map.forEach((name, value) -> entries.put(name, value == null ? "" : value));
        }
        return entries;
    }

    /** Returns the class path of ZooKeeper, if a topology has servers of its own. */
    List<Path> zooKeeperClassPath(Topology topology) throws ClusterException {
        if (!(topology.zooKeeper() instanceof ZooKeeper.Embedded)) {
            return List.of();
        }
        String version = cluster.zookeeperVersion == null ? ZOOKEEPER_VERSION : cluster.zookeeperVersion;
        List<String> artifacts = new ArrayList<>(List.of("org.apache.zookeeper:zookeeper:jar:" + version));
        artifacts.addAll(WITH_ZOOKEEPER);
        try {
            return maven.artifacts().classPath(artifacts, "io.netty");
        } catch (IOException | IllegalArgumentException e) {
            throw ClusterException.noZooKeeper(e.getMessage());
        }
    }

    ClusterStarter starter(ClusterEnvironment site) throws MojoFailureException {
        return new ClusterStarter(
                site,
                directory(),
                new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE),
                login(),
                System::nanoTime,
                Clock.systemUTC(),
                Sleeper.REAL,
                console);
    }

    ClusterControl control() throws MojoFailureException {
        return new ClusterControl(
                directory(),
                PipelineFactory.environment().get("PATH"),
                times(),
                login(),
                System::nanoTime,
                Clock.systemUTC(),
                Sleeper.REAL,
                console);
    }

    private Optional<Login> login() throws MojoFailureException {
        return maven.login("mesos.cluster.server", cluster.server);
    }

    /** Publishes a running cluster to the other plugins of the project. */
    void publish(ClusterState state) {
        Properties properties = maven.session().getCurrentProject().getProperties();
        state.published().forEach(properties::setProperty);
    }
}
