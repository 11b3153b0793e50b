package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The init script of a slave on Debian 7, with a real start-stop-daemon and a daemon that sleeps. */
class SysvScriptTest {
    @TempDir
    Path directory;

    private Path pidFile;
    private Process stranger;

    @BeforeEach
    void write() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/sbin/start-stop-daemon")), "start-stop-daemon is part of dpkg");
        pidFile = directory.resolve("mesos-slave.pid");
        Files.copy(Path.of("/bin/sleep"), directory.resolve("mesos-slave"));
        Path node = Files.writeString(
                directory.resolve("mesos-node"), "#!/bin/sh\nexec " + directory.resolve("mesos-slave") + " 300\n");
        Description description = Descriptions.read("""
                platform: debian 7
                delivery: {source: {prefix: /opt/mesos}}
                zookeeper: zk://10.9.0.1:2181/mesos
                hosts:
                - {name: node1, address: 10.1.0.1, roles: [master, slave]}
                """);
        String text = NodeWriter.trees(description).get(0).files().stream()
                .filter(file -> file.path().equals("etc/init.d/mesos-slave"))
                .findFirst()
                .orElseThrow()
                .text();
        Path script = Files.writeString(
                directory.resolve("init"),
                text.replace("/var/run/", directory + "/")
                        .replace("/usr/local/sbin/mesos-node", node.toString())
                        .replace("--user root", "--user " + System.getProperty("user.name")));
        for (Path program : List.of(node, script, directory.resolve("mesos-slave"))) {
            assertThat(program.toFile().setExecutable(true)).isTrue();
        }
        stranger = new ProcessBuilder("sleep", "300").start();
    }

    @AfterEach
    void stop() throws Exception {
        if (stranger != null) {
            init("stop");
            stranger.destroyForcibly().waitFor();
        }
    }

    @Test
    void aStaleNumberIsNotTakenForTheDaemon() throws Exception {
        Files.writeString(pidFile, stranger.pid() + "\n");
        assertThat(init("status")).isNotZero();
        assertThat(init("stop")).isZero();
        Files.writeString(pidFile, stranger.pid() + "\n");
        assertThat(init("start")).isZero();
        awaitDaemon();
        assertThat(init("status")).isZero();
        assertThat(init("restart")).isZero();
        awaitDaemon();
        assertThat(stranger.isAlive()).isTrue();
        assertThat(init("stop")).isZero();
        assertThat(init("status")).isNotZero();
    }

    private void awaitDaemon() throws Exception {
        while (!Files.exists(pidFile)
                || !Files.readString(Path.of("/proc", Files.readString(pidFile).strip(), "comm"))
                        .equals("mesos-slave\n")) {
            Thread.sleep(10);
        }
    }

    private int init(String argument) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "/bin/sh", directory.resolve("init").toString(), argument)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
