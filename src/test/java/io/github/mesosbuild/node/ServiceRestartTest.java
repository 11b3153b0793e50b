package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ServiceRestartTest {
    @TempDir
    Path directory;

    private final ServiceRestart restart =
            new ServiceRestart(new Supervisor(System::nanoTime, Sleeper.REAL, Duration.ofSeconds(1)));

    private Path log() {
        return directory.resolve("logs/restart.log");
    }

    private List<String> run(String script) throws Exception {
        return restart.run(
                Files.writeString(directory.resolve("restart.sh"), script), Map.of("PATH", "/nowhere"), log());
    }

    @Test
    void whatTheScriptWritesIsTold() throws Exception {
        assertThat(run("echo one; echo two >&2; command -v sh >/dev/null && echo three"))
                .containsExactly("one", "two", "three");
    }

    @Test
    void whatOldInitScriptsStartGoesOn() throws Exception {
        long pid = Long.parseLong(run("sleep 300 >/dev/null 2>&1 & echo $!").get(0));
        ProcessHandle service = ProcessHandle.of(pid).orElseThrow();
        try {
            assertThat(service.isAlive()).isTrue();
        } finally {
            service.destroyForcibly();
        }
    }

    @Test
    void aServiceThatDoesNotRestartIsAFailure() {
        assertThatExceptionOfType(NodeException.class)
                .isThrownBy(() -> run("echo 'mesos-master: unrecognized service'; exit 3"))
                .matches(e -> e.kind() == NodeException.Kind.RESTART)
                .withMessage(directory.resolve("restart.sh") + " failed with exit status 3. Its output is in " + log()
                        + ":\n    mesos-master: unrecognized service");
    }

    @Test
    void withoutTheScriptNothingIsRestarted() {
        assertThatExceptionOfType(NodeException.class)
                .isThrownBy(() -> restart.run(directory.resolve("missing"), Map.of(), log()))
                .matches(e -> e.kind() == NodeException.Kind.NO_TREE);
        assertThat(log()).doesNotExist();
    }

    @Test
    void aMachineIsKnownByItsNameOrAddress() throws IOException {
        ThisMachine machine = new ThisMachine("m1.example.org", Set.of("10.0.0.1"));
        assertThat(machine.isCalled("m1.example.org")).isTrue();
        assertThat(machine.isCalled("M1")).isTrue();
        assertThat(machine.isCalled("m1.example.com")).isFalse();
        assertThat(machine.isCalled("m11")).isFalse();
        assertThat(new ThisMachine("", Set.of()).isCalled("")).isFalse();
        assertThat(ThisMachine.find().addresses()).noneMatch(address -> address.startsWith("127."));
    }

    @Test
    void anExactAddressOrNameWinsAndATieIsNoMatch() throws Exception {
        Description description = Descriptions.read("""
                platform: debian 12
                hosts:
                - {name: node1.dc1.example.com, address: 10.1.0.1, roles: [master, slave]}
                - {name: node1.dc2.example.com, address: 10.2.0.1, roles: [slave]}
                - {name: node2.dc1.example.com, address: 10.1.0.2, roles: [slave]}
                zookeeper: zk://10.9.0.1:2181/mesos
                """);
        assertThat(here(description, "node1", "10.2.0.1")).contains("node1.dc2.example.com");
        assertThat(here(description, "node1.dc2.example.com", "10.9.9.9")).contains("node1.dc2.example.com");
        assertThat(here(description, "node2", "10.9.9.9")).contains("node2.dc1.example.com");
        assertThat(here(description, "node1", "10.9.9.9"))
                .as("it could be either")
                .isEmpty();
    }

    @Test
    void allServersOfAMachineAreFound() throws Exception {
        Description description = Descriptions.read("""
                platform: debian 12
                hosts:
                - {name: node1, address: 10.1.0.1, roles: [master, slave]}
                - {name: node1-b, address: 10.1.0.1, instance: b, roles: [slave], ports: {slave: 5052}}
                - {name: node2, address: 10.1.0.2, roles: [slave]}
                zookeeper: zk://10.9.0.1:2181/mesos
                """);
        assertThat(here(description, "x", "10.1.0.1")).containsExactly("node1", "node1-b");
        assertThat(here(description, "node1.example.com", "10.9.9.9")).containsExactly("node1", "node1-b");
        assertThat(here(description, "node2", "10.9.9.9")).containsExactly("node2");
    }

    private static List<String> here(Description description, String name, String address) {
        return new ThisMachine(name, Set.of(address))
                .among(description).stream().map(Host::name).toList();
    }
}
