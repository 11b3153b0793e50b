package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.cluster.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the scripts with programs that record how they were called. */
@Tag("long")
class ScriptsTest {

    @TempDir
    Path directory;

    private Path root;
    private Path programs;
    private Path log;

    @BeforeEach
    void writePrograms() throws IOException {
        root = Files.createDirectories(directory.resolve("root"));
        programs = Files.createDirectories(directory.resolve("programs"));
        log = Files.createFile(directory.resolve("log"));
        program("id", "case $* in -u | -g) echo 0 ;; *) exit 1 ;; esac");
        program("chroot", """
                root=$1
                shift
                case $1 in
                    id) exit 0 ;;
                    dpkg) exit 1 ;;
                esac
                case "$1 $2" in
                    'systemctl is-active') echo active; exit 0 ;;
                    'initctl status') echo "$3 start/running, process 7"; exit 0 ;;
                esac
                echo "$*" >> '%s'
                case "$1 $2" in
                    'rpm -q') exit 1 ;;
                esac
                """.formatted(log));
        for (String name : List.of("systemctl", "service", "initctl")) {
            program(name, "echo \"" + name + " $*\" >> '" + log + "'");
        }
    }

    private void program(String name, String lines) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Ran(int exitCode, String output) {}

    private Ran run(Path script, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", programs + ":/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output);
    }

    private Ran install(String host, String... arguments) throws Exception {
        return run(
                directory.resolve("nodes").resolve(host).resolve("install.sh"),
                Map.of("MESOS_NODE_ROOT", root.toString()),
                arguments);
    }

    private List<String> logged() throws IOException {
        List<String> lines = Files.readAllLines(log);
        Files.writeString(log, "");
        return lines;
    }

    /** Returns a description of a node with all roles, and a slave. */
    private Description description(String platform, String more) throws Exception {
        Files.writeString(directory.resolve("key.asc"), Descriptions.KEY);
        return Descriptions.read(more + "platform: " + platform + """

                hosts:
                  - {name: one, address: 10.0.0.1, roles: [zookeeper, master, slave], attributes: {rack: a}, flags: {master: {no-root_submissions: ""}}}
                  - {name: two, address: 10.0.0.2, roles: [slave]}
                """, directory, ZooKeeperIds.NONE);
    }

    private static String packages() {
        return "delivery: {packages: {url: 'http://packages.example.com', key: key.asc}}\n";
    }

    private List<NodeTree> write(Description description) throws Exception {
        List<NodeTree> trees = NodeWriter.trees(description);
        NodeStore.write(directory.resolve("nodes"), trees);
        return trees;
    }

    /** Creates an archive that looks like an installation. */
    private String archive() throws Exception {
        Path sbin = Files.createDirectories(directory.resolve("installation/sbin"));
        for (String name : List.of("mesos-master", "mesos-slave", "mesos-agent")) {
            Path file = Files.writeString(sbin.resolve(name), "#!/bin/sh\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Process tar = new ProcessBuilder(
                        "tar",
                        "-C",
                        directory.resolve("installation").toString(),
                        "-czf",
                        directory.resolve("mesos.tar.gz").toString(),
                        ".")
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        return "mesos.tar.gz";
    }

    static Stream<String> platforms() {
        return Descriptions.PLATFORMS.stream();
    }

    private void assertInstalled(NodeTree tree) throws IOException {
        for (NodeFile file : tree.files()) {
            Path path = root.resolve(file.path());
            assertThat(path).hasContent(file.text());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(file.path())
                    .isEqualTo(file.mode());
        }
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void installsFromSourceOnEveryPlatform(String platform) throws Exception {
        NodeTree tree = write(description(platform, "")).get(0);
        Ran ran = install("one", archive());
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertInstalled(tree);
        assertThat(root.resolve("opt/mesos-0.24.0/sbin/mesos-master")).isExecutable();
        assertThat(root.resolve("var/lib/mesos/slave")).isDirectory();
    }

    @Test
    void aDirectoryThatIsNotItsOwnIsNotReplaced() throws Exception {
        write(description("debian 12", ""));
        Path theirs = Files.createDirectories(root.resolve("opt/mesos-0.24.0")).resolve("theirs");
        Files.writeString(theirs, "precious");
        Ran ran = install("one", archive());
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.output())
                .contains(
                        "/opt/mesos-0.24.0 already exists and was not created by this script. Give Mesos a directory of its own");
        assertThat(theirs).hasContent("precious");

        Files.delete(theirs);
        Files.delete(theirs.getParent());
        assertThat(install("one", archive()).exitCode()).isZero();
        assertThat(install("one", archive()).exitCode()).isZero();
        assertThat(root.resolve("opt/mesos-0.24.0.old/sbin/mesos-master")).exists();
    }

    @Test
    void theDataOfAServerAreNotLeftBehind() throws Exception {
        write(description("debian 12", packages()));
        Files.createDirectories(root.resolve("tmp/zookeeper/version-2"));
        Files.writeString(
                Files.createDirectories(root.resolve("etc/zookeeper/conf")).resolve("zoo.cfg"),
                "dataDir=/tmp/zookeeper\n");
        Ran ran = install("one");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.output())
                .contains("ZooKeeper's data is in /tmp/zookeeper, but the description puts it in /var/lib/zookeeper."
                        + " Stop ZooKeeper and move the data there first.");
        assertThat(logged()).isEmpty();
    }

    @Test
    void linksOfAnImageAreFollowedInTheImage() throws Exception {
        write(description("debian 12", packages()));
        Files.createDirectories(root.resolve("etc/zookeeper/conf_example"));
        Files.createDirectories(root.resolve("etc/alternatives"));
        Files.createSymbolicLink(
                root.resolve("etc/alternatives/zookeeper-conf"), Path.of("/etc/zookeeper/conf_example"));
        Files.createSymbolicLink(root.resolve("etc/zookeeper/conf"), Path.of("/etc/alternatives/zookeeper-conf"));
        Ran ran = install("one");
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(root.resolve("etc/zookeeper/conf_example/myid")).hasContent("1\n");
        assertThat(Files.isSymbolicLink(root.resolve("etc/zookeeper/conf"))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void installsFromPackagesOnEveryPlatform(String platform) throws Exception {
        NodeTree tree = write(description(platform, packages())).get(0);
        Ran ran = install("one");
        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertInstalled(tree);
    }

    @Test
    void onDebianPackagesComeBeforeTheFilesAndTheServices() throws Exception {
        Files.createDirectories(root.resolve("run/systemd/system"));
        write(description("debian 12", packages()));
        assertThat(install("one").exitCode()).isZero();
        assertThat(logged())
                .containsExactly(
                        "apt-get update",
                        "apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold mesos=0.24.0-*",
                        "apt-get update",
                        "apt-get install -y zookeeper zookeeperd",
                        "systemctl stop zookeeper",
                        "chown zookeeper /var/lib/zookeeper",
                        "systemctl daemon-reload",
                        "systemctl enable zookeeper mesos-master mesos-slave");
        assertThat(Files.readSymbolicLink(root.resolve("var/lib/zookeeper/myid")))
                .hasToString("/etc/zookeeper/conf/myid");
    }

    @Test
    void whereSystemdDoesNotRunItIsNotToldToReload() throws Exception {
        write(description("debian 12", packages()));
        assertThat(install("one").exitCode()).isZero();
        assertThat(logged())
                .contains("systemctl enable zookeeper mesos-master mesos-slave")
                .doesNotContain("systemctl daemon-reload");
    }

    @Test
    void whatHasNoRoleDoesNotStartWithTheMachine() throws Exception {
        write(description("debian 12", packages()));
        Files.createDirectories(root.resolve("run/systemd/system"));
        Files.createDirectories(root.resolve("etc/systemd/system/multi-user.target.wants"));
        Files.createDirectories(root.resolve("lib/systemd/system"));
        Files.createFile(root.resolve("lib/systemd/system/mesos-master.service"));
        Files.createSymbolicLink(
                root.resolve("etc/systemd/system/multi-user.target.wants/mesos-master.service"),
                Path.of("/lib/systemd/system/mesos-master.service"));
        assertThat(install("two").exitCode()).isZero();
        assertThat(logged())
                .endsWith(
                        "systemctl enable mesos-slave",
                        "systemctl stop mesos-master",
                        "systemctl disable mesos-master");
        for (String delivery : List.of(packages(), "")) {
            write(description("ubuntu 14.04", delivery));
            Files.createDirectories(root.resolve("proc/1"));
            Files.createDirectories(root.resolve("etc/init"));
            Files.writeString(root.resolve("etc/init/mesos-master.conf"), "");
            Files.deleteIfExists(root.resolve("etc/init/mesos-master.override"));
            assertThat(install("two", delivery.isEmpty() ? new String[] {archive()} : new String[0])
                            .exitCode())
                    .isZero();
            assertThat(root.resolve("etc/init/mesos-master.override")).hasContent("manual");
            assertThat(logged()).contains("initctl stop mesos-master");
        }
        assertThat(install("one", archive()).exitCode()).isZero();
        assertThat(root.resolve("etc/init/mesos-master.override"))
                .as("the role is back")
                .doesNotExist();
    }

    @Test
    void oldAptGetsAKeyringThatItCanRead() throws Exception {
        write(description("ubuntu 16.04", packages()));
        assertThat(install("two").exitCode()).isZero();
        assertThat(logged())
                .contains("gpg --batch --yes --dearmor -o /etc/apt/keyrings/mesosphere.gpg"
                        + " /etc/apt/keyrings/mesosphere.asc");
        assertThat(root.resolve("etc/apt/sources.list.d/mesosphere.list"))
                .hasContent(
                        "deb [signed-by=/etc/apt/keyrings/mesosphere.gpg] http://packages.example.com/ubuntu xenial main");
    }

    @Test
    void onCentos6TheServerIsInitializedOnce() throws Exception {
        write(description("centos 6", packages()));
        assertThat(install("one").exitCode()).isZero();
        assertThat(logged())
                .containsExactly(
                        "rpm --import /etc/pki/rpm-gpg/RPM-GPG-KEY-mesosphere",
                        "rpm -q mesosphere-el-repo",
                        "rpm -Uvh http://packages.example.com/el/6/noarch/RPMS/mesosphere-el-repo-6-2.noarch.rpm",
                        "yum -y install mesos-0.24.0",
                        "rpm -q zookeeper-server",
                        "yum -y install zookeeper-server",
                        "zookeeper-server-initialize --myid=1",
                        "chown zookeeper /var/lib/zookeeper",
                        "chkconfig zookeeper-server on");
        Files.writeString(root.resolve("var/lib/zookeeper/myid"), "1\n");
        assertThat(install("one").exitCode()).isZero();
        assertThat(logged()).noneMatch(line -> line.startsWith("zookeeper-server-initialize"));
    }

    @Test
    void dataOfAnotherServerAreRefused() throws Exception {
        write(description("centos 7", packages()));
        Files.createDirectories(root.resolve("var/lib/zookeeper"));
        Files.writeString(root.resolve("var/lib/zookeeper/myid"), "3\n");
        Ran ran = install("one");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.output())
                .isEqualTo(
                        "install.sh: /var/lib/zookeeper/myid contains the ID of server 3, but this host is server 1.\n");
        assertThat(logged()).isEmpty();
    }

    @Test
    void aSecondTimeNothingIsWrittenAndWhatIsReplacedIsKept() throws Exception {
        write(description("debian 12", ""));
        assertThat(install("one", archive()).output()).contains("Wrote ");
        assertThat(install("one").output()).doesNotContain("Wrote ").doesNotContain("Removed ");
        List<Path> backups = backups();
        assertThat(backups).hasSize(1);
        assertThat(backups.get(0).resolve("files")).doesNotExist();

        Files.writeString(root.resolve("etc/mesos-master/quorum"), "9\n");
        Files.writeString(root.resolve("etc/mesos-master/registry"), "in_memory\n");
        Files.writeString(root.resolve("etc/mesos-slave/?strict"), "");
        Files.writeString(root.resolve("etc/mesos-slave/attributes/old"), "x\n");
        Ran ran = install("one");
        assertThat(ran.output())
                .contains("Wrote " + root + "/etc/mesos-master/quorum.")
                .contains("Removed " + root + "/etc/mesos-master/registry.")
                .contains("Removed " + root + "/etc/mesos-slave/?strict.");
        assertThat(root.resolve("etc/mesos-master/quorum")).hasContent("1");
        assertThat(root.resolve("etc/mesos-master/registry")).doesNotExist();
        assertThat(root.resolve("etc/mesos-slave/attributes/old")).doesNotExist();
        Path backup = backups().get(1);
        assertThat(backup.resolve("files/etc/mesos-master/quorum")).hasContent("9");
        assertThat(backup.resolve("files/etc/mesos-master/registry")).hasContent("in_memory");
        assertThat(backup.resolve("files/etc/mesos-slave/?strict")).exists();
        assertThat(ran.output()).contains("To undo these changes: sh " + backup + "/restore.sh\n");
        assertThat(run(backup.resolve("restore.sh"), Map.of())).isEqualTo(new Ran(0, ""));
        assertThat(root.resolve("etc/mesos-master/quorum")).hasContent("9");
        assertThat(root.resolve("etc/mesos-slave/?strict")).exists();
    }

    private List<Path> backups() throws IOException {
        try (Stream<Path> backups = Files.list(root.resolve("var/backups/mesos-maven-plugin"))) {
            return backups.sorted().toList();
        }
    }

    @Test
    void ifOneFileCannotBeWrittenAllArePutBack() throws Exception {
        write(description("debian 12", packages()));
        Path quorum = Files.createDirectories(root.resolve("etc/mesos-master")).resolve("quorum");
        Files.writeString(quorum, "9\n");
        Files.writeString(root.resolve("etc/mesos-slave"), "not a directory");
        Ran ran = install("one");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.output())
                .endsWith("install.sh: Cannot create " + root + "/etc/mesos-slave: File exists.\n"
                        + "install.sh: All files were put back as they were.\n");
        assertThat(quorum).hasContent("9");
        assertThat(root.resolve("etc/mesos-master")).isDirectoryNotContaining("glob:**/ip");
        assertThat(root.resolve("etc/mesos")).doesNotExist();
        assertThat(backups().get(0).resolve("files/etc/mesos-master/quorum")).hasContent("9");
    }

    @Test
    void aTarThatIsNoneIsRefusedAndTheOldInstallationStays() throws Exception {
        write(description("debian 12", ""));
        assertThat(install("two").output())
                .isEqualTo(
                        "install.sh: Give the archive of the installation as an argument. README.md explains how to create it.\n");
        assertThat(install("two", archive()).exitCode()).isZero();
        assertThat(install("two", "nothing.tar").output())
                .isEqualTo("install.sh: " + directory.resolve("nothing.tar") + " does not exist.\n");
        Files.delete(directory.resolve("installation/sbin/mesos-slave"));
        Process tar = new ProcessBuilder(
                        "tar", "-C", directory + "/installation", "-cf", directory + "/empty.tar", "sbin/mesos-master")
                .start();
        assertThat(tar.waitFor()).isZero();
        assertThat(install("two", "empty.tar").output()).endsWith("empty.tar does not contain sbin/mesos-slave.\n");
        assertThat(root.resolve("opt/mesos-0.24.0/sbin/mesos-slave")).exists();
    }

    @Test
    void librariesThatAreNotThereAreNamed() throws Exception {
        write(description("debian 12", ""));
        program("chroot", "echo '\tlibsvn_subr-1.so.1 => not found'");
        Ran ran = install("two", archive());
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.output())
                .contains("This machine lacks libraries that Mesos was built with: \tlibsvn_subr-1.so.1 => not found");
        assertThat(root.resolve("opt/mesos-0.24.0")).doesNotExist();
    }

    @Test
    void onlyRootMay() throws Exception {
        write(description("debian 12", ""));
        program("id", "echo 1000");
        assertThat(install("one")).isEqualTo(new Ran(1, "install.sh: Run this script as root.\n"));
        assertThat(run(directory.resolve("nodes/one/restart.sh"), Map.of()))
                .isEqualTo(new Ran(1, "restart.sh: Run this script as root.\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "debian 7 | service zookeeper restart | service mesos-master restart | service mesos-slave restart",
                "debian 12 | systemctl daemon-reload | systemctl restart zookeeper | systemctl restart mesos-master | systemctl restart mesos-slave",
                "ubuntu 14.04 | service zookeeper restart | service mesos-master restart | service mesos-slave restart",
                "centos 6 | service zookeeper-server restart | initctl stop mesos-master | initctl start mesos-master"
                        + " | initctl stop mesos-slave | initctl start mesos-slave",
                "centos 7 | systemctl daemon-reload | systemctl restart zookeeper | systemctl restart mesos-master | systemctl restart mesos-slave"
            })
    void servicesAreRestartedInTheirOrder(String line) throws Exception {
        List<String> words = List.of(line.split(" \\| "));
        write(description(words.get(0), packages()));
        Path script = directory.resolve("nodes/one/restart.sh");
        assertThat(run(script, Map.of())).isEqualTo(new Ran(0, ""));
        assertThat(logged()).isEqualTo(words.subList(1, words.size()));
        assertThat(run(script, Map.of(), "mesos-slave").exitCode()).isZero();
        assertThat(logged())
                .allMatch(command -> command.contains("mesos-slave") || command.equals("systemctl daemon-reload"))
                .isNotEmpty();
        assertThat(run(script, Map.of(), "marathon").exitCode()).isEqualTo(64);
        assertThat(run(directory.resolve("nodes/two/restart.sh"), Map.of(), "mesos-master"))
                .isEqualTo(new Ran(64, "restart.sh: two has no service mesos-master. Its services are: mesos-slave\n"));
        assertThat(logged()).allMatch("systemctl daemon-reload"::equals);
    }

    @Test
    void anAgentThatWouldNotComeBackHasTheVariableOfItsRelease() throws Exception {
        Map<String, String> there = Map.of("MESOS_NODE_ROOT", root.toString());
        writeAgent("a");
        assertThat(run(directory.resolve("nodes/s/install.sh"), there, archive())
                        .exitCode())
                .isZero();
        Path latest = registerSlave();
        writeAgent("c");
        assertThat(run(directory.resolve("nodes/s/install.sh"), there))
                .isEqualTo(new Ran(
                        1,
                        "install.sh: Values that the agent registered with change: attribute rack from a to c. It would end at its"
                                + " next start with 'Incompatible agent info', because it recovers from"
                                + " /var/lib/mesos/slave/meta/slaves/latest. To keep its tasks, undo the change. Otherwise let"
                                + " the frameworks move them to other machines, and set MESOS_NODE_FORGET_AGENT=yes: the"
                                + " agent starts as a new one, and its tasks are lost.\n"));
        for (String variable : List.of("MESOS_NODE_FORGET_AGENT", "MESOS_NODE_FORGET_SLAVE")) {
            if (!Files.exists(latest, LinkOption.NOFOLLOW_LINKS)) {
                registerSlave();
            }
            assertThat(run(
                                    directory.resolve("nodes/s/install.sh"),
                                    Map.of("MESOS_NODE_ROOT", root.toString(), variable, "yes"))
                            .output())
                    .contains("Removed " + latest + ". The agent starts as a new one, without its tasks.\n");
        }
    }

    private void writeAgent(String rack) throws Exception {
        write(Descriptions.read("""
                version: 1.11.0
                platform: debian 12
                hosts:
                  - {name: m, address: 10.0.0.1, roles: [zookeeper, master]}
                  - {name: s, address: 10.0.0.2, roles: [agent], attributes: {rack: %s}}
                """.formatted(rack), directory, ZooKeeperIds.NONE));
    }

    /** Writes the files of a slave with an attribute. */
    private void writeSlave(String rack) throws Exception {
        write(Descriptions.read("""
                platform: debian 12
                hosts:
                  - {name: m, address: 10.0.0.1, roles: [zookeeper, master]}
                  - {name: s, address: 10.0.0.2, roles: [slave], attributes: {rack: %s}}
                """.formatted(rack), directory, ZooKeeperIds.NONE));
    }

    private Path registerSlave() throws IOException {
        return new RegisteredSlave("10.0.0.2")
                .ranges("ports", 31000, 32000)
                .scalar("cpus", 8, "*")
                .attribute("rack", "a")
                .writeTo(root.resolve("var/lib/mesos/slave"), "/var/lib/mesos/slave", 5051);
    }

    @Test
    void aSlaveThatWouldNotComeBackIsNeitherChangedNorRestartedUnlessAsked() throws Exception {
        String refused =
                ": Values that the slave registered with change: attribute rack from a to c. It would end at its next start"
                        + " with 'Incompatible slave info', because it recovers from /var/lib/mesos/slave/meta/slaves/latest. To keep its"
                        + " tasks, undo the change. Otherwise let the frameworks move them to other machines, and set"
                        + " MESOS_NODE_FORGET_SLAVE=yes: the slave starts as a new one, and its tasks are lost.\n";
        Path rack = root.resolve("etc/mesos-slave/attributes/rack");
        Path install = directory.resolve("nodes/s/install.sh");
        Path restart = directory.resolve("nodes/s/restart.sh");
        Map<String, String> there = Map.of("MESOS_NODE_ROOT", root.toString());
        Map<String, String> forgetting = Map.of("MESOS_NODE_ROOT", root.toString(), "MESOS_NODE_FORGET_SLAVE", "yes");
        writeSlave("a");
        assertThat(run(install, there, archive()).exitCode()).isZero();
        Path latest = registerSlave();
        assertThat(run(restart, there)).isEqualTo(new Ran(0, ""));
        logged();

        writeSlave("c");
        assertThat(run(install, there)).isEqualTo(new Ran(1, "install.sh" + refused));
        assertThat(rack).hasContent("a");
        assertThat(run(install, forgetting).output())
                .contains("Removed " + latest + ". The slave starts as a new one, without its tasks.\n");
        assertThat(rack).hasContent("c");
        assertThat(Files.exists(latest, LinkOption.NOFOLLOW_LINKS)).isFalse();

        registerSlave();
        logged();
        assertThat(run(restart, there)).isEqualTo(new Ran(1, "restart.sh" + refused));
        assertThat(logged()).isEmpty();
        assertThat(run(restart, forgetting))
                .isEqualTo(new Ran(0, "Removed " + latest + ". The slave starts as a new one, without its tasks.\n"));
        assertThat(logged()).containsExactly("systemctl daemon-reload", "systemctl restart mesos-slave");
    }

    @Test
    void mesosNodeStartsTheDaemonWithTheFlagsOfTheFiles() throws Exception {
        Path prefix = Files.createDirectories(directory.resolve("prefix"));
        String more = "delivery: {source: {prefix: " + prefix + "}}\nflags: {all: {quiet: true}}\n";
        Description description = description("debian 12", more);
        List<NodeTree> trees = write(description);
        Files.createDirectories(prefix.resolve("sbin"));
        for (String daemon : List.of("mesos-master", "mesos-slave", "mesos-agent")) {
            Path file = Files.writeString(
                    prefix.resolve("sbin").resolve(daemon),
                    "#!/bin/sh\nprintf '%s\\n' \"$@\"\necho \"$LD_LIBRARY_PATH ${MESOS_PORT-unset}\"\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path tree = directory.resolve("nodes/one");
        Map<String, String> environment = Map.of("MESOS_NODE_ROOT", tree.toString(), "MESOS_PORT", "1");
        for (Role role : List.of(Role.MASTER, Role.SLAVE)) {
            List<String> expected = new ArrayList<>();
            NodeFlags.of(description, trees.get(0).host(), role)
                    .forEach((name, value) -> expected.add(
                            value.equals("true")
                                    ? "--" + name
                                    : value.equals("false") ? "--no-" + name : "--" + name + "=" + value));
            expected.add(prefix + "/lib unset");
            Ran ran = run(
                    tree.resolve("usr/local/sbin/mesos-node"),
                    environment,
                    role.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(ran.output().lines()).as(ran.output()).containsExactlyInAnyOrderElementsOf(expected);
        }
        Path url = tree.resolve("etc/mesos/zk");
        Files.writeString(url, "zk://me:hunter2@10.0.0.1:2181/mesos\n");
        Path master = Files.writeString(
                prefix.resolve("sbin/mesos-master"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\necho \"[$MESOS_ZK]\"\n");
        Ran secret = run(tree.resolve("usr/local/sbin/mesos-node"), environment, "master");
        assertThat(master).exists();
        assertThat(secret.output())
                .contains("[zk://me:hunter2@10.0.0.1:2181/mesos]")
                .doesNotContain("--zk=");
        assertThat(run(tree.resolve("usr/local/sbin/mesos-node"), environment, "zookeeper")
                        .exitCode())
                .isEqualTo(64);
    }

    @ParameterizedTest
    @MethodSource("platforms")
    void theDaemonHasTheEnvironmentOfTheDescriptionAsItWasMeant(String platform) throws Exception {
        Map<String, String> meant = new java.util.TreeMap<>(Map.of(
                "PLAIN", "/etc/ssl/key.pem",
                "QUOTES", "it's \"$HOME\" `id` \\n $(id)",
                "BLANKS", "  two  blanks  ",
                "EMPTY", "",
                "HASH", "#not a comment; rm -rf /",
                "prefix", "/elsewhere",
                "daemon", "none",
                "PATH", "/nowhere",
                "LD_LIBRARY_PATH", "/opt/lib"));
        Path prefix = Files.createDirectories(directory.resolve("prefix"));
        StringBuilder yaml =
                new StringBuilder("delivery: {source: {prefix: " + prefix + "}}\nenvironment:\n  slave:\n");
        meant.forEach((name, value) -> yaml.append("    ")
                .append(name)
                .append(": '")
                .append(value.replace("'", "''"))
                .append("'\n"));
        NodeTree tree = write(description(platform, yaml.toString())).get(0);
        Path daemon = Files.createDirectories(prefix.resolve("sbin")).resolve("mesos-slave");
        Files.writeString(daemon, "#!/bin/sh\n/usr/bin/env\n");
        Files.setPosixFilePermissions(daemon, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path place = directory.resolve("nodes/one");

        Ran ran = run(place.resolve("usr/local/sbin/mesos-node"), Map.of("MESOS_NODE_ROOT", place.toString()), "slave");

        meant.put("LD_LIBRARY_PATH", prefix + "/lib:/opt/lib");
        meant.forEach((name, value) -> assertThat(ran.output().lines()).contains(name + "=" + value));
        assertThat(tree.files())
                .filteredOn(file -> file.path().equals("etc/default/mesos-slave"))
                .extracting(NodeFile::mode)
                .containsExactly(NodeFile.SECRET);
        assertThat(tree.files())
                .filteredOn(file -> file.path().equals("etc/default/mesos-master"))
                .extracting(NodeFile::mode)
                .containsExactly(NodeFile.PLAIN);
    }

    /** The packages' wrapper reads these files with all variables exported. */
    @Test
    void bashReadsTheEnvironmentOfPackagesLikewise() throws Exception {
        String value = "it's \"$HOME\" `id` \\n $(id) #x";
        write(description(
                "debian 12", packages() + "environment: {master: {SECRET: '" + value.replace("'", "''") + "'}}\n"));
        Path file = directory.resolve("nodes/one/etc/default/mesos-master");
        Files.writeString(
                file,
                Files.readString(file).replace("/etc/mesos/zk", directory.resolve("nodes/one/etc/mesos/zk") + ""));
        Path script = Files.writeString(
                directory.resolve("wrapper"),
                "exec bash -c 'set -o errexit -o nounset -o allexport; ZK=; . " + file + "; printenv SECRET PORT'");
        assertThat(run(script, Map.of()).output()).endsWith(value + "\n5050\n");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString(NodeFile.SECRET));
    }

    @Test
    void variablesOfOthersAreNotDropped() throws Exception {
        write(description("debian 12", packages()));
        Path file = Files.createDirectories(root.resolve("etc/default")).resolve("mesos-slave");
        Files.writeString(file, "MASTER=`cat /etc/mesos/zk`\nexport LIBPROCESS_SSL_ENABLED=1\n");
        assertThat(install("one"))
                .isEqualTo(new Ran(
                        1,
                        "install.sh: /etc/default/mesos-slave sets variables that the description does not mention:"
                                + " LIBPROCESS_SSL_ENABLED. Add them to 'environment' or 'flags', or remove them from the"
                                + " file.\n"));
        assertThat(logged()).isEmpty();
        write(description("debian 12", packages() + "environment: {slave: {LIBPROCESS_SSL_ENABLED: 1}}\n"));
        assertThat(install("one").exitCode()).isZero();
        assertThat(Files.readString(file)).endsWith("\nexport LIBPROCESS_SSL_ENABLED=1\n");
    }

    @Test
    void scriptsAreCleanForShellcheck() throws Exception {
        assumeTrue(isThere("shellcheck"), "shellcheck is not installed");
        Set<String> scripts = new TreeSet<>();
        for (String delivery : List.of("", packages())) {
            for (String platform : Descriptions.PLATFORMS) {
                NodeTree tree =
                        NodeWriter.trees(description(platform, delivery)).get(0);
                Stream.concat(tree.files().stream(), tree.scripts().stream())
                        .filter(file -> file.mode().equals(NodeFile.PROGRAM))
                        .map(NodeFile::text)
                        .forEach(scripts::add);
            }
        }
        assertThat(scripts).hasSizeGreaterThan(2 * Descriptions.PLATFORMS.size());
        List<String> command = new ArrayList<>(List.of("shellcheck", "--shell=sh"));
        try (DirectoryStream<Path> own = Files.newDirectoryStream(Path.of(".ci"))) {
            own.forEach(script -> command.add(script.toString()));
        }
        for (String script : scripts) {
            command.add(Files.writeString(directory.resolve("script-" + command.size()), script)
                    .toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
