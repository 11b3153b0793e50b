package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Takes roles away from a machine that ran all of them. Programs of the init system are replaced by ones that change the links that the
 * real ones change, and a running service is a file in {@code running}.
 */
class RetireScriptTest {
    private static final String OURS = "# Written by mesos:node-config. Change the description instead of this file.\n";
    private static final String PACKAGES = "delivery: {packages: {url: 'http://packages.example.com', key: key.asc}}\n";

    @TempDir
    Path directory;

    private Path root;
    private Path programs;
    private Path running;

    @BeforeEach
    void writePrograms() throws IOException {
        root = Files.createDirectories(directory.resolve("root"));
        programs = Files.createDirectories(directory.resolve("programs"));
        running = Files.createDirectories(directory.resolve("running"));
        Files.createDirectories(root.resolve("proc/1"));
        Files.writeString(directory.resolve("key.asc"), Descriptions.KEY);
        program("id", "echo 0");
        program("chroot", """
                running=%s
                root=$1
                shift
                case "$1 $2" in
                    'systemctl is-active') [ -e "$running/$3" ] && echo "$(cat "$running/$3")" || { echo inactive; exit 3; } ;;
                    'systemctl stop' | 'initctl stop') rm "$running/$3" ;;
                    'systemctl disable') rm -f "$root"/etc/systemd/system/*.wants/"$3".service "$root"/etc/rc?.d/S*"$3" ;;
                    'initctl status') [ ! -e "$running/$3" ] && echo "$3 stop/waiting" || echo "$3 start/running, process 7" ;;
                    'service '*) case $3 in stop) rm "$running/$2" ;; status) [ -e "$running/$2" ] ;; esac ;;
                    'update-rc.d '*) mv "$root/etc/rc2.d/S20$2" "$root/etc/rc2.d/K20$2" ;;
                    'chkconfig '*) rm "$root/etc/rc2.d/S20$2" ;;
                    *) exit 99 ;;
                esac
                """.formatted(running));
    }

