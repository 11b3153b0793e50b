package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mesosbuild.cluster.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Several masters and slaves of one description on one machine. */
class InstancesTest {
    private static final String FIRST =
            "- {name: node1, address: 10.0.0.1, roles: [zookeeper, master, slave], attributes: {disk: hdd}}\n";
    private static final String SECOND = "- {name: node1-ssd, address: 10.0.0.1, instance: ssd, roles: [master, slave],"
            + " attributes: {disk: ssd}, ports: {master: 5060, slave: 5061}}\n";

    @TempDir
    Path directory;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(directory.resolve("root").toAbsolutePath()).toRealPath();
    }

    private Description descriptionOf024(String... hosts) throws Exception {
        return description("0.24.0", hosts);
    }

    private Description description(String version, String... hosts) throws Exception {
        return Descriptions.read("version: " + version + "\nplatform: debian 12\ndelivery: {source: {prefix: '"
                + directory.toRealPath() + "/opt'}}\nhosts:\n" + String.join("", hosts));
    }

    private static NodeTree tree(Description description, String name) {
        return NodeWriter.trees(description).stream()
                .filter(tree -> tree.host().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> paths(NodeTree tree) {
        return tree.files().stream().map(NodeFile::path).toList();
    }

    private static String script(NodeTree tree, String name) {
        return tree.script(name).text();
    }

    private void apply(NodeTree tree) throws Exception {
        NodeApply apply = NodeApply.to(root, false, Clock.systemUTC());
        apply.apply(apply.plan(tree.files()));
    }

    private String run(Path script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MESOS_NODE_ROOT", root.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    @Test
    void anInstanceHasFilesDirectoriesAndAServiceOfItsOwn() throws Exception {
        Description description = descriptionOf024(FIRST, SECOND);
        List<String> first = paths(tree(description, "node1"));
        List<String> second = paths(tree(description, "node1-ssd"));
        assertThat(second)
                .contains(
                        "etc/mesos-master-ssd/quorum",
                        "etc/mesos-slave-ssd/attributes/disk",
                        "etc/default/mesos-master-ssd",
                        "etc/default/mesos-slave-ssd",
                        "etc/systemd/system/mesos-master-ssd.service",
                        "etc/systemd/system/mesos-slave-ssd.service");
        assertThat(second.stream().filter(first::contains))
                .containsExactly("etc/mesos/zk", "usr/local/sbin/mesos-node");
        assertThat(NodeFlags.of(description, host(description, "node1-ssd"), Role.SLAVE))
                .containsEntry("work_dir", "/var/lib/mesos/slave-ssd")
                .containsEntry("log_dir", "/var/log/mesos/ssd")
                .containsEntry("cgroups_root", "mesos-ssd")
                .containsEntry("docker_kill_orphans", "false")
                .containsEntry("port", "5061")
                .containsEntry("hostname", "10.0.0.1");
        assertThat(NodeFlags.of(description, host(description, "node1-ssd"), Role.MASTER))
                .containsEntry("work_dir", "/var/lib/mesos/master-ssd")
                .containsEntry("port", "5060");
        assertThat(NodeFlags.of(description, host(description, "node1"), Role.SLAVE))
                .containsEntry("docker_kill_orphans", "false")
                .doesNotContainKey("cgroups_root")
                .containsEntry("work_dir", "/var/lib/mesos/slave");
        assertThat(NodeFlags.of(descriptionOf024(FIRST), host(descriptionOf024(FIRST), "node1"), Role.SLAVE))
                .doesNotContainKey("docker_kill_orphans");
        assertThat(script(tree(description, "node1-ssd"), "restart.sh"))
                .contains("    mesos-slave-ssd)\n            systemctl restart mesos-slave-ssd\n")
                .doesNotContain("restart mesos-slave\n");
        assertThat(script(tree(description, "node1-ssd"), "install.sh"))
                .contains(
                        "tidy etc/mesos-slave-ssd/attributes\n",
                        "check_slave mesos-slave-ssd etc/mesos-slave-ssd\n",
                        "check_registry mesos-master-ssd /var/lib/mesos/master-ssd\n",
                        "run systemctl enable mesos-master-ssd mesos-slave-ssd\n");
        assertThat(script(tree(description, "node1-ssd"), "README.md"))
                .contains("systemctl kill --kill-who=main --signal=USR1 mesos-slave-ssd");
    }

    /** From 1.1 on, a slave keeps the state of its containers outside its work directory too. */
    @Test
    void anInstanceHasARuntimeDirectoryOfItsOwn() throws Exception {
        for (String version : List.of("0.24.0", "1.0.4")) {
            Description before = description(version, FIRST, SECOND);
            assertThat(NodeFlags.of(before, host(before, "node1-ssd"), Role.SLAVE))
                    .doesNotContainKey("runtime_dir");
        }
        Description description = description("1.1.0", FIRST, SECOND);
        assertThat(NodeFlags.of(description, host(description, "node1-ssd"), Role.SLAVE))
                .containsEntry("runtime_dir", "/var/run/mesos-ssd");
        assertThat(NodeFlags.of(description, host(description, "node1"), Role.SLAVE))
                .doesNotContainKey("runtime_dir");
        assertThat(NodeFlags.of(description, host(description, "node1-ssd"), Role.MASTER))
                .doesNotContainKey("runtime_dir");
    }

    private static Host host(Description description, String name) {
        return description.host(name).orElseThrow();
    }

    @Test
    void serversOfAMachineDoNotTouchEachOther() throws Exception {
        Description description = descriptionOf024(FIRST, SECOND);
        NodeTree first = tree(description, "node1");
        NodeTree second = tree(description, "node1-ssd");
        apply(first);
        apply(second);
        NodeApply apply = NodeApply.to(root, false, Clock.systemUTC());
        assertThat(apply.plan(first.files()).isEmpty()).isTrue();
        assertThat(apply.plan(second.files()).isEmpty()).isTrue();
        for (NodeTree tree : List.of(first, second)) {
            assertThat(FileCheck.of(description, tree, MachineRoot.of(root))).allMatch(NodeFinding::good);
        }
        Path stranger = Files.writeString(root.resolve("etc/mesos-slave-ssd/gc_delay"), "1days\n");
        assertThat(apply.plan(first.files()).isEmpty()).isTrue();
        assertThat(apply.plan(second.files()).diff())
                .anyMatch(line -> line.contains("etc/mesos-slave-ssd/" + stranger.getFileName()));
    }

    @Test
    void starterReadsTheFlagsOfTheInstance() throws Exception {
        Description description = descriptionOf024(FIRST, SECOND);
        apply(tree(description, "node1"));
        apply(tree(description, "node1-ssd"));
        for (String daemon : List.of("mesos-master", "mesos-slave")) {
            Path program = directory.resolve("opt/sbin/" + daemon);
            Files.createDirectories(program.getParent());
            Files.writeString(program, "#!/bin/sh\necho \"${0##*/}\" \"$@\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString(NodeFile.PROGRAM));
        }
        Path starter = root.resolve("usr/local/sbin/mesos-node");
        assertThat(run(starter, "slave"))
                .startsWith("mesos-slave --master=zk://10.0.0.1:2181/mesos ")
                .contains("--work_dir=/var/lib/mesos/slave ", "--attributes=disk:hdd")
                .doesNotContain("ssd");
        assertThat(run(starter, "slave-ssd"))
                .startsWith("mesos-slave --master=zk://10.0.0.1:2181/mesos ")
                .contains("--work_dir=/var/lib/mesos/slave-ssd ", "--port=5061 ", "--attributes=disk:ssd");
        assertThat(run(starter, "master-ssd"))
                .startsWith("mesos-master --zk=zk://10.0.0.1:2181/mesos ")
                .contains("--work_dir=/var/lib/mesos/master-ssd");
        assertThat(run(starter, "slave-")).contains("usage: mesos-node (master|slave)[-INSTANCE]");
    }

    @Test
    void formerInstancesAreRetiredAndOthersAreNot() throws Exception {
        Path services = Files.createDirectories(root.resolve("etc/systemd/system"));
        Path wants = Files.createDirectories(services.resolve("multi-user.target.wants"));
        for (String name :
                List.of("mesos-master", "mesos-slave", "mesos-slave-ssd", "mesos-slave-old", "mesos-slave-mine")) {
            String head = name.endsWith("mine") ? "# Of others.\n" : "# Written by mesos:node-config.\n";
            Path service = Files.writeString(services.resolve(name + ".service"), head);
            Files.createSymbolicLink(wants.resolve(name + ".service"), service);
        }
        Description both = descriptionOf024(FIRST, SECOND);
        for (String host : List.of("node1", "node1-ssd")) {
            assertThat(listed(both, host)).as(host).containsExactly("mesos-slave-old enabled");
        }
        assertThat(listed(descriptionOf024(FIRST), "node1"))
                .containsExactly("mesos-slave-old enabled", "mesos-slave-ssd enabled");
    }

    private List<String> listed(Description description, String host) throws Exception {
        Path script = Files.writeString(
                directory.resolve("retire.sh"), script(tree(description, host), RetiredServices.SCRIPT));
        return run(script, "--list").lines().toList();
    }

    static Stream<Arguments> refused() {
        String slave = "- {name: b, address: 10.0.0.1, instance: b, roles: slave";
        return Stream.of(
                Arguments.of(
                        slave + "}",
                        "hosts[1]: Port 5051 on b is used for both the slave of node1 and the slave of b."),
                Arguments.of(
                        slave + ", ports: {slave: 2181}}",
                        "hosts[1]: Port 2181 on b is used for both ZooKeeper clients of node1 and the slave of b."),
                Arguments.of(
                        "- {name: b, address: 10.0.0.1, instance: b, roles: zookeeper, ports: {client: 2182, peer: 2889,"
                                + " election: 3889}}",
                        "hosts[1].instance: A machine runs one ZooKeeper server, which has no instance. A further one needs a"
                                + " machine or a container with an address of its own."),
                Arguments.of(
                        slave + ", platform: ubuntu 14.04, ports: {slave: 5061}}",
                        "hosts[1].instance: Several servers of a kind on one machine need systemd, which ubuntu 14.04 does not"
                                + " have."),
                Arguments.of(
                        slave + ", platform: debian 13, ports: {slave: 5061}}",
                        "hosts[1]: b and node1 are one machine, but have different platforms."),
                Arguments.of(
                        slave.replace("instance: b", "instance: B_1") + "}",
                        "hosts[1].instance: 'B_1' is not a name of up to 32 lower-case letters, digits and hyphens, such as b or"
                                + " ssd."),
                Arguments.of(
                        slave + ", ports: {slave: 5061}}\n" + slave.replace("name: b", "name: c")
                                + ", ports: {slave: 5062}}",
                        "hosts[2].address: The address '10.0.0.1' is already used by b. Describe a machine once, with all its roles."
                                + " A further master or slave on that machine needs an 'instance' of its own, for example"
                                + " instance: b."));
    }

    @ParameterizedTest
    @MethodSource
    void refused(String host, String problem) {
        assertThatExceptionOfType(DescriptionException.class)
                .isThrownBy(() -> descriptionOf024(FIRST, host + "\n"))
                .satisfies(e -> assertThat(e.problems()).contains(problem));
    }

    @Test
    void oneWorkDirectoryForTwoSlavesIsRefused() {
        String flags = "flags: {slave: {work_dir: /srv/mesos}}";
        assertThatExceptionOfType(DescriptionException.class)
                .isThrownBy(() -> descriptionOf024(FIRST, SECOND, flags + "\n"))
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly(
                                "hosts[1]: node1-ssd and node1 are one machine, and cannot share --work_dir=/srv/mesos."
                                        + " Give each a directory of its own."));
    }

    @Test
    void workDirectoryMayNotBeTheUsualOneOfTheOtherServer() {
        String second = SECOND.replace("}}\n", "}, flags: {slave: {work_dir: /var/lib/mesos/slave}}}\n");
        assertThatExceptionOfType(DescriptionException.class)
                .isThrownBy(() -> descriptionOf024(FIRST, second))
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly("hosts[1]: node1-ssd and node1 are one machine, and cannot share"
                                + " --work_dir=/var/lib/mesos/slave. Give each a directory of its own."));
    }

    @Test
    void slaveThatWouldNotComeBackIsFoundByItsOwnState() throws Exception {
        String work = "/var/lib/mesos/slave-ssd";
        new RegisteredSlave("10.0.0.1")
                .ranges("ports", 31000, 32000)
                .attribute("disk", "nvme")
                .writeTo(root.resolve(work.substring(1)), work, 5061);
        Description description = descriptionOf024(FIRST, SECOND);
        NodeApply apply = NodeApply.to(root, false, Clock.systemUTC());
        assertThat(apply.plan(tree(description, "node1").files()).forgetsSlave())
                .isFalse();
        assertThatExceptionOfType(NodeException.class)
                .isThrownBy(() -> apply.plan(tree(description, "node1-ssd").files()))
                .withMessage(
                        "Values that the slave-ssd registered with change: attribute disk from nvme to ssd. It would end"
                                + " at its next start with 'Incompatible slave info', because it recovers from " + work
                                + "/meta/slaves/latest.");
    }

    @Test
    void machineIsKnownByTheAddressThatItsDaemonsAdvertise() throws Exception {
        Description description = descriptionOf024(FIRST, SECOND);
        List<NodeFile> files = tree(description, "node1-ssd").files();
        assertThat(NodeApply.addresses(files)).containsExactly("10.0.0.1");
        assertThat(new ThisMachine("node1", Set.of("10.0.0.1")).is("10.0.0.1")).isTrue();
        assertThat(new ThisMachine("node2", Set.of("10.0.0.2")).is("10.0.0.1")).isFalse();
    }

    @Test
    void slavesThatOfferTheWholeMachineAreWarnedAbout() throws Exception {
        String resources = ", resources: {cpus: 2, mem: 1024, disk: 1000, ports: [31000-31500]}}\n";
        assertThat(descriptionOf024(FIRST, SECOND.replace("}}\n", "}" + resources))
                        .warnings())
                .contains(
                        "The slave of node1 shares its machine with another one, but the description does not set its resources"
                                + " cpus, mem, disk, ports. It offers those of the whole machine. Set them in 'resources'.")
                .noneMatch(warning -> warning.contains("slave of node1-ssd"));
        assertThat(descriptionOf024(FIRST).warnings()).noneMatch(warning -> warning.contains("shares its machine"));
    }

    @Test
    void packagesRunOneServerOfAKind() throws Exception {
        Files.writeString(directory.resolve("key.asc"), Descriptions.KEY);
        assertThatExceptionOfType(DescriptionException.class)
                .isThrownBy(() -> Descriptions.read(
                        "platform: debian 12\ndelivery: {packages: {url: 'http://packages.example.com', key: key.asc}}\n"
                                + "hosts:\n" + FIRST + SECOND,
                        directory,
                        ZooKeeperIds.NONE))
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly(
                                "hosts[1].instance: The packages run one master and one slave on a machine. For several,"
                                        + " use the delivery 'source'."));
    }

    @Test
    void addressMayBeTheNameOfTheOtherServerOfTheMachine() throws Exception {
        Description description = descriptionOf024(
                "- {name: b, address: node1, instance: b, roles: slave, ports: {slave: 5061}}\n",
                "- {name: node1, roles: [zookeeper, master, slave]}\n");
        assertThat(description.onMachineOf(host(description, "node1")))
                .extracting(Host::name)
                .containsExactly("b", "node1");
        assertThat(Map.of("b", "-b", "node1", ""))
                .allSatisfy((name, suffix) ->
                        assertThat(host(description, name).suffix()).isEqualTo(suffix));
    }
}
