package io.github.mesosbuild.it;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.node.Description;
import io.github.mesosbuild.node.DescriptionReader;
import io.github.mesosbuild.node.Host;
import io.github.mesosbuild.node.NodeApply;
import io.github.mesosbuild.node.NodeCheck;
import io.github.mesosbuild.node.NodeReport;
import io.github.mesosbuild.node.NodeStore;
import io.github.mesosbuild.node.NodeTree;
import io.github.mesosbuild.node.NodeWriter;
import io.github.mesosbuild.node.WrittenNodes;
import io.github.mesosbuild.node.ZooKeeperIds;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Daemon;
import io.github.mesosbuild.process.DaemonGroup;
import io.github.mesosbuild.process.Signal;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The machines of a description on 127.0.0.1, 127.0.0.2, …, each with a root of its own, into which its written tree is put: a server of
 * ZooKeeper started from its {@code zoo.cfg} and {@code myid}, a master and a slave by its {@code mesos-node}. All end with this.
 */
final class SampleNodes implements AutoCloseable {
    private static final int HOSTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String ZOOKEEPER = "org.apache.zookeeper.server.quorum.QuorumPeerMain";
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final List<String> PLATFORMS = List.of("debian 12", "ubuntu 22.04", "centos 7");

    private final Path directory;
    private final Description description;
    private final List<NodeTree> trees;
    private final DaemonGroup group;
    private final Map<String, Daemon> daemons = new LinkedHashMap<>();
    private final NodeCheck check = new NodeCheck(Duration.ofSeconds(1), Clock.systemUTC());

    /**
     * Writes what the machines need; nothing is started.
     *
     * @param prefix an installation, in which {@code sbin/mesos-master} and {@code sbin/mesos-slave} are
     */
    SampleNodes(Path directory, Path prefix) throws Exception {
        this.directory = directory;
        Path file = Files.writeString(directory.resolve("mesos-nodes.yaml"), text(directory, prefix));
        description = new DescriptionReader(new Version("0.24.0"), directory, ZooKeeperIds.NONE).read(file);
        trees = NodeWriter.trees(description);
        Path written = directory.resolve("nodes");
        NodeStore.write(written, trees);
        for (Host host : description.hosts()) {
            Path root = Files.createDirectories(root(host.name()));
            Files.createDirectories(directory.resolve(host.name()).resolve("log"));
            if (host.platform().hasApt()) {
                link(root, "etc/zookeeper/conf", "/etc/alternatives/zookeeper-conf");
                link(root, "etc/alternatives/zookeeper-conf", "/etc/zookeeper/conf_example");
                Files.createDirectories(root.resolve("etc/zookeeper/conf_example"));
            }
            NodeApply apply = NodeApply.to(root, false, Clock.systemUTC());
            apply.apply(apply.plan(new WrittenNodes(written).files(host.name())));
        }
        group = DaemonGroup.create(
                directory.resolve("watchdog.log"),
                "/usr/bin:/bin",
                Duration.ofSeconds(3),
                System::nanoTime,
                Sleeper.REAL);
    }