    private void program(String name, String lines) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(NodeFile.PROGRAM));
    }

    private static Path make(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void link(String path) throws IOException {
        Path link = root.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of("/a/service"));
    }

    /** Puts a running service, which starts with the machine, where its package or this plugin puts it. */
    private void service(Platform platform, String name, boolean packages) throws IOException {
        boolean script = name.startsWith("zookeeper");
        Files.writeString(running.resolve(name), "active\n");
        switch (platform.initSystem()) {
            case SYSTEMD -> {
                if (script && platform.hasApt()) {
                    make(root.resolve("etc/init.d/" + name), "");
                    link("etc/rc2.d/S20" + name);
                } else {
                    make(root.resolve((packages ? "usr/lib" : "etc") + "/systemd/system/" + name + ".service"), "");
                    link("etc/systemd/system/multi-user.target.wants/" + name + ".service");
                }
                Files.createDirectories(root.resolve("run/systemd/system"));
            }
            case UPSTART -> {
                if (script && !platform.hasApt()) {
                    make(root.resolve("etc/init.d/" + name), "");
                    link("etc/rc2.d/S20" + name);
                } else {
                    make(root.resolve("etc/init/" + name + ".conf"), "description \"" + name + "\"\n");
                }
            }
            case SYSV -> {
                make(root.resolve("etc/init.d/" + name), "");
                link("etc/rc2.d/S20" + name);
            }
        }
    }

    private NodeTree tree(String platform, String more, String roles) throws Exception {
        Description description =
                Descriptions.read(more + "platform: " + platform + """

                hosts:
                  - {name: one, address: 127.0.0.1, roles: %s}
                  - {name: two, address: 127.0.0.2, roles: [zookeeper, master, slave]}
                """.formatted(roles), directory, ZooKeeperIds.NONE);
        List<NodeTree> trees = NodeWriter.trees(description);
        NodeStore.write(directory.resolve("nodes"), trees);
        return trees.get(0);
    }

    private String retire(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("sh", directory.resolve("nodes/one/retire.sh").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", programs + ":/usr/bin:/bin");
        builder.environment().put("MESOS_NODE_ROOT", root.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** Returns the paths of everything that makes a service start with the machine. */
    private TreeSet<String> starting() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> all = Files.walk(root.resolve("etc"))) {
            for (Path path : all.toList()) {
                String name = path.getFileName().toString();
                Path override = path.resolveSibling(name.replace(".conf", ".override"));
                if (Files.isSymbolicLink(path) && (name.startsWith("S20") || name.endsWith(".service"))) {
                    names.add(name.replaceAll("^S20|\\.service$", ""));
                } else if (path.getParent().endsWith("etc/init")
                        && name.endsWith(".conf")
                        && !(Files.exists(override)
                                && Files.readString(override).equals("manual\n"))) {
                    names.add(name.replace(".conf", ""));
                }
            }
        }
        return names;
    }

    private TreeSet<String> running() throws IOException {
        try (Stream<Path> all = Files.list(running)) {
            return all.map(path -> path.getFileName().toString())
                    .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        }
    }

    static Stream<Arguments> combinations() {
        return Descriptions.PLATFORMS.stream()
                .flatMap(platform -> Stream.of("", PACKAGES).map(delivery -> Arguments.of(platform, delivery)));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void whatWasTakenAwayIsStoppedAndDisabled(String platform, String delivery) throws Exception {
        Platform parsed = Platform.of(platform);
        String zooKeeper = parsed.initializesZooKeeper() ? "zookeeper-server" : "zookeeper";
        for (String name : List.of(zooKeeper, "mesos-master", "mesos-slave")) {
            service(parsed, name, !delivery.isEmpty());
        }
        make(root.resolve("etc/zookeeper/conf/zoo.cfg"), OURS);
        Path data = make(root.resolve("var/lib/zookeeper/version-2/log.1"), "precious");
        tree(platform, delivery, "[master]");
        List<String> all = List.of("mesos-slave enabled running", zooKeeper + " enabled running");
        assertThat(retire("--list").lines()).isEqualTo(all);

        assertThat(retire())
                .contains("Stopped mesos-slave, which is not one of the services of one.\n")
                .contains("Disabled " + zooKeeper + ", which is not one of the services of one.\n");

        assertThat(running()).containsExactly("mesos-master");
        assertThat(starting()).containsExactly("mesos-master");
        assertThat(retire("--list")).isEmpty();
        assertThat(retire()).isEmpty();
        assertThat(data).hasContent("precious");
    }

    @Test
    void aServiceThatEndsAgainAndAgainRuns() throws Exception {
        service(Platform.of("debian 12"), "mesos-slave", false);
        Files.writeString(running.resolve("mesos-slave"), "activating\n");
        tree("debian 12", "", "[master]");
        assertThat(retire("--list")).isEqualTo("mesos-slave enabled running\n");
    }

    @Test
    void theSlaveOfAnOlderVersionDoesNotRunBesideItsSuccessor() throws Exception {
        service(Platform.of("debian 12"), "mesos-slave", false);
        service(Platform.of("debian 12"), "mesos-agent", false);
        tree("debian 12", "version: 1.0.0\n", "[slave]");
        retire();
        assertThat(running()).containsExactly("mesos-agent");
    }

    @Test
    void theZooKeeperOfOthersIsLeftAlone() throws Exception {
        service(Platform.of("debian 12"), "zookeeper", false);
        make(root.resolve("etc/zookeeper/conf/zoo.cfg"), "dataDir=/var/lib/zookeeper\n");
        tree("debian 12", "", "[slave]");
        assertThat(retire("--list")).isEmpty();
        retire();
        assertThat(running()).containsExactly("zookeeper");

        make(root.resolve("etc/zookeeper/conf/zoo.cfg"), OURS);
        assertThat(retire("--list")).isEqualTo("zookeeper enabled running\n");
        NodeTree external = NodeWriter.trees(Descriptions.read("""
                        platform: debian 12
                        zookeeper: zk://127.0.0.1:2181/mesos
                        hosts: [{name: one, address: 127.0.0.1, roles: [master]}]
                        """)).get(0);
        assertThat(external.script("retire.sh").text()).doesNotContain("retire zookeeper");
    }

    @Test
    void otherLinesOfAnOverrideStay() throws Exception {
        service(Platform.of("ubuntu 14.04"), "mesos-slave", false);
        Path override = make(root.resolve("etc/init/mesos-slave.override"), "limit nofile 9 9\n");
        tree("ubuntu 14.04", "", "[master]");
        retire();
        assertThat(override).hasContent("limit nofile 9 9\nmanual");
    }

    @Test
    void aCheckNamesWhatRunsOrStarts() throws Exception {
        Platform platform = Platform.of("debian 7");
        service(platform, "mesos-slave", false);
        NodeTree tree = tree("debian 7", "", "[master]");
        assertThat(RetiredServices.under(root, tree.script("retire.sh")))
                .as("without the right to enter the image, nothing is known to run in it")
                .extracting(RetiredServices.Service::name, RetiredServices.Service::enabled)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("mesos-slave", true));

        NodeReport report = new NodeCheck(Duration.ofMillis(1), InstantSource.fixed(Instant.EPOCH))
                .check(
                        Descriptions.read("platform: debian 7\nhosts: [{name: one, address: 127.0.0.1,"
                                + " roles: [master]}]\nzookeeper: zk://127.0.0.1:1/m"),
                        List.of(tree),
                        Optional.of("one"),
                        Map.of("one", root));
        assertThat(report.problems())
                .contains("mesos-slave on one starts with the machine, but is not one of the services of one. Run"
                        + " retire.sh there.");
        assertThat(new WrittenNodes(directory.resolve("nodes")).retired("one", root))
                .hasSize(1);
    }
}
