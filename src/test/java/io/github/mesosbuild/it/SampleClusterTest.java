package io.github.mesosbuild.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mesosbuild.api.MesosCluster;
import io.github.mesosbuild.api.MesosClusterExtension;
import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.cluster.ClusterDirectory;
import io.github.mesosbuild.cluster.ClusterEnvironment;
import io.github.mesosbuild.cluster.ClusterException;
import io.github.mesosbuild.cluster.ClusterListener;
import io.github.mesosbuild.cluster.ClusterStarter;
import io.github.mesosbuild.cluster.ClusterState;
import io.github.mesosbuild.cluster.ClusterStatus;
import io.github.mesosbuild.cluster.ClusterTimeouts;
import io.github.mesosbuild.cluster.NodeSettings;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.RunningCluster;
import io.github.mesosbuild.cluster.StartedNode;
import io.github.mesosbuild.cluster.Topology;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.it.SampleTree.Result;
import io.github.mesosbuild.process.InheritedEnvironment;
import io.github.mesosbuild.process.MarkedProcess;
import io.github.mesosbuild.process.ProcessIdentity;
import io.github.mesosbuild.process.Signal;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Daemons;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs clusters of the sample release's daemons. {@code -Dmesos.test.rounds=50} starts and stops 50 clusters. */
@Tag("long")
@Timeout(300)
class SampleClusterTest {
    private static final int ROUNDS = Integer.getInteger("mesos.test.rounds", 5);
    private static final ClusterTimeouts TIMES = new ClusterTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(5));
    private static final String LOOPBACK = "127.0.0.1";

    private static final Daemons DAEMONS = new Daemons(
            new Daemons.Daemon(
                    "master",
                    "sbin/sample-master",
                    "/master/health",
                    "/master/state.json",
                    List.of("bin/sample-log", "initialize", "--path={workDirectory}/log"),
                    List.of(new Daemons.Flags(
                            Daemons.When.ALWAYS,
                            "it is compiled in",
                            Map.of("webui_dir", "{prefix}/share/sample/webui")))),
            new Daemons.Daemon(
                    "slave",
                    "sbin/sample-slave",
                    "/slave(1)/health",
                    "/slave(1)/state.json",
                    List.of(),
                    List.of(
                            new Daemons.Flags(
                                    Daemons.When.ALWAYS,
                                    "it is compiled in",
                                    Map.of("launcher_dir", "{prefix}/libexec/sample")),
                            new Daemons.Flags(
                                    Daemons.When.ORDINARY_USER,
                                    "only root can run tasks as another user",
                                    Map.of("switch_user", "false", "unknown_to_it", "1")))));

    @TempDir
    static Path shared;

    private static Path prefix;

    @TempDir
    Path directory;

    private final List<String> heard = new ArrayList<>();
    private Consumer<String> whileWaiting = what -> {};
    private ClusterDirectory place;

    @BeforeAll
    static void install() throws Exception {
        SampleTree tree =
                SampleTree.unpack(SampleArchive.read(SampleBuildTest.RELEASE).pack(), shared.resolve("tree"));
        tree.configure();
        Result installed = tree.make("-j2", "install");
        assertThat(installed.status()).as(installed.output()).isZero();
        prefix = tree.prefix();
    }

    @BeforeEach
    void choosePlace() {
        place = new ClusterDirectory(directory.resolve("cluster"));
    }

    @AfterEach
    void stop() throws Exception {
        control(place).stop(false);
        assertThat(carriers(place)).isEmpty();
    }

    private final class Heard implements ClusterListener {
        @Override
        public void waitingForCluster(Path lockFile) {
            heard.add("lock");
        }

        @Override
        public void started(StartedNode member) {
            heard.add("started " + member.node().name());
        }

        @Override
        public void flagsChosen(List<String> nodes, Map<String, String> flags, String because) {
            heard.add(String.join(",", nodes) + " " + flags + " " + because);
        }

        @Override
        public void waiting(String what, Duration elapsed) {
            if (!heard.contains(what)) {
                heard.add(what);
            }
            whileWaiting.accept(what);
        }

        @Override
        public void portsTaken(String node) {
            heard.add("port of " + node);
        }

        @Override
        public void unended(List<Long> pids) {
            heard.add("unended " + pids);
        }
    }

    private ClusterEnvironment site(Path installation, boolean root) {
        return new ClusterEnvironment(
                "sample 1.0.0",
                DAEMONS,
                installation,
                Optional.of(installation.resolve("lib/libsample.so")),
                Map.of("PATH", "/usr/bin:/bin", "MESOS_PORT", "1", "HOME", directory.toString()),
                root,
                new ClusterEnvironment.Host(false, false),
                Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    private ClusterStarter starter(ClusterDirectory where, Path installation, boolean root) {
        return starter(where, site(installation, root));
    }

    private ClusterStarter starter(ClusterDirectory where, ClusterEnvironment site) {
        return new ClusterStarter(
                site,
                where,
                new Supervisor(System::nanoTime, Sleeper.REAL, Duration.ofSeconds(1)),
                System::nanoTime,
                Clock.systemUTC(),
                Sleeper.REAL,
                new Heard());
    }

    private ClusterControl control(ClusterDirectory where) {
        return new ClusterControl(
                where, "/usr/bin:/bin", TIMES, System::nanoTime, Clock.systemUTC(), Sleeper.REAL, new Heard());
    }

    private static Topology topology(int masters, int slaves, Map<Role, NodeSettings> roles) throws ClusterException {
        return Topology.of(
                new Topology.Spec(
                        masters,
                        slaves,
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        LOOPBACK,
                        Map.of(),
                        roles,
                        Map.of()),
                "slave");
    }

    private RunningCluster start(int masters, int slaves) throws Exception {
        return starter(place, prefix, true).start(topology(masters, slaves, Map.of()), zooKeeper(), TIMES);
    }

    /** The class path of this JVM, which contains ZooKeeper and its dependencies. */
    private static List<Path> zooKeeper() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** The processes with the mark of a cluster in their environment. */
    private static List<String> carriers(ClusterDirectory where) throws IOException {
        List<String> carriers = new ArrayList<>();
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            for (Path entry : entries.filter(e -> e.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                try {
                    String environment = Files.readString(entry.resolve("environ"), StandardCharsets.ISO_8859_1);
                    if (environment.contains("MESOS_MAVEN_PLUGIN_CLUSTER=" + where.root() + "\0")) {
                        carriers.add(Files.readString(entry.resolve("cmdline")).replace('\0', ' '));
                    }
                } catch (IOException gone) {
                    continue;
                }
            }
        }
        return carriers;
    }

    private static String get(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String launch(StartedNode slave, String command) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(slave.node().address().url("/sample/launch")).toURL().openConnection();
        connection.setDoOutput(true);
        connection
                .getOutputStream()
                .write(("command="
                                + URLEncoder.encode(command, StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                        .getBytes(StandardCharsets.UTF_8));
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private ClusterStatus await(Predicate<ClusterStatus> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            ClusterStatus status = control(place).status();
            if (condition.test(status)) {
                return status;
            }
            assertThat(System.nanoTime()).as(status.json()).isLessThan(end);
            Thread.sleep(50);
        }
    }

    @Test
    void aClusterIsReadyWhenItsSlavesHaveRegisteredAndLeavesNothing() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ClusterState state;
            try (RunningCluster running = start(1, 1)) {
                state = running.state();
                assertThat(place.read()).contains(state);
                String master = get(state.masterUrl().orElseThrow() + "/master/state.json");
                assertThat(master)
                        .contains(
                                "\"activated_slaves\":1",
                                "slave(1)@"
                                        + state.members(Role.SLAVE)
                                                .get(0)
                                                .node()
                                                .address());
                assertThat(running.ended()).isEmpty();
            }
            ClusterControl.Stopped stopped = control(place).stop(false);
            assertThat(stopped.nodes()).isEmpty();
            assertThat(carriers(place)).isEmpty();
            for (StartedNode member : state.members()) {
                new ServerSocket(member.node().address().port(), 1, InetAddress.getByName(LOOPBACK)).close();
            }
            try (Stream<Path> left = Files.list(place.root())) {
                assertThat(left)
                        .containsExactlyInAnyOrder(
                                place.logs(), place.report(), place.root().resolve(".mesos-cluster"));
            }
        }
    }

    @Test
    void threeMastersElectAnotherLeaderWhenTheirsIsKilled() throws Exception {
        try (RunningCluster running = start(3, 2)) {
            ClusterStatus before = control(place).status();
            assertThat(before.problems()).isEmpty();
            assertThat(before.slaves()).hasSize(2);
            assertThat(before.nodes().stream().map(ClusterStatus.NodeStatus::status))
                    .containsExactlyInAnyOrder(
                            "leader",
                            "follower",
                            "follower",
                            "leader",
                            "follower",
                            "follower",
                            "registered",
                            "registered");

            StartedNode killed = control(place).kill("leader");

            ClusterStatus after = await(status -> status.leader().isPresent()
                    && !status.leader().equals(before.leader())
                    && status.slaves().stream().filter(slave -> slave.active()).count() == 2);
            assertThat(after.problems()).containsExactly(killed.node().name() + " has exited.");
            String url = after.state()
                    .member(after.leader().orElseThrow())
                    .orElseThrow()
                    .node()
                    .address()
                    .url("");
            assertThat(after.url()).contains(url);
            assertThat(after.json()).contains("\"url\": \"" + url + "\"");
            assertThat(place.read().orElseThrow().published()).containsEntry("mesos.running.url", url);
            assertThat(place.shellFile()).content().contains("export MESOS_CLUSTER_URL=" + url + "\n");
            assertThat(control(place).masterUrl()).contains(url);
            assertThat(control(place).followLeader()).as("known already").isEmpty();
            assertThat(running.ended()).hasSize(1);
            assertThat(running.ended().get(0).sentence())
                    .startsWith(killed.node().name() + " was killed by signal 9 after ");

            control(place).restart(killed.node().name());
            assertThat(await(ClusterStatus::healthy).leader()).isEqualTo(after.leader());
        }
    }

    @Test
    void aNodeThatEndsDuringTheStartIsReportedAtOnceAndTheClusterIsStopped() throws Exception {
        NodeSettings wrong = new NodeSettings(Map.of("zk", "host"), Map.of());
        long began = System.nanoTime();
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> starter(place, prefix, true)
                        .start(topology(1, 1, Map.of(Role.MASTER, wrong)), List.of(), TIMES))
                .matches(e -> e.kind() == ClusterException.Kind.ENDED)
                .withMessageMatching("(?s)master-1 exited with code 1 after [\\d.]+ s\\. The last lines of "
                        + Pattern.quote(place.logs().resolve("master-1.log").toString())
                        + ":\n.*Failed to parse 'host'.*");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(carriers(place)).isEmpty();
        assertThat(place.read()).isEmpty();
    }

    @Test
    void aClusterThatIsNotReadyInTimeReportsWhatIsMissing() throws Exception {
        NodeSettings nowhere = new NodeSettings(Map.of("master", "127.0.0.1:1"), Map.of());
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> starter(place, prefix, true)
                        .start(
                                topology(1, 2, Map.of(Role.SLAVE, nowhere)),
                                List.of(),
                                new ClusterTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(5))))
                .matches(e -> e.kind() == ClusterException.Kind.NOT_READY)
                .withMessageStartingWith(
                        "The cluster was not ready within 1 s; still waiting for slave-1 and slave-2 to register"
                                + " (0 of 2 registered). The last lines of ");
        assertThat(carriers(place)).isEmpty();
    }

    @Test
    void aSecondClusterInTheSameDirectoryIsRefused() throws Exception {
        try (RunningCluster running = start(1, 0)) {
            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> start(1, 0))
                    .matches(e -> e.kind() == ClusterException.Kind.RUNNING);
            assertThat(running.ended()).isEmpty();
        }
    }

    @Test
    void clustersSideBySideDoNotInterfere() throws Exception {
        ClusterDirectory other = new ClusterDirectory(directory.resolve("other"));
        try (RunningCluster one = start(1, 2);
                RunningCluster two = starter(other, prefix, true).start(topology(1, 1, Map.of()), List.of(), TIMES)) {
            assertThat(control(place).status().slaves()).hasSize(2);
            assertThat(control(other).status().slaves()).hasSize(1);
            assertThat(control(other).stop(false).nodes()).containsExactly("master-1", "slave-1");
            assertThat(control(place).status().healthy()).isTrue();
            assertThat(carriers(other)).isEmpty();
        }
    }

    @Test
    void tasksInOtherSessionsEndWithTheClusterAndTheirLogsAreKept() throws Exception {
        try (RunningCluster running = start(1, 1)) {
            StartedNode slave = running.state().members(Role.SLAVE).get(0);
            launch(slave, "echo out; echo err >&2; (setsid sleep 300 &) ; exec sleep 300");
            Path work = slave.node().directory().resolve("work");
            await(status -> textOf(work, "stdout").equals("out\n")
                    && textOf(work, "stderr").equals("err\n"));
            await(status -> sleepers() == 2);

            ClusterControl.Stopped stopped = control(place).stop(false);

            assertThat(carriers(place)).isEmpty();
            assertThat(stopped.gathered()).isEqualTo(2);
            assertThat(textOf(place.logs(), "stdout")).isEqualTo("out\n");
            assertThat(work).doesNotExist();
        }
    }

    private long sleepers() {
        try {
            return carriers(place).stream()
                    .filter(line -> line.startsWith("sleep "))
                    .count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static String textOf(Path tree, String name) {
        try (Stream<Path> files = Files.walk(tree)) {
            Optional<Path> file = files.filter(
                            path -> path.getFileName().toString().equals(name))
                    .findFirst();
            return file.isPresent() ? Files.readString(file.get()) : "";
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void aPausedNodeIsReportedAndCanBeResumedOrStopped() throws Exception {
        try (RunningCluster running = start(1, 1)) {
            control(place).pause("slave-1");
            assertThat(control(place).status().problems()).containsExactly("slave-1 is paused.");
            control(place).resume("slave-1");
            await(ClusterStatus::healthy);
            control(place).pause("master-1");
            assertThat(control(place).stop(false).nodes()).containsExactly("master-1", "slave-1");
        }
    }

    @Test
    void theFilesFollowTheLeaderAfterAFault() throws Exception {
        try (RunningCluster running = start(3, 0)) {
            StartedNode paused = control(place).pause("leader");
            ClusterState state = control(place).followLeader().orElseThrow();
            assertThat(state.leader()).isNotEqualTo(running.state().leader());
            assertThat(place.read()).contains(state);
            assertThat(control(place).status().url()).isEqualTo(state.masterUrl());
            control(place).stop(false);
            assertThat(paused.process().isAlive()).isFalse();
        }
    }

    @Test
    void withoutAMasterThereIsNoUrl() throws Exception {
        try (RunningCluster running = start(1, 1)) {
            control(place).kill("master-1");
            assertThat(control(place).followLeader()).isEmpty();
            assertThat(control(place).status().url()).isEmpty();
        }
    }

    @Test
    void aNodeThatEndsWhenItIsResumedIsReported() throws Exception {
        try (RunningCluster running = start(1, 1)) {
            StartedNode slave = control(place).pause("slave-1");
            Signal.TERM.send(slave.process());
            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> control(place).resume("slave-1"))
                    .matches(e -> e.kind() == ClusterException.Kind.RESUMED)
                    .withMessageStartingWith("slave-1 was resumed and has exited.");
        }
    }

    @Test
    void theDirectoryCanHaveAnyNameThatTheLocaleCanExpress() throws Exception {
        place = new ClusterDirectory(directory.resolve("cl\u00fcster \u6f22"));
        Map<String, String> environment = new TreeMap<>(InheritedEnvironment.ofDaemons(Map.of("LC_ALL", "C.UTF-8")));
        environment.putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", directory.toString()));
        ClusterEnvironment site = site(prefix, true);
        ClusterStarter starter = starter(
                place,
                new ClusterEnvironment(
                        site.release(),
                        site.daemons(),
                        site.prefix(),
                        site.library(),
                        environment,
                        site.root(),
                        site.system(),
                        site.java()));
        try (RunningCluster running = starter.start(topology(3, 1, Map.of()), zooKeeper(), TIMES)) {
            assertThat(control(place).status().problems()).isEmpty();
            assertThat(place.root().resolve("nodes/zookeeper-1/data/version-2")).isDirectory();
        }
    }

    @Test
    void aWorkDirectoryThatOutlivesTheClusterKeepsItsPort() throws Exception {
        Path work = directory.resolve("work");
        Map<Role, NodeSettings> kept =
                Map.of(Role.SLAVE, new NodeSettings(Map.of("work_dir", work.toString()), Map.of()));
        int port;
        try (RunningCluster running = starter(place, prefix, true).start(topology(1, 1, kept), List.of(), TIMES)) {
            port = running.state().members(Role.SLAVE).get(0).node().address().port();
            control(place).stop(false);
        }
        try (RunningCluster running = starter(place, prefix, true).start(topology(1, 1, kept), List.of(), TIMES)) {
            assertThat(running.state()
                            .members(Role.SLAVE)
                            .get(0)
                            .node()
                            .address()
                            .port())
                    .isEqualTo(port);
            control(place).stop(false);
        }
        Path latest = work.resolve("meta/slaves/latest");
        Files.createDirectories(latest);
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
            assertThat(taken.isBound()).isTrue();
            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> starter(place, prefix, true).start(topology(1, 1, kept), List.of(), TIMES))
                    .matches(e -> e.kind() == ClusterException.Kind.PORT)
                    .withMessage("Cannot use port " + port
                            + " for slave-1: another process listens on it. slave-1 had this port"
                            + " when it last used " + work
                            + ", and cannot recover with another one. To start it without its tasks,"
                            + " remove " + latest + ".");
        }
    }

    @Test
    void aClusterWithoutItsStateFileCanBeStopped() throws Exception {
        RunningCluster running = start(1, 1);
        running.release();
        Files.delete(place.stateFile());
        assertThat(carriers(place)).hasSize(2);

        ClusterControl.Stopped stopped = control(place).stop(false);

        assertThat(stopped.nodes()).isEmpty();
        assertThat(stopped.others())
                .extracting(MarkedProcess::pid)
                .containsExactlyInAnyOrderElementsOf(running.state().members().stream()
                        .map(member -> member.process().pid())
                        .toList());
        assertThat(stopped.others())
                .extracting(MarkedProcess::program)
                .containsExactlyInAnyOrder("sample-master", "sample-slave");
        assertThat(carriers(place)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00fc", "\\uZZZZ", "state.nodes=x"})
    void aClusterWithADamagedStateFileIsStoppedAndAnotherCanStart(String damage) throws Exception {
        RunningCluster running = start(1, 1);
        running.release();
        Files.writeString(place.stateFile(), damage, StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> control(place).status())
                .matches(e -> e.kind() == ClusterException.Kind.NOT_RUNNING);
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> start(1, 1))
                .matches(e -> e.kind() == ClusterException.Kind.RUNNING);

        assertThat(control(place).stop(false).others()).hasSize(2);

        assertThat(carriers(place)).isEmpty();
        assertThat(place.stateFile()).doesNotExist();
    }

    @Test
    void aForeignProcessInTheStateFileIsLeftAlone() throws Exception {
        Process foreign = new ProcessBuilder("sleep", "300").start();
        try (RunningCluster running = start(1, 1)) {
            StartedNode slave = running.state().members(Role.SLAVE).get(0);
            ProcessIdentity other = ProcessIdentity.of(foreign.pid()).orElseThrow();
            Properties state = new Properties();
            state.load(Files.newBufferedReader(place.stateFile()));
            state.setProperty("state.slave-1.pid", String.valueOf(other.pid()));
            state.setProperty("state.slave-1.processStarted", other.started());
            state.store(Files.newBufferedWriter(place.stateFile()), null);

            for (ThrowingCallable harm : List.<ThrowingCallable>of(
                    () -> control(place).kill("slave-1"), () -> control(place).pause("slave-1"))) {
                assertThatExceptionOfType(ClusterException.class)
                        .isThrownBy(harm)
                        .matches(e -> e.kind() == ClusterException.Kind.NO_NODE);
            }
            assertThat(control(place).status().problems()).contains("slave-1 has exited.");
            ClusterControl.Stopped stopped = control(place).stop(false);
            assertThat(stopped.nodes()).containsExactly("master-1");
            assertThat(stopped.gone()).containsExactly("slave-1");
            assertThat(slave.process().isAlive()).isFalse();
            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    void noClusterIsStartedBesideOneWithoutItsStateFile() throws Exception {
        RunningCluster running = start(1, 1);
        running.release();
        Files.delete(place.stateFile());

        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> start(1, 1))
                .matches(e -> e.kind() == ClusterException.Kind.RUNNING)
                .withMessageContaining("are still running, but its state file is missing.");
        assertThat(carriers(place)).hasSize(2);
    }

    @Test
    void theStartWaitsForAWatchdogThatIsEndingACluster() throws Exception {
        RunningCluster before = start(1, 1);
        before.release();
        control(place).kill("slave-1");
        whileWaiting = what -> {
            if (what.equals("the processes of an earlier cluster to exit")) {
                before.state().members().stream()
                        .flatMap(member -> ProcessHandle.of(member.process().pid()).stream())
                        .forEach(ProcessHandle::destroyForcibly);
            }
        };
        try (RunningCluster running = start(1, 1)) {
            assertThat(heard).contains("the processes of an earlier cluster to exit");
            assertThat(control(place).status().problems()).isEmpty();
        }
    }

    @Test
    void aDirectoryWithOtherLogsIsLeftAlone() throws Exception {
        Path theirs = Files.createDirectories(place.logs()).resolve("theirs.log");
        Files.writeString(theirs, "precious");
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> start(1, 1))
                .matches(e -> e.kind() == ClusterException.Kind.DIRECTORY)
                .withMessage(place.logs() + " was not created by a cluster, and starting one would delete it.");
        assertThat(theirs).hasContent("precious");
    }

    @Test
    void aShutdownHookCleansUpLikeStop() throws Exception {
        try (RunningCluster running = start(1, 1)) {
            control(place).stopAtExit(false);
            assertThat(carriers(place)).isEmpty();
            assertThat(place.read()).isEmpty();
            assertThat(place.root().resolve("nodes")).doesNotExist();
        }
    }

    @Test
    void aQuorumSetAsAFlagIsCheckedToo() throws Exception {
        NodeSettings half = new NodeSettings(Map.of("quorum", "1"), Map.of());
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> starter(place, prefix, true)
                        .start(topology(3, 1, Map.of(Role.MASTER, half)), zooKeeper(), TIMES))
                .matches(e -> e.kind() == ClusterException.Kind.TOPOLOGY);
        assertThat(heard).isEmpty();
    }

    @Test
    void aSlaveThatTheLeaderLacksIsNotHealthy() throws Exception {
        try (RunningCluster running = start(1, 1)) {
            control(place).kill("master-1");
            control(place).pause("slave-1");
            control(place).restart("master-1");
            control(place).resume("slave-1");
            await(ClusterStatus::healthy);
            control(place).pause("slave-1");
            await(status -> status.slaves().isEmpty());
            assertThat(control(place).status().problems()).containsExactly("slave-1 is paused.");
        }
    }

    @Test
    void stoppingWithoutAClusterIsNoError() throws Exception {
        assertThat(control(place).stop(false))
                .isEqualTo(new ClusterControl.Stopped(List.of(), List.of(), List.of(), 0, place.logs()));
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> control(place).status())
                .matches(e -> e.kind() == ClusterException.Kind.NOT_RUNNING);
    }

    @Test
    void aMovedInstallationRunsAsAnOrdinaryUser() throws Exception {
        Path moved = directory.resolve("moved");
        assertThat(new ProcessBuilder("cp", "-a", prefix.toString(), moved.toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.writeString(moved.resolve("share/sample/webui/index.html"), "moved");
        try (RunningCluster running = starter(place, moved, false).start(topology(1, 1, Map.of()), List.of(), TIMES)) {
            assertThat(get(running.state().masterUrl().orElseThrow() + "/")).isEqualTo("moved");
            assertThat(heard).contains("slave-1 {switch_user=false} only root can run tasks as another user");
            assertThat(running.state().members(Role.SLAVE).get(0).node().argv())
                    .contains("--switch_user=false", "--launcher_dir=" + moved + "/libexec/sample");
        }
    }

    @Test
    void theReplicatedLogsOfNewMastersAreInitializedBeforeTheyStart() throws Exception {
        Path moved = directory.resolve("with-log");
        assertThat(new ProcessBuilder("cp", "-a", prefix.toString(), moved.toString())
                        .start()
                        .waitFor())
                .isZero();
        Path tool = moved.resolve("bin/sample-log");
        Files.writeString(
                tool, "#!/bin/sh\necho \"$1\" > \"${2#--path=}\"; echo no space; exit $(cat " + directory + "/code)\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(directory.resolve("code"), "0");
        try (RunningCluster running = starter(place, moved, true).start(topology(2, 0, Map.of()), zooKeeper(), TIMES)) {
            for (StartedNode master : running.state().members(Role.MASTER)) {
                assertThat(master.node().directory().resolve("work/log")).hasContent("initialize");
            }
            control(place).stop(false);
        }
        try (RunningCluster alone = starter(place, moved, true).start(topology(1, 0, Map.of()), List.of(), TIMES)) {
            StartedNode master = alone.state().members(Role.MASTER).get(0);
            assertThat(master.node().directory().resolve("work/log")).doesNotExist();
            control(place).stop(false);
        }
        Files.writeString(directory.resolve("code"), "3");
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> starter(place, moved, true).start(topology(2, 0, Map.of()), zooKeeper(), TIMES))
                .matches(e -> e.kind() == ClusterException.Kind.ENDED)
                .withMessageStartingWith(
                        "Cannot initialize the replicated log of master-1: " + tool + " initialize --path=")
                .withMessageEndingWith(" exited with code 3 and printed: no space");
        assertThat(carriers(place)).isEmpty();
    }

    @Test
    void anotherSlaveJoinsARunningCluster() throws Exception {
        try (RunningCluster running = start(1, 1)) {
            String master = running.state().frameworkMaster().orElseThrow();
            Topology slave = Topology.of(
                    new Topology.Spec(
                            0,
                            1,
                            Optional.empty(),
                            OptionalInt.empty(),
                            Optional.of(master),
                            OptionalInt.empty(),
                            LOOPBACK,
                            Map.of(),
                            Map.of(),
                            Map.of()),
                    "slave");
            try (RunningCluster more = starter(place, prefix, true).add(slave, TIMES)) {
                assertThat(more.state().members())
                        .extracting(member -> member.node().name())
                        .containsExactly("master-1", "slave-1", "slave-2");
                assertThat(await(ClusterStatus::healthy).slaves()).hasSize(2);
            }
        }
    }

    @Test
    void aPortSetAsAFlagIsTriedBeforeAnythingStarts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            NodeSettings busy = new NodeSettings(Map.of("port", String.valueOf(taken.getLocalPort())), Map.of());
            assertThatExceptionOfType(ClusterException.class)
                    .isThrownBy(() -> starter(place, prefix, true)
                            .start(topology(1, 0, Map.of(Role.MASTER, busy)), List.of(), TIMES))
                    .matches(e -> e.kind() == ClusterException.Kind.PORT);
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void aTestCanStartItsOwnCluster() throws Exception {
        Path recipe = directory.resolve("recipe.yaml");
        Files.writeString(
                recipe,
                Files.readString(Path.of("src/it/sample/sample.yaml"))
                        .replace("@directory@", "https://nowhere.example/")
                        .replaceFirst("(?s)\nkeys:.*?\n\n", "\n"));
        MesosCluster.Builder builder = MesosCluster.of(prefix)
                .recipe(recipe)
                .slaves(2)
                .masterFlag("cluster", "own")
                .resources("cpus:2;mem:64")
                .resources("slave-2", "cpus:3")
                .nodeFlag("slave-1", "attributes", "rack:1")
                .directory(directory);
        MesosClusterExtension extension = new MesosClusterExtension(builder);
        extension.beforeAll(null);
        try {
            MesosCluster cluster = (MesosCluster) extension.resolveParameter(null, null);
            assertThat(get(cluster.url() + "/master/state.json"))
                    .contains("\"activated_slaves\":2", "\"cluster\":\"own\"");
            assertThat(cluster.state().members())
                    .isNotEmpty()
                    .allSatisfy(member -> assertThat(member.node().environment())
                            .containsEntry("JAVA_HOME", System.getProperty("java.home")));
            List<String> ofFirst =
                    cluster.state().member("slave-1").orElseThrow().node().argv();
            assertThat(ofFirst).contains("--resources=cpus:2;mem:64", "--attributes=rack:1");
            List<String> ofSecond =
                    cluster.state().member("slave-2").orElseThrow().node().argv();
            assertThat(ofSecond).contains("--resources=cpus:3").doesNotContain("--attributes=rack:1");
            assertThat(cluster.nativeLibrary()).hasValue(prefix.resolve("lib/libsample.so"));
            cluster.pause("slave-2");
            assertThat(cluster.status().problems()).containsExactly("slave-2 is paused.");
        } finally {
            extension.afterAll(null);
        }
        assertThat(carriers(place)).isEmpty();
        assertThat(place.report().resolve("index.html")).content().contains("Ended cleanly", "was paused on purpose");
    }

    @Test
    void aStartThatFailsInAnyWayLeavesNothingInTheTemporaryDirectory() throws Exception {
        Path recipe = directory.resolve("recipe.yaml");
        Files.writeString(
                recipe,
                Files.readString(Path.of("src/it/sample/sample.yaml"))
                        .replace("@directory@", "https://nowhere.example/")
                        .replaceFirst("(?s)\nkeys:.*?\n\n", "\n"));
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        String before = System.setProperty("java.io.tmpdir", temporary.toString());
        try {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> MesosCluster.of(prefix)
                            .recipe(recipe)
                            .environment("not=valid", "x")
                            .start());
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void theLogsOfAFailedTestAreKept() throws Exception {
        Path recipe = directory.resolve("recipe.yaml");
        Files.writeString(
                recipe,
                Files.readString(Path.of("src/it/sample/sample.yaml"))
                        .replace("@directory@", "https://nowhere.example/")
                        .replaceFirst("(?s)\nkeys:.*?\n\n", "\n"));
        for (boolean fails : List.of(false, true)) {
            MesosClusterExtension extension =
                    new MesosClusterExtension(MesosCluster.of(prefix).recipe(recipe));
            extension.beforeAll(null);
            MesosCluster cluster = (MesosCluster) extension.resolveParameter(null, null);
            Path logs = cluster.logs();
            try {
                assertThat(logs.resolve("slave-1.log")).exists();
                if (fails) {
                    extension.testFailed(null, new AssertionError());
                }
            } finally {
                extension.afterAll(null);
            }
            assertThat(Files.exists(logs.resolve("slave-1.log"))).isEqualTo(fails);
            if (fails) {
                assertThat(logs.resolveSibling("nodes")).doesNotExist();
                Trees.delete(logs.getParent().getParent());
            }
        }
    }
}