    private static void link(Path root, String path, String target) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.createSymbolicLink(root.resolve(path), Path.of(target));
    }

    private static String text(Path directory, Path prefix) throws IOException {
        StringBuilder text = new StringBuilder("cluster: sample\ndelivery:\n  source:\n    prefix: " + prefix
                + "\nenvironment: {all: {NODE_GREETING: \"it's $HOME\"}}\nhosts:\n");
        for (int i = 1; i <= HOSTS; i++) {
            String ip = "127.0.0." + i;
            String own = directory.resolve("h" + i).toString();
            text.append("""
                    - name: h%d
                      address: %s
                      platform: %s
                      roles: [zookeeper, master, slave]
                      ports: {client: %d, peer: %d, election: %d, master: %d, slave: %d}
                      attributes: {rack: r%d}
                      resources: {cpus: 2, mem: 512}
                      flags:
                        master: {work_dir: %s/master, log_dir: %s/log}
                        slave: {work_dir: %s/slave, log_dir: %s/log}
                    """.formatted(
                            i,
                            ip,
                            PLATFORMS.get(i - 1),
                            free(ip),
                            free(ip),
                            free(ip),
                            free(ip),
                            free(ip),
                            i,
                            own,
                            own,
                            own,
                            own));
        }
        return text.toString();
    }

    private static int free(String ip) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ip))) {
            return socket.getLocalPort();
        }
    }

    Path root(String host) {
        return directory.resolve("roots").resolve(host);
    }

    Host host(String name) {
        return description.host(name).orElseThrow();
    }

    String at(String host, Role role) {
        return host(host).address() + ":" + host(host).port(role);
    }

    void startAll() throws Exception {
        for (Role role : Role.values()) {
            for (Host host : description.hosts()) {
                start(host.name(), role);
            }
        }
    }

    void start(String host, Role role) throws Exception {
        Path root = root(host);
        List<String> argv = role == Role.ZOOKEEPER
                ? List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dzookeeper.forceSync=no",
                        "-Dzookeeper.jmx.log4j.disable=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ZOOKEEPER,
                        configuration(host).toString())
                : List.of(
                        root.resolve("usr/local/sbin/mesos-node").toString(), role == Role.MASTER ? "master" : "slave");
        Map<String, String> environment =
                Map.of("PATH", "/usr/bin:/bin", "MESOS_NODE_ROOT", root.toString(), "MESOS_PORT", "1");
        daemons.put(host + role, start(host + "-" + role, argv, environment));
    }

    /** Starts a process that ends with this JVM even if the JVM is killed, although mesos-node removes the group's cookie from its environment. */
    private Daemon start(String name, List<String> argv, Map<String, String> environment) throws Exception {
        List<String> bound = new ArrayList<>();
        if (Files.isExecutable(SETPRIV)) {
            bound.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL"));
        }
        bound.addAll(argv);
        Path log = Files.createDirectories(directory.resolve("logs")).resolve(name + ".log");
        return group.start(new Command(name, bound, directory, environment, log, Duration.ZERO, Duration.ZERO));
    }

    /** Writes zoo.cfg again with the root as a prefix of the data directory, because ZooKeeper runs outside of the root here. */
    private Path configuration(String host) throws IOException {
        Path root = root(host);
        boolean apt = host(host).platform().hasApt();
        Path conf = root.resolve("etc/zookeeper").resolve(apt ? "conf_example" : "conf");
        Path data = Files.createDirectories(root.resolve("var/lib/zookeeper"));
        if (apt) {
            Files.deleteIfExists(data.resolve("myid"));
            Files.createSymbolicLink(data.resolve("myid"), conf.resolve("myid"));
        }
        String text = Files.readString(conf.resolve("zoo.cfg"));
        if (!text.contains("\ndataDir=/var/lib/zookeeper\n")) {
            throw new IOException("The data directory is another one:\n" + text);
        }
        return Files.writeString(
                directory.resolve(host + "-zoo.cfg"),
                text.replace("\ndataDir=/var/lib/zookeeper\n", "\ndataDir=" + data + "\n"));
    }

    /** Kills a daemon and waits for its end. */
    void kill(String host, Role role) throws Exception {
        Daemon daemon = daemons.get(host + role);
        Signal.KILL.send(daemon.identity());
        while (daemon.isAlive()) {
            Thread.sleep(10);
        }
    }

    void restart(String host, Role role) throws Exception {
        kill(host, role);
        start(host, role);
    }

    void signal(String host, Role role, Signal signal) throws Exception {
        signal.send(daemons.get(host + role).identity());
    }

    /** Returns the environment that a daemon was started with (proc_pid_environ(5)). */
    List<String> environment(String host, Role role) throws IOException {
        long pid = daemons.get(host + role).identity().pid();
        return List.of(Files.readString(Path.of("/proc/" + pid + "/environ")).split("\0"));
    }

    /** Initializes the masters' logs. Otherwise the first leader of a version up to 0.25 can wait a minute for the others (MESOS-3280). */
    void initializeLogs(Path prefix) throws Exception {
        for (Host host : description.hosts(Role.MASTER)) {
            Path work = Files.createDirectories(Path.of(host.flags(Role.MASTER).get("work_dir")));
            Daemon initialize = start(
                    "initialize-" + host.name(),
                    List.of(
                            prefix.resolve("bin/mesos-log").toString(),
                            "initialize",
                            "--path=" + work.resolve("replicated_log")),
                    Map.of("PATH", "/usr/bin:/bin", "LIBPROCESS_IP", host.address()));
            within(() -> !initialize.isAlive(), () -> "No log is made" + logs());
        }
    }

    /** Waits until a daemon has exited. */
    void awaitEnd(String host, Role role) throws Exception {
        within(() -> !daemons.get(host + role).isAlive(), () -> host + " " + role + " goes on" + logs());
    }

    private interface Condition {
        boolean isMet() throws Exception;
    }

    private interface Complaint {
        String text() throws Exception;
    }

    private static void within(Condition condition, Complaint complaint) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.isMet()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(complaint.text());
            }
            Thread.sleep(100);
        }
    }

    /** Starts a slave with flags that are not described. */
    Daemon startStranger(Path prefix, String ip, int port) throws Exception {
        Daemon stranger = start(
                "stranger",
                List.of(
                        prefix.resolve("sbin/mesos-slave").toString(),
                        "--master=" + description.zooKeeperUrl(),
                        "--ip=" + ip,
                        "--port=" + port,
                        "--work_dir=" + directory.resolve("stranger")),
                Map.of("PATH", "/usr/bin:/bin"));
        daemons.put("stranger", stranger);
        return stranger;
    }

    NodeReport report() throws Exception {
        Map<String, Path> roots = new LinkedHashMap<>();
        description.hosts().forEach(host -> roots.put(host.name(), root(host.name())));
        return check.check(description, trees, Optional.empty(), roots);
    }

    /** Waits until the report contains exactly these problems. */
    void await(String... problems) throws Exception {
        within(
                () -> Set.copyOf(report().problems()).equals(Set.of(problems)),
                () -> "Expected " + List.of(problems) + " and found " + report().problems() + logs());
    }

    /** Waits until the report contains a problem. */
    void awaitProblem(String problem) throws Exception {
        within(
                () -> report().problems().contains(problem),
                () -> "Expected " + problem + " and found " + report().problems() + logs());
    }

    private String logs() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> logs = Files.list(directory.resolve("logs"))) {
            for (Path log : logs.sorted().toList()) {
                List<String> lines = Files.readAllLines(log);
                text.append("\n== ").append(log).append('\n');
                lines.subList(Math.max(0, lines.size() - 15), lines.size())
                        .forEach(line -> text.append(line).append('\n'));
            }
        }
        return text.toString();
    }

    String log(String host, Role role) throws IOException {
        return Files.readString(directory.resolve("logs").resolve(host + "-" + role + ".log"));
    }

    /** Returns the text of a machine's file. */
    String text(String host, String path) throws IOException {
        return Files.readString(root(host).resolve(path));
    }

    void put(String host, String path, String text) throws IOException {
        Files.writeString(root(host).resolve(path), text);
    }

    void mode(String host, String path, String mode) throws IOException {
        Files.setPosixFilePermissions(root(host).resolve(path), PosixFilePermissions.fromString(mode));
    }

    @Override
    public void close() {
        group.close();
    }
}
