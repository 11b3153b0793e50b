package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckTest {
    private static final Host HOST = new Host(
            "m1",
            "10.0.0.1",
            Optional.empty(),
            Platform.of("debian 12"),
            Set.of(Role.ZOOKEEPER, Role.MASTER),
            1,
            HostPorts.USUAL,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            "");
    private static final Description DESCRIPTION = new Description(
            Optional.empty(),
            new Version("0.24.0"),
            Optional.empty(),
            new DeliveryMethod.Packages("http://example.org", Optional.empty(), Optional.empty(), Optional.empty()),
            "/mesos",
            Optional.empty(),
            Map.of(),
            1,
            List.of(HOST),
            List.of());
    private static final NodeTree TREE = new NodeTree(
            HOST,
            List.of(
                    new NodeFile("etc/default/mesos-master", "PORT=5050\nZK=`cat /etc/mesos/zk`\n", NodeFile.PLAIN),
                    new NodeFile("etc/mesos/zk", "zk://u:secret@10.0.0.1:2181/mesos\n", NodeFile.PLAIN),
                    new NodeFile("etc/mesos-master/quorum", "1\n", NodeFile.PLAIN),
                    new NodeFile("etc/password", "one\ntwo\n", NodeFile.SECRET),
                    new NodeFile("etc/zookeeper/conf/zoo.cfg", "a=1\nb=2\nc=3\n", NodeFile.PLAIN)),
            List.of());

    @TempDir
    Path root;

    @BeforeEach
    void apply() throws Exception {
        Files.createDirectories(root.resolve("etc/zookeeper/conf_example"));
        Files.createSymbolicLink(root.resolve("etc/zookeeper/conf"), Path.of("/etc/zookeeper/conf_example"));
        NodeApply apply = NodeApply.to(root, false, InstantSource.fixed(Instant.EPOCH));
        apply.apply(apply.plan(TREE.files()));
    }

    private List<NodeFinding> findings() throws NodeException, InterruptedException {
        return FileCheck.of(DESCRIPTION, TREE, MachineRoot.of(root));
    }

    private void problems(String... sentences) throws NodeException, InterruptedException {
        assertThat(findings()).extracting(NodeFinding::sentence).containsExactly(sentences);
        assertThat(findings())
                .noneMatch(NodeFinding::good)
                .allMatch(finding -> finding.host().equals("m1"));
    }

    private void put(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        boolean made = Files.notExists(root.resolve(path));
        Files.writeString(root.resolve(path), text);
        if (made) {
            Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString(NodeFile.PLAIN));
        }
    }

    @Test
    void whatWasAppliedIsAsDescribed() throws Exception {
        assertThat(findings())
                .containsExactly(new NodeFinding("m1", "files", true, "All 5 files on m1 match the description."));
    }

    @Test
    void aFileThatIsMissingIsNamed() throws Exception {
        Files.delete(root.resolve("etc/mesos-master/quorum"));

        problems("/etc/mesos-master/quorum on m1 is missing.");
    }

    @Test
    void theFirstLineThatDiffersIsShown() throws Exception {
        put("etc/zookeeper/conf_example/zoo.cfg", "a=1\nb=9\nc=9\n");
        problems("/etc/zookeeper/conf/zoo.cfg on m1 differs from the description: line 2 is 'b=9', expected 'b=2'.");

        put("etc/zookeeper/conf_example/zoo.cfg", "a=1\nb=2\n");
        problems("/etc/zookeeper/conf/zoo.cfg on m1 differs from the description: line 3 is '', expected 'c=3'.");

        put("etc/zookeeper/conf_example/zoo.cfg", "a=1\nb=2\nc=3\nd=4\n");
        problems("/etc/zookeeper/conf/zoo.cfg on m1 differs from the description: line 4 is 'd=4', expected ''.");

        put("etc/zookeeper/conf_example/zoo.cfg", "a=1\nb=2\nc=3");
        problems("/etc/zookeeper/conf/zoo.cfg on m1 differs from the description: line 4 is missing, expected ''.");
    }

    @Test
    void passwordsAreNotShown() throws Exception {
        put("etc/mesos/zk", "zk://u:hidden@10.0.0.2:2181/mesos\n");
        put("etc/password", "one\nthree\n");

        problems(
                "/etc/mesos/zk on m1 differs from the description: line 1 is 'zk://u:***@10.0.0.2:2181/mesos', expected"
                        + " 'zk://u:***@10.0.0.1:2181/mesos'.",
                "/etc/password on m1 differs from the description: line 2 differs.");
    }

    @Test
    void valuesOfVariablesAreNotShown() throws Exception {
        put("etc/default/mesos-master", "PORT=5050\nexport WHATEVER=hunter2\n");

        problems("/etc/default/mesos-master on m1 differs from the description: line 2 differs.");
    }

    @Test
    void aWrongModeIsNamed() throws Exception {
        Files.setPosixFilePermissions(root.resolve("etc/password"), PosixFilePermissions.fromString("rw-r--r--"));

        problems("/etc/password on m1 has mode rw-r--r--, expected rw-------.");
    }

    @Test
    void aFlagThatIsNotDescribedIsNamed() throws Exception {
        put("etc/mesos-master/?authenticate", "");
        put("etc/mesos-slave/ip", "no slave is here");

        problems("/etc/mesos-master/?authenticate on m1 is not in the description, but sets --authenticate.");
    }

    @Test
    void aFlagThatIsGivenTwiceIsNamed() throws Exception {
        put("etc/mesos-master/port", "5050");
        put("etc/mesos-master/?no-quiet", "");
        put("etc/default/mesos", "IP=''\nexport MESOS_QUIET=true\nPORT=\n# CLUSTER=x\nCLUSTER=x\n");
        put("etc/mesos-master/ip", "10.0.0.1");
        put("etc/mesos-master/cluster", "x");

        assertThat(findings())
                .extracting(NodeFinding::sentence)
                .contains(
                        "mesos-master on m1 cannot start: the flag 'cluster' is set more than once, by"
                                + " CLUSTER in /etc/default/mesos and by /etc/mesos-master/cluster.",
                        "mesos-master on m1 cannot start: the flag 'port' is set more than once, by"
                                + " PORT in /etc/default/mesos-master and by /etc/mesos-master/port.",
                        "mesos-master on m1 cannot start: the flag 'quiet' is set more than once, by"
                                + " MESOS_QUIET in /etc/default/mesos and by /etc/mesos-master/?no-quiet.")
                .noneMatch(sentence -> sentence.contains("the flag 'ip'"));
    }

    @Test
    void whatIsBuiltFromSourceDoesNotReadTheDefaults() throws Exception {
        Description source = new Description(
                Optional.empty(),
                new Version("0.24.0"),
                Optional.empty(),
                new DeliveryMethod.Source("/opt/mesos"),
                "/mesos",
                Optional.empty(),
                Map.of(),
                1,
                List.of(HOST),
                List.of());
        put("etc/default/mesos-master", "QUORUM=1\nZK=x\nPORT=1\n");
        put("etc/mesos-master/port", "5050");
        put("etc/mesos-master/zk", "zk://10.0.0.1:2181/mesos");

        assertThat(FileCheck.of(source, TREE, MachineRoot.of(root)))
                .extracting(NodeFinding::sentence)
                .filteredOn(sentence -> sentence.contains("more than once"))
                .containsExactly("mesos-master on m1 cannot start: the flag 'zk' is set more than once, by"
                        + " /etc/mesos/zk and by /etc/mesos-master/zk.");
    }

    @Test
    void attributesAreAFileOrADirectoryAndNotBoth() throws Exception {
        Host slave = new Host(
                "s1",
                "10.0.0.2",
                Optional.empty(),
                Platform.of("debian 12"),
                Set.of(Role.SLAVE),
                0,
                HostPorts.USUAL,
                Map.of(),
                Map.of("rack", "a"),
                Map.of(),
                Map.of(),
                "");
        NodeTree tree = new NodeTree(
                slave, List.of(new NodeFile("etc/mesos-slave/attributes/rack", "a\n", NodeFile.PLAIN)), List.of());
        put("etc/mesos-slave/attributes/rack", "a\n");
        assertThat(FileCheck.of(DESCRIPTION, tree, MachineRoot.of(root))).allMatch(NodeFinding::good);

        put("etc/mesos-slave/attributes/floor", "2");
        assertThat(FileCheck.of(DESCRIPTION, tree, MachineRoot.of(root)))
                .extracting(NodeFinding::sentence)
                .containsExactly("/etc/mesos-slave/attributes/floor on s1 is not in the description, but sets"
                        + " --attributes (floor).");
    }

    @Test
    void aSlaveThatWouldNotComeBackIsNamed() throws Exception {
        Description description = Descriptions.read("""
                platform: debian 12
                hosts:
                  - {name: m, address: 10.0.0.1, roles: [zookeeper, master]}
                  - {name: s, address: 10.0.0.2, roles: [slave], attributes: {rack: c}, resources: {cpus: 2}}
                """);
        NodeTree tree = NodeWriter.trees(description).get(1);
        NodeApply apply = NodeApply.to(root, false, InstantSource.fixed(Instant.EPOCH));
        apply.apply(apply.plan(tree.files()));
        RegisteredSlave registered = new RegisteredSlave("10.0.0.2").ranges("ports", 31000, 32000);
        Path work = root.resolve("var/lib/mesos/slave");
        Path latest =
                registered.attribute("rack", "c").scalar("cpus", 2, "*").writeTo(work, "/var/lib/mesos/slave", 5051);
        assertThat(FileCheck.of(description, tree, MachineRoot.of(root))).allMatch(NodeFinding::good);

        Files.delete(latest);
        new RegisteredSlave("10.0.0.2")
                .ranges("ports", 31000, 32000)
                .attribute("rack", "a")
                .scalar("cpus", 4, "*")
                .writeTo(work, "/var/lib/mesos/slave", 5051);
        assertThat(FileCheck.of(description, tree, MachineRoot.of(root)))
                .containsExactly(new NodeFinding(
                        "s",
                        "slave",
                        false,
                        "Values that the slave on s registered with change: attribute rack from a to c; resource cpus from 4 to 2. It"
                                + " would end at its next start with 'Incompatible slave info', because it recovers from"
                                + " /var/lib/mesos/slave/meta/slaves/latest. Undo the change, or let 'mesos:node-apply' with"
                                + " -Dmesos.forgetSlave start it as a new one, which loses its tasks."));
    }

    @Test
    void whatIsNoFileOrGoesRoundIsNamed() throws Exception {
        Files.delete(root.resolve("etc/mesos/zk"));
        Files.createDirectory(root.resolve("etc/mesos/zk"));
        Files.delete(root.resolve("etc/password"));
        Files.createSymbolicLink(root.resolve("etc/password"), Path.of("password"));

        assertThat(findings())
                .extracting(NodeFinding::sentence)
                .hasSize(2)
                .anyMatch(sentence -> sentence.endsWith("etc/mesos/zk is a directory, not a file."))
                .anyMatch(sentence -> sentence.contains("form a loop"));
    }
}
