package io.github.mesosbuild.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.ClusterControl;
import io.github.mesosbuild.cluster.ClusterDirectory;
import io.github.mesosbuild.cluster.ClusterEnvironment;
import io.github.mesosbuild.cluster.ClusterListener;
import io.github.mesosbuild.cluster.ClusterStarter;
import io.github.mesosbuild.cluster.ClusterStatus;
import io.github.mesosbuild.cluster.ClusterTimeouts;
import io.github.mesosbuild.cluster.NodeSettings;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.cluster.RunningCluster;
import io.github.mesosbuild.cluster.StartedNode;
import io.github.mesosbuild.cluster.Topology;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Daemons;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs a cluster as Mesos 1.x forms it: of agents, and of masters of which only the leader reports the state. */
@Tag("long")
@Timeout(300)
class SampleAgentsTest {
    private static final ClusterTimeouts TIMES = new ClusterTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(5));

    private static final Daemons DAEMONS = new Daemons(
            new Daemons.Daemon("master", "sbin/sample-master", "/master/health", "/master/state", List.of(), List.of()),
            new Daemons.Daemon(
                    "agent",
                    "sbin/sample-slave",
                    "/slave(1)/health",
                    "/slave(1)/state",
                    List.of(),
                    List.of(new Daemons.Flags(
                            Daemons.When.ALWAYS, "it is shared", Map.of("runtime_dir", "{workDirectory}/runtime")))));

    @TempDir
    static Path shared;

    private static Path prefix;

    @TempDir
    Path directory;

    @BeforeAll
    static void install() throws Exception {
        SampleTree tree =
                SampleTree.unpack(SampleArchive.read(SampleBuildTest.RELEASE).pack(), shared.resolve("tree"));
        tree.configure();
        SampleTree.Result installed = tree.make("-j2", "install");
        assertThat(installed.status()).as(installed.output()).isZero();
        prefix = tree.prefix();
    }

    private ClusterDirectory place() {
        return new ClusterDirectory(directory.resolve("cluster"));
    }

    private ClusterControl control() {
        return new ClusterControl(
                place(),
                "/usr/bin:/bin",
                TIMES,
                System::nanoTime,
                Clock.systemUTC(),
                Sleeper.REAL,
                ClusterListener.SILENT);
    }

    private RunningCluster start() throws Exception {
        ClusterEnvironment site = new ClusterEnvironment(
                "sample 1.0.0",
                DAEMONS,
                prefix,
                Optional.empty(),
                Map.of("PATH", "/usr/bin:/bin"),
                true,
                new ClusterEnvironment.Host(false, false),
                Path.of(System.getProperty("java.home"), "bin", "java"));
        Topology topology = Topology.of(
                new Topology.Spec(
                        3,
                        2,
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Topology.LOOPBACK,
                        Map.of(),
                        Map.of(),
                        Map.of("slave-2", new NodeSettings(Map.of("attributes", "rack:2"), Map.of()))),
                "agent");
        List<Path> zooKeeper = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return new ClusterStarter(
                        site,
                        place(),
                        new Supervisor(System::nanoTime, Sleeper.REAL, Duration.ofSeconds(1)),
                        System::nanoTime,
                        Clock.systemUTC(),
                        Sleeper.REAL,
                        ClusterListener.SILENT)
                .start(topology, zooKeeper, TIMES);
    }

    private ClusterStatus await(Predicate<ClusterStatus> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            ClusterStatus status = control().status();
            if (condition.test(status)) {
                return status;
            }
            assertThat(System.nanoTime()).as(status.json()).isLessThan(end);
            Thread.sleep(50);
        }
    }

    @Test
    void threeMastersThatRedirectElectAnotherLeaderWhenTheirsIsKilled() throws Exception {
        try (RunningCluster running = start()) {
            ClusterStatus before = control().status();
            assertThat(before.problems()).isEmpty();
            assertThat(before.nodes())
                    .filteredOn(node -> node.member().node().role() == Role.MASTER)
                    .extracting(ClusterStatus.NodeStatus::status)
                    .containsExactlyInAnyOrder("leader", "follower", "follower");
            assertThat(before.slaves()).hasSize(2);
            assertThat(before.state().members(Role.SLAVE))
                    .allSatisfy(agent -> assertThat(agent.node().argv())
                            .contains(
                                    "--runtime_dir=" + agent.node().directory().resolve("work/runtime")));
            assertThat(before.json()).contains("\"role\": \"agent\"", "\"agents\": [");

            StartedNode killed = control().kill("leader");
            ClusterStatus after = await(status -> status.leader().isPresent()
                    && !status.leader().equals(before.leader())
                    && status.slaves().stream().filter(agent -> agent.active()).count() == 2);
            assertThat(after.problems()).containsExactly(killed.node().name() + " has exited.");

            control().restart(killed.node().name());
            assertThat(await(ClusterStatus::healthy).leader()).isEqualTo(after.leader());

            assertThat(control().kill("slave-2").node().name()).isEqualTo("agent-2");
            assertThat(control().restart("agent-2").node().argv()).contains("--attributes=rack:2");
            assertThat(await(ClusterStatus::healthy).problems()).isEmpty();
        } finally {
            control().stop(false);
        }
    }
}
