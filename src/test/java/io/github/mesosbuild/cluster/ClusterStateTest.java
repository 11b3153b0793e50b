package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mesosbuild.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterStateTest {
    private static StartedNode member(String name, Role role, int port) {
        ClusterNode node = new ClusterNode(
                name,
                role,
                new ClusterNode.Address("127.0.0.1", port),
                Path.of("/c/nodes", name),
                Path.of("/c/logs", name + ".log"),
                List.of("/p/sbin/mesos-x", "--a=b c", "--d=e\nf"),
                Map.of("PATH", "/bin", "X.Y", "a=b"));
        return new StartedNode(node, new ProcessIdentity(4_000_000 + port, "77", "boot"), "cookie", Instant.EPOCH);
    }

    private static ClusterState state(Optional<String> zooKeeper) {
        return new ClusterState(
                "mesos 0.24.0",
                Path.of("/p"),
                Optional.of(Path.of("/p/lib/libmesos.so")),
                zooKeeper,
                Optional.empty(),
                "slave",
                zooKeeper.map(url -> "master-1"),
                new ClusterState.Paths("/health", "/master/state.json", "/slave(1)/state.json"),
                List.of(member("master-1", Role.MASTER, 5050), member("slave-1", Role.SLAVE, 5051)));
    }

    @Test
    void aStateIsReadAsItWasWritten(@TempDir Path directory) throws IOException {
        ClusterDirectory cluster = new ClusterDirectory(directory.resolve("cluster"));
        for (ClusterState state : List.of(state(Optional.empty()), state(Optional.of("zk://127.0.0.1:2181/mesos")))) {
            cluster.write(state);
            assertThat(cluster.read()).contains(state);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cluster.stateFile())))
                .isEqualTo("rw-------");
        cluster.forget();
        assertThat(cluster.read()).isEmpty();
        assertThat(cluster.shellFile()).doesNotExist();
    }

    @Test
    void anIncompleteStateIsIgnored(@TempDir Path directory) throws IOException {
        ClusterDirectory cluster = new ClusterDirectory(directory);
        Map<String, String> half = new TreeMap<>(state(Optional.empty()).properties());
        half.remove("state.slave-1.pid");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusterState.of(half))
                .withMessage("'state.slave-1.pid' is missing");
        Files.writeString(cluster.stateFile(), "state.release=x\n");
        assertThat(cluster.read()).isEmpty();
    }

    @Test
    void theValuesForTests() {
        assertThat(state(Optional.empty()).published())
                .containsEntry("mesos.running.master", "127.0.0.1:5050")
                .containsEntry("mesos.running.url", "http://127.0.0.1:5050")
                .containsEntry("mesos.running.slaves", "127.0.0.1:5051")
                .containsEntry("mesos.running.slave-1.log", "/c/logs/slave-1.log")
                .containsEntry("mesos.native.library", "/p/lib/libmesos.so")
                .doesNotContainKey("mesos.running.zk");
        assertThat(state(Optional.of("zk://a:1/mesos")).published())
                .containsEntry("mesos.running.master", "zk://a:1/mesos")
                .containsEntry("mesos.running.zk", "zk://a:1/mesos");
    }

    @Test
    void slavesArePublishedAndFoundAsAgentsToo() {
        ClusterState state = state(Optional.empty());
        assertThat(state.published())
                .containsEntry("mesos.running.agents", "127.0.0.1:5051")
                .containsEntry("mesos.running.agent-1.log", "/c/logs/slave-1.log")
                .containsEntry("mesos.running.agent-1.port", "5051");
        assertThat(state.member("agent-1")).isEqualTo(state.member("slave-1")).isPresent();
        assertThat(state.member("agent-2")).isEmpty();

        ClusterState agents = state.with(member("agent-2", Role.SLAVE, 5052));
        assertThat(agents.published())
                .containsEntry("mesos.running.slaves", "127.0.0.1:5051,127.0.0.1:5052")
                .containsEntry("mesos.running.slave-2.log", "/c/logs/agent-2.log");
        assertThat(agents.member("slave-2").map(member -> member.node().name())).contains("agent-2");
        assertThat(agents.member("slave-1")).isNotEqualTo(agents.member("slave-2"));
    }

    @Test
    void aRoleHasTheWordOfItsRelease() {
        ClusterState state = state(Optional.empty());
        assertThat(state.members())
                .extracting(member -> state.roleOf(member.node()))
                .containsExactly("master", "slave");
    }

    @Test
    void theVariablesForAShell() {
        assertThat(state(Optional.of("zk://a:1/mesos")).shell()).isEqualTo("""
                        # mesos 0.24.0
                        export MESOS_CLUSTER_MASTER=zk://a:1/mesos
                        export MESOS_CLUSTER_URL=http://127.0.0.1:5050
                        export MESOS_CLUSTER_ZK=zk://a:1/mesos
                        export MESOS_NATIVE_JAVA_LIBRARY=/p/lib/libmesos.so
                        export LIBPROCESS_IP=127.0.0.1
                        """);
    }

    @Test
    void aRestartedNodeReplacesItsPredecessor() {
        StartedNode again = member("master-1", Role.MASTER, 5060);
        StartedNode other = member("slave-2", Role.SLAVE, 5052);
        ClusterState changed = state(Optional.empty()).with(again).with(other);
        assertThat(changed.members())
                .extracting(member ->
                        member.node().name() + " " + member.node().address().port())
                .containsExactly("master-1 5060", "slave-1 5051", "slave-2 5052");
    }

    @Test
    void processesFromAnotherBootAreNotAlive() {
        assertThat(state(Optional.empty()).isAlive()).isFalse();
    }
}
