package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptionReaderTest {
    private static final String THREE = """
            platform: debian 12
            hosts:
              - {name: node1, address: 10.0.0.1, roles: [zookeeper, master, slave]}
              - {name: node2, address: 10.0.0.2, roles: [zookeeper, master, slave]}
              - {name: node3, address: 10.0.0.3, roles: [zookeeper, master, slave]}
            """;

    /** One host with additional keys. */
    private static String one(String more) {
        return "platform: debian 12\nhosts:\n  - {name: node1, address: 10.0.0.1, roles: [zookeeper, master, slave]"
                + (more.isEmpty() ? "" : ", " + more) + "}\n";
    }

    @Test
    void readsAClusterOfThree() throws Exception {
        Description three = Descriptions.read(THREE);
        assertThat(three.quorum()).isEqualTo(2);
        assertThat(three.version()).isEqualTo(new Version("0.24.0"));
        assertThat(three.delivery()).isEqualTo(new DeliveryMethod.Source("/opt/mesos-0.24.0"));
        assertThat(three.zooKeeperUrl()).isEqualTo("zk://10.0.0.1:2181,10.0.0.2:2181,10.0.0.3:2181/mesos");
        assertThat(three.hosts()).extracting(Host::zooKeeperId).containsExactly(1, 2, 3);
        assertThat(three.host("node2").orElseThrow().platform()).hasToString("debian 12");
        assertThat(three.host("node4")).isEmpty();
        assertThat(three.warnings()).isEmpty();
    }

    @Test
    void readsFlagsForAllHostsForARoleAndForOneHost() throws Exception {
        Description description = Descriptions.read("""
                cluster: The best
                version: 0.28.3
                chroot: /prod/mesos
                ports: {client: 2182, master: 5060}
                flags:
                  all: {logging_level: WARNING, logbufsecs: 1}
                  master: {no-root_submissions: "", offer_timeout: 1mins}
                  agent: {--switch_user: "false"}
                hosts:
                  - name: a.example.com
                    platform: ubuntu 14.04
                    roles: master, zookeeper
                    listen: 10.1.0.1
                    flags: {master: {offer_timeout: 2mins}}
                  - name: b
                    address: 10.0.0.2
                    platform: rocky 9
                    roles: [agent]
                    ports: {slave: 6051}
                    attributes: {rack: r1, zone: a-b}
                    resources: {cpus: 4, ports: [31000-32000, 33000-34000], "mem(web)": 512}
                """);
        Host a = description.host("a.example.com").orElseThrow();
        Host b = description.host("b").orElseThrow();
        assertThat(a.address()).isEqualTo("a.example.com");
        assertThat(a.listen()).contains("10.1.0.1");
        assertThat(a.ports()).isEqualTo(new HostPorts(2182, 2888, 3888, 5060, 5051));
        assertThat(a.flags(Role.MASTER))
                .isEqualTo(Map.of(
                        "logging_level", "WARNING",
                        "logbufsecs", "1",
                        "root_submissions", "false",
                        "offer_timeout", "2mins"));
        assertThat(b.platform().family()).isEqualTo(DistroFamily.CENTOS);
        assertThat(b.zooKeeperId()).isZero();
        assertThat(b.flags(Role.SLAVE))
                .isEqualTo(Map.of("logging_level", "WARNING", "logbufsecs", "1", "switch_user", "false"));
        assertThat(b.resources())
                .isEqualTo(Map.of("cpus", "4", "ports", "[31000-32000, 33000-34000]", "mem(web)", "512"));
        assertThat(b.attributes()).isEqualTo(Map.of("rack", "r1", "zone", "a-b"));
        assertThat(description.zooKeeperUrl()).isEqualTo("zk://a.example.com:2182/prod/mesos");
        assertThat(description.clusterName()).contains("The best");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused(
                        "quorum: 1\n" + THREE,
                        "quorum: A quorum of 1 is not a majority of 3 masters: two groups could decide separately"
                                + " and damage the replicated log. Use a quorum of 2, or at most 1 master."),
                refused(
                        "quorum: 2\n" + with(4, "master"),
                        "quorum: A quorum of 2 is not a majority of 4 masters: two groups could decide separately"
                                + " and damage the replicated log. Use a quorum of 3, or at most 3 masters."),
                refused(
                        "quorum: 4\n" + THREE,
                        "quorum: A quorum of 4 can never be reached with 3 masters. Use a quorum of 2."),
                refused("quorum: half\n" + THREE, "quorum: 'half' is not a whole number of at least 0."),
                refused(
                        with(2, "zookeeper"),
                        "hosts: Two ZooKeeper servers are worse than one, because a failure of either stops the "
                                + "ensemble. Use one, three or five."),
                refused(
                        "delivery: {source: {prefix: /usr/local}}\n" + THREE,
                        "delivery.source.prefix: '/usr/local' is a system directory. Use a separate directory "
                                + "for Mesos, such as /opt/mesos."),
                refused(
                        one("flags: {master: {work_dir: /opt/mesos-0.24.0/work}}"),
                        "hosts[0]: --work_dir=/opt/mesos-0.24.0/work for node1 is inside the installation, which "
                                + "an update replaces."),
                refused(one("id: 0"), "hosts[0].id: '0' is not a whole number from 1 to 255."),
                refused(one("id: 256"), "hosts[0].id: '256' is not a whole number from 1 to 255."),
                refused(
                        THREE.replace("node2,", "node2, id: 7,").replace("node3,", "node3, id: 7,"),
                        "hosts[2].id: ID 7 is used by both node2 and node3."),
                refused(
                        THREE.replace("10.0.0.3", "10.0.0.1"),
                        "hosts[2].address: The address '10.0.0.1' is already used by node1. Describe a machine once, with all"
                                + " its roles. A further master or slave on that machine needs an 'instance' of its own, for"
                                + " example instance: b."),
                refused(
                        THREE.replace("node3", "NODE1"),
                        "hosts[2].name: The name 'NODE1' is already used by hosts[0]."),
                refused(
                        THREE.replace("10.0.0.3", "node1"),
                        "hosts[2].address: The address 'node1' is the name of another host, hosts[0]."),
                refused("chroot: /\n" + THREE, "chroot: '/' must name a znode path other than /, for example /mesos."),
                refused("chroot: ''\n" + THREE, "chroot: '' must name a znode path other than /, for example /mesos."),
                refused(
                        "chroot: /a/../b\n" + THREE,
                        "chroot: '/a/../b' is not an absolute path of letters, digits and _@%+=:,.~-."),
                refused(
                        "zookeeper: zk://z1:2181,z2:2181\nplatform: debian 12\nhosts:\n  - {name: m, roles: master, listen: 10.0.0.1}",
                        "zookeeper: 'zk://z1:2181,z2:2181' must name a znode path other than /, for "
                                + "example /mesos."),
                refused(
                        "zookeeper: zk://z1:2181/mesos\n" + THREE,
                        "zookeeper: Use either 'zookeeper' or hosts with the role zookeeper, not both."),
                refused(
                        with(1, "master"),
                        "The masters need ZooKeeper. Give one, three or five hosts the role zookeeper, or set "
                                + "the key 'zookeeper', for example to zk://host:2181/mesos."),
                refused(
                        THREE.replace("node3", "node_3"),
                        "hosts[2].name: 'node_3' is not a host name (letters, digits and hyphens, separated by "
                                + "dots; RFC 1123)."),
                refused(
                        THREE.replace("node3", "10.3"),
                        "hosts[2].name: '10.3' is not a host name (letters, digits and hyphens, separated by "
                                + "dots; RFC 1123)."),
                refused(
                        THREE.replace("10.0.0.3", "10.0.0.300"),
                        "hosts[2].address: '10.0.0.300' is neither an IPv4 address nor a host name (RFC 1123)."),
                refused(
                        THREE.replace("10.0.0.3", "'fe80::1'"),
                        "hosts[2].address: 'fe80::1' is neither an IPv4 address nor a host name (RFC 1123)."),
                refused(
                        THREE.replace("10.0.0.3", "0.0.0.0"),
                        "hosts[2].address: '0.0.0.0' is not the address of a single machine."),
                refused(
                        one("ports: {slave: 5050}"),
                        "hosts[0]: Port 5050 on node1 is used for both the master and the slave."),
                refused(
                        one("ports: {peer: 2181}"),
                        "hosts[0]: Port 2181 on node1 is used for both ZooKeeper clients and ZooKeeper peers."),
                refused(
                        one("ports: {client: 70000}"),
                        "hosts[0].ports.client: '70000' is not a whole number from 1 to" + " 65535."),
                refused(
                        one("flags: {master: {qorum: 1}}"),
                        "hosts[0].flags.master.qorum: mesos-master 0.24.0 has no flag --qorum, which is set for node1."
                                + " Did you mean --quorum?"),
                refused(
                        "flags: {slave: {docker_sock: /var/run/docker.sock}}\n" + THREE,
                        "flags.slave.docker_sock: mesos-slave 0.24.0 has no flag --docker_sock, which is set for all"
                                + " hosts. Did you mean --docker_socket?"),
                refused(
                        "version: 0.23.1\nflags: {slave: {sandbox_directory: /mnt}}\n" + THREE,
                        "flags.slave.sandbox_directory: mesos-slave 0.23.1 has no flag --sandbox_directory, which is set"
                                + " for all hosts. It exists from 0.24.0 on."),
                refused(
                        one("flags: {master: {quiet: perhaps}}"),
                        "hosts[0].flags.master.quiet: --quiet for node1 must be true or false, got 'perhaps'. mesos-master 0.24.0"
                                + " would print: Failed to load flag 'quiet': Failed to load value 'perhaps': Expecting a"
                                + " boolean (e.g., true or false)."),
                refused(
                        one("flags: {master: {quiet: true, no-quiet: ''}}"),
                        "hosts[0].flags.master.no-quiet: --quiet is set twice."),
                refused(
                        one("flags: {master: {quorum: 1}}"),
                        "hosts[0].flags.master.quorum: --quorum is not allowed here. The number of masters "
                                + "determines it; to override it, use the key 'quorum'."),
                refused(
                        one("flags: {slave: {ip: '10.0.0.1:5050'}}"),
                        "hosts[0].flags.slave.ip: --ip is not allowed here. Use the host's key 'listen' instead."),
                refused(
                        one("flags: {slave: {work_dir: '/tmp/a b'}}"),
                        "hosts[0].flags.slave.work_dir: '/tmp/a b' is not an absolute path of letters, digits "
                                + "and _@%+=:,.~-."),
                refused(with(1, "slave"), "hosts[0]: The slave node1 needs a master, but no host has the role master."),
                refused(
                        "cluster: \"it's\"\n" + THREE,
                        "cluster: 'it's' contains a character that is unsafe in files or shell scripts (a "
                                + "control character, a line break, ', \", `, $ or \\)."),
                refused(
                        "cluster: \"a\\nb\"\n" + THREE,
                        "cluster: 'a\\u{a}b' contains a character that is unsafe in files or shell scripts (a "
                                + "control character, a line break, ', \", `, $ or \\)."),
                refused(
                        one("flags: {master: {weights: '$(id)'}}"),
                        "hosts[0].flags.master.weights: '$(id)' contains a character that is unsafe in files or "
                                + "shell scripts (', `, $(, ${, or, except in JSON, \" or \\)."),
                refused(
                        one("flags: {master: {weights: \"a\\nb\"}}"),
                        "hosts[0].flags.master.weights: 'a\\u{a}b' contains a character that is unsafe in files "
                                + "or shell scripts (a control character or a line break)."),
                refused(
                        one("attributes: {rack: \"a;b\"}"),
                        "hosts[0].attributes.rack: The attribute rack must be one value, got 'a;b'. A semicolon or a line"
                                + " break separates attributes."),
                refused(
                        one("attributes: {'../x': a}"),
                        "hosts[0].attributes.../x: '../x' contains characters other than letters, digits, _, . "
                                + "and -."),
                refused(
                        "delivery: {source: {prefix: '/opt/$(id)'}}\n" + THREE,
                        "delivery.source.prefix: '/opt/$(id)' is not an absolute path of letters, digits and "
                                + "_@%+=:,.~-."),
                refused(
                        "delivery: packages\n" + THREE,
                        "delivery: 'url' is required: the URL of a package repository. The former "
                                + "http://repos.mesosphere.com no longer exists.",
                        "delivery: 'key' or 'keyUrl' is required: the file or the URL of the armored OpenPGP key "
                                + "that signs the repository."),
                refused(
                        "delivery: {packages: {url: 'http://x/`id`', keyUrl: 'https://x/key'}}\n" + THREE,
                        "delivery.packages.url: 'http://x/`id`' is not an http:// or https:// URL, or contains a "
                                + "quote, a space or a query."),
                refused(
                        "delivery: {packages: {url: 'http://x/', key: no-such-key.asc}}\n" + THREE,
                        "delivery.packages.key: 'no-such-key.asc' cannot be read (target/no-such-key.asc)."),
                refused(
                        "version: 0.24.0$(id)\n" + THREE,
                        "version: '0.24.0$(id)' is not a Mesos version, such as 0.24.0."),
                refused(
                        one("platform: beos 5"),
                        "hosts[0].platform: 'beos' is not a supported distribution. Supported: debian, ubuntu, "
                                + "centos, rhel, rocky, almalinux, ol."),
                refused(
                        one("platform: debian 6"),
                        "hosts[0].platform: 'debian 6' is not supported. The oldest supported version of Debian "
                                + "is 7."),
                refused(
                        one("role: master"),
                        "hosts[0]: Unknown key 'role'. Known keys: name, address, listen, platform, roles, id, instance,"
                                + " ports, flags, environment, attributes, resources."),
                refused(
                        THREE.replace("[zookeeper, master, slave]}", "[zookeeper, master, king]}"),
                        "hosts[0].roles[2]: 'king' is not a role. Roles: zookeeper, master, slave or agent.",
                        "hosts[1].roles[2]: 'king' is not a role. Roles: zookeeper, master, slave or agent.",
                        "hosts[2].roles[2]: 'king' is not a role. Roles: zookeeper, master, slave or agent."),
                refused("hosts: []", "'hosts' must list at least one host."),
                refused("{}", "'hosts' must list at least one host."),
                refused(
                        "version: 0.23.1\n" + one("listen: 192.168.0.1"),
                        "hosts[0].listen: mesos-master 0.23.1 does not support --advertise_ip. It listens on "
                                + "192.168.0.1, so other hosts cannot reach it at 10.0.0.1.",
                        "hosts[0].listen: mesos-slave 0.23.1 does not support --advertise_ip. It listens on "
                                + "192.168.0.1, so other hosts cannot reach it at 10.0.0.1."));
    }

    private static Arguments refused(String yaml, String... problems) {
        return Arguments.of(yaml, List.of(problems));
    }

    /** Hosts with one role. */
    private static String with(int hosts, String role) {
        StringBuilder yaml = new StringBuilder("platform: debian 12\nhosts:\n");
        for (int i = 1; i <= hosts; i++) {
            yaml.append("  - {name: node%d, address: 10.0.0.%d, roles: [%s%s]}\n"
                    .formatted(i, i, role, role.equals("master") && hosts == 4 && i < 4 ? ", zookeeper" : ""));
        }
        return yaml.toString();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void reportsProblems(String yaml, List<String> problems) {
        assertThat(Descriptions.problems(yaml)).isEqualTo(problems);
    }

    @Test
    void aKeyForSlavesHasTwoNamesButOneValue() throws Exception {
        String both = "version: 0.24.0\nflags: {slave: {work_dir: /a}, agent: {work_dir: /b}}\n"
                + "ports: {slave: 5061, agent: 5071}\nenvironment: {slave: {A: x}, agent: {A: y}}\n" + THREE;
        String problem =
                "'agent' and 'slave' are two names of one key, but have different values. Use only one of them.";
        assertThat(Descriptions.problems(both))
                .contains("ports.agent: " + problem, "flags.agent: " + problem, "environment.agent: " + problem);
        Host host = Descriptions.read("version: 0.24.0\n"
                        + "ports: {slave: 5061, agent: 5061}\nenvironment: {slave: {A: x}, agent: {A: x}}\n" + THREE)
                .hosts()
                .get(0);
        assertThat(host.port(Role.SLAVE)).isEqualTo(5061);
        assertThat(host.environment(Role.SLAVE)).isEqualTo(Map.of("A", "x"));
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertThat(Descriptions.problems(
                        "quorum: 1\nchroot: /\ncluster: '`'\n" + THREE.replace("10.0.0.3", "10.0.0.1")))
                .hasSize(4);
        assertThat(Descriptions.problems("version: [1]\nplatform: 7\nflags: x\nports: []\nhosts: {a: b}"))
                .contains("version: Expected a string, got a list.")
                .contains("flags: Expected a map, got 'x'.")
                .contains("hosts: Expected a list, got a map.");
    }

    @Test
    void warnsAboutSettingsThatAreNotRecommended() throws Exception {
        assertThat(Descriptions.read(with(4, "zookeeper")).warnings())
                .containsExactly("4 ZooKeeper servers tolerate 1 failure, the same as 3. Use an odd number.");
        assertThat(Descriptions.read("quorum: 3\n" + THREE).warnings())
                .containsExactly(
                        "A quorum of 3 with 3 masters tolerates 0 failures. Use 2, unless you are about to add "
                                + "masters.");
        assertThat(Descriptions.read("version: 1.12.0\nflags: {master: {anything: goes}}\n" + THREE)
                        .warnings())
                .containsExactly("The flags of Mesos 1.12.0 are unknown to this plugin, so flags were not checked.");
        assertThat(Descriptions.read(one("").replace("10.0.0.1", "node1.example.com"))
                        .warnings())
                .singleElement()
                .asString()
                .contains("127.0.1.1");
        assertThat(Descriptions.read(one("").replace("10.0.0.1", "127.0.0.1")).warnings())
                .containsExactly(
                        "The address 127.0.0.1 of node1 is a loopback address, which other hosts cannot reach.");
    }

    @Test
    void warnsAboutANameThatMayNotLeadToTheAddressThatIsListenedOn() throws Exception {
        String named = one("listen: 10.0.0.1").replace("address: 10.0.0.1", "address: node1.example.com");
        String warning = "node1 listens on 10.0.0.1 only, but other hosts reach it at node1.example.com. Make sure that"
                + " node1.example.com resolves to 10.0.0.1 on every host, or set the host's key 'address' to its IPv4"
                + " address.";
        assertThat(Descriptions.read(named).warnings()).containsExactly(warning);
        assertThat(Descriptions.read(named.replace("roles: [zookeeper, master, slave]", "roles: [zookeeper]"))
                        .warnings())
                .containsExactly(warning);
        assertThat(Descriptions.read(one("listen: 10.0.0.1")).warnings()).isEmpty();
        assertThat(Descriptions.read(named.replace("listen: 10.0.0.1", "listen: 0.0.0.0"))
                        .warnings())
                .noneMatch(sentence -> sentence.contains("resolves to 0.0.0.0"));
    }

    @Test
    void warnsAboutHostsThatMayBeOneMachine() throws Exception {
        String two = """
                version: 0.28.3
                platform: debian 12
                zookeeper: zk://10.9.0.1:2181/mesos
                hosts:
                - {name: node1, address: 203.0.113.1, listen: 10.0.0.1, roles: master}
                - {name: node2, address: 203.0.113.2, listen: LISTEN, roles: slave}
                """;
        assertThat(Descriptions.read(two.replace("LISTEN", "10.0.0.1")).warnings())
                .containsExactly(
                        "node2 listens on 10.0.0.1, which is also an address of node1. If they are one machine,"
                                + " describe it once, with all its roles.");
        assertThat(Descriptions.read(two.replace("LISTEN", "203.0.113.1")).warnings())
                .containsExactly("node2 listens on 203.0.113.1, which is also an address of node1. If they are one"
                        + " machine, describe it once, with all its roles.");
        for (String alone : List.of("10.0.0.2", "203.0.113.2", "0.0.0.0")) {
            assertThat(Descriptions.read(two.replace("LISTEN", alone)).warnings())
                    .isEmpty();
        }
    }

    @Test
    void warnsAboutADefunctRepository(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("key.asc"), Descriptions.KEY);
        Description description = Descriptions.read(
                "delivery: {packages: {url: 'http://repos.mesosphere.com/', key: key.asc}}\n" + THREE,
                directory,
                ZooKeeperIds.NONE);
        assertThat(description.delivery())
                .isEqualTo(new DeliveryMethod.Packages(
                        "http://repos.mesosphere.com",
                        Optional.of(Descriptions.KEY),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(description.warnings())
                .containsExactly("The repository http://repos.mesosphere.com no longer exists. Set 'url' to a mirror.");
    }

    @Test
    void rejectsAPrivateKey(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("key.asc"), "-----BEGIN PGP PRIVATE KEY BLOCK-----");
        String yaml = "delivery: {packages: {url: 'http://x', key: key.asc}}\n" + THREE;
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                DescriptionException.class, () -> Descriptions.read(yaml, directory, ZooKeeperIds.NONE))
                        .problems())
                .containsExactly(
                        "delivery.packages.key: 'key.asc' is not an armored OpenPGP key: it does not start with "
                                + "-----BEGIN PGP PUBLIC KEY BLOCK-----.");
    }

    @Test
    void jsonMayContainQuotes() throws Exception {
        String acls = "{\"run_tasks\": [{\"principals\": {\"type\": \"ANY\"}, \"users\": {\"values\": [\"a\"]}}]}";
        Description description = Descriptions.read(one("flags: {master: {acls: '" + acls + "'}}"));
        assertThat(description.hosts().get(0).flags(Role.MASTER)).containsEntry("acls", acls);
    }

    @Test
    void aKeyWithoutAValueIsLikeAnAbsentOne() throws Exception {
        Description description = Descriptions.read("cluster:\nversion: 0.25.0\ndelivery: {source:}\n"
                + one("listen:, flags: {master: {no-hostname_lookup: , quiet:}}, attributes:, resources:"));
        assertThat(description.clusterName()).isEmpty();
        assertThat(description.hosts().get(0).flags(Role.MASTER))
                .isEqualTo(Map.of("hostname_lookup", "false", "quiet", "true"));
        assertThat(Descriptions.problems("")).containsExactly("'hosts' must list at least one host.");
    }

    @Test
    void readsTheEnvironmentForAllDaemonsForARoleAndForOneHost() throws Exception {
        Description description = Descriptions.read("""
                platform: debian 12
                environment:
                  all: {LIBPROCESS_SSL_ENABLED: true, A: all}
                  agent: {A: slaves, http_proxy: "http://proxy:3128"}
                hosts:
                  - {name: node1, address: 10.0.0.1, roles: [zookeeper, master, slave], environment: {all: {B: one}, slave: {A: mine}}}
                  - {name: node2, address: 10.0.0.2, roles: slave}
                """);
        Host one = description.hosts().get(0);
        assertThat(one.environment(Role.MASTER))
                .isEqualTo(Map.of("LIBPROCESS_SSL_ENABLED", "true", "A", "all", "B", "one"));
        assertThat(one.environment(Role.SLAVE))
                .isEqualTo(Map.of(
                        "LIBPROCESS_SSL_ENABLED", "true", "A", "mine", "B", "one", "http_proxy", "http://proxy:3128"));
        Host two = description.hosts().get(1);
        assertThat(two.environment(Role.SLAVE))
                .isEqualTo(Map.of("LIBPROCESS_SSL_ENABLED", "true", "A", "slaves", "http_proxy", "http://proxy:3128"));
        assertThat(two.environment(Role.MASTER)).isEmpty();
        assertThat(slave("environment: {slave: {EMPTY: , NUMBER: 7}}").environment(Role.SLAVE))
                .isEqualTo(Map.of("EMPTY", "", "NUMBER", "7"));
    }

    static Stream<Arguments> environments() {
        return Stream.of(
                Arguments.of(
                        "{slave: {1A: x}}",
                        "slave.1A: '1A' is not the name of a variable: letters, digits and _, without a digit at the start."),
                Arguments.of(
                        "{slave: {'A B': x}}",
                        "slave.A B: 'A B' is not the name of a variable: letters, digits and _, without a digit at the"
                                + " start."),
                Arguments.of(
                        "{slave: {MESOS_ISOLATION: x}}",
                        "slave.MESOS_ISOLATION: 'MESOS_ISOLATION' sets the flag --isolation. Use the key 'flags' instead."),
                Arguments.of(
                        "{slave: {LIBPROCESS_IP: 10.0.0.1}}",
                        "slave.LIBPROCESS_IP: 'LIBPROCESS_IP' is not allowed here. Use the host's key 'listen' instead."),
                Arguments.of(
                        "{slave: {ISOLATION: x}}",
                        "slave.ISOLATION: 'ISOLATION' is not allowed here. Use the flag --isolation instead."),
                Arguments.of(
                        "{master: {UID: 7}}", "master.UID: 'UID' has a meaning for the shell that starts the daemon."),
                Arguments.of(
                        "{master: {SECRET: \"a\\nhunter2\"}}",
                        "master.SECRET: The value of SECRET contains a control character or a line break."),
                Arguments.of("{zookeeper: {A: x}}", "Unknown key 'zookeeper'. Known keys: all, master, slave, agent."));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void reportsVariablesThatDaemonsCannotHave(String environment, String problem) {
        String place = problem.startsWith("Unknown") ? ": " : ".";
        assertThat(Descriptions.problems(one("environment: " + environment)))
                .containsExactly("hosts[0].environment" + place + problem);
    }

    @Test
    void reportsVariablesOfRolesThatAHostDoesNotHave() {
        String zooKeeper =
                "platform: debian 12\nhosts: [{name: z, address: 10.0.0.1, roles: zookeeper, environment: {%s: {A: x}}}]";
        assertThat(Descriptions.problems(zooKeeper.formatted("all")))
                .containsExactly(
                        "hosts[0].environment.all: These variables have no effect: z has neither the role master"
                                + " nor slave.");
        assertThat(Descriptions.problems(zooKeeper.formatted("slave")))
                .containsExactly(
                        "hosts[0].environment.slave: These variables have no effect: z does not have the role slave.");
    }

    @Test
    void nativeLibrariesAreNoFlag() throws Exception {
        assertThat(slave("environment: {slave: {MESOS_NATIVE_JAVA_LIBRARY: /usr/lib/libmesos.so}}")
                        .environment(Role.SLAVE))
                .containsEntry("MESOS_NATIVE_JAVA_LIBRARY", "/usr/lib/libmesos.so");
    }

    private static Host slave(String more) throws Exception {
        return Descriptions.read(one(more)).hosts().get(0);
    }

    @Test
    void naturalYamlIsRenderedAsMesosReadsIt() throws Exception {
        Host host = slave("resources: {cpus: 4, mem: 8192.5, ports: [8080, 31000 - 32000], disks: [sda, sdb], disk: 10,"
                + " gpus: '{a, b}'}, attributes: {rack: b, cores: 8, rows: [3, 5-7]}");
        assertThat(host.resources())
                .isEqualTo(Map.of(
                        "cpus", "4",
                        "mem", "8192.5",
                        "ports", "[8080-8080, 31000 - 32000]",
                        "disks", "{sda,sdb}",
                        "disk", "10",
                        "gpus", "{a, b}"));
        assertThat(host.attributes()).isEqualTo(Map.of("rack", "b", "cores", "8", "rows", "[3-3, 5-7]"));
    }

    /** A POM has no element of the name {@code mem(web)}. */
    @Test
    void allResourcesCanBeOneTextAsMesosWritesThem() throws Exception {
        Host host =
                slave("resources: 'cpus:4;mem(web):512; ports:[31000-32000]', attributes: 'rack:a;url:http://x:80'");
        assertThat(host.resources()).isEqualTo(Map.of("cpus", "4", "mem(web)", "512", "ports", "[31000-32000]"));
        assertThat(host.attributes()).isEqualTo(Map.of("rack", "a", "url", "http://x:80"));
    }

    static Stream<Arguments> offersThatMesosWouldNotRead() {
        return Stream.of(
                refused(
                        one("resources: {ports: 31000-32000}"),
                        "hosts[0].resources.ports: The resource ports must have its ranges in brackets, such as [31000-32000],"
                                + " got '31000-32000'. mesos-slave would print: Failed to determine slave resources: Bad type for"
                                + " resource ports value 31000-32000 type TEXT."),
                refused(
                        one("resources: {disk: 'root:1000'}"),
                        "hosts[0].resources.disk: The resource disk must be a number of MB without a unit, got 'root:1000'."
                                + " mesos-slave would print: Failed to determine slave resources: Bad value for resources,"
                                + " missing or extra ':' in disk:root:1000."),
                refused(
                        one("resources: {mem: -1}"),
                        "hosts[0].resources.mem: The resource mem must not be negative, got '-1'. Mesos ignores the resource:"
                                + " Invalid scalar resource: value < 0."),
                refused(one("resources: {mem: 5, mem(*): 6}"), "hosts[0].resources: 'mem(*)' is set twice."),
                refused(
                        one("resources: {foo: 5, foo(web): [a]}"),
                        "hosts[0].resources: --resources must have one type for each name, got 'foo:5;foo(web):{a}'. mesos-slave"
                                + " would print: Failed to determine slave resources: Resources with the same name ('foo') but"
                                + " different types are not allowed."),
                refused(one("resources: 'cpus=4'"), "hosts[0].resources: 'cpus=4' is not of the form name:value."),
                refused(one("resources: [cpus]"), "hosts[0].resources: Expected a map, got a list."),
                refused(one("resources: {ports: {a: b}}"), "hosts[0].resources.ports: Expected a string, got a map."),
                refused(
                        one("attributes: {zones: [a, b]}"),
                        "hosts[0].attributes.zones: The attribute zones must be a number, ranges such as [1-5], or a text"
                                + " without spaces, [ and {, whose parentheses match, got '{a,b}'. mesos-slave would print: Bad"
                                + " type for attribute zones text {a,b} type 2."),
                refused(
                        one("attributes: {rack: a b}"),
                        "hosts[0].attributes.rack: The attribute rack must not contain spaces, got 'a b'. Mesos removes them: it"
                                + " would read 'ab'."),
                refused(
                        one("flags: {master: {credentials: '{}'}}"),
                        "hosts[0].flags.master.credentials: --credentials for node1 must be the absolute path of a file, not its"
                                + " content, got 'JSON'."),
                refused(
                        one("flags: {slave: {resources: 'cpus:x'}}"),
                        "hosts[0].flags.slave.resources: --resources is not allowed here. Use the host's key 'resources'"
                                + " instead."),
                refused(
                        one("flags: {slave: {gc_delay: 1day}}"),
                        "hosts[0].flags.slave.gc_delay: --gc_delay for node1 must be a number with one of the units ns, us, ms,"
                                + " secs, mins, hrs, days and weeks, such as 5mins, got '1day'. mesos-slave 0.24.0 would print:"
                                + " Failed to load flag 'gc_delay': Failed to load value '1day': Unknown duration unit 'day'."));
    }

    @ParameterizedTest
    @MethodSource("offersThatMesosWouldNotRead")
    void refusesValuesThatMesosWouldNotReadAsTheyAreWritten(String yaml, List<String> problems) {
        assertThat(Descriptions.problems(yaml)).isEqualTo(problems);
    }

    @Test
    void readsAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("nodes.yaml"), THREE);
        DescriptionReader reader = new DescriptionReader(new Version("0.24.0"), directory, ZooKeeperIds.NONE);
        assertThat(reader.read(file).hosts()).hasSize(3);
        Files.writeString(file, "hosts: [");
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                DescriptionException.class, () -> reader.read(file))
                        .problems())
                .singleElement()
                .asString()
                .isEqualTo(file
                        + ": Invalid YAML in line 1, column 9: expected the node content, but found '<stream end>'.");
    }

    @Test
    void rejectsInvalidUtf8AndDuplicateKeys(@TempDir Path directory) throws Exception {
        Path file = Files.write(directory.resolve("nodes.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        DescriptionReader reader = new DescriptionReader(new Version("0.24.0"), directory, ZooKeeperIds.NONE);
        assertThatExceptionOfType(DescriptionException.class)
                .isThrownBy(() -> reader.read(file))
                .withMessage(file + ": The file is not valid UTF-8.");
        Files.writeString(file, "quorum: 1\nquorum: 2\n");
        assertThatExceptionOfType(DescriptionException.class)
                .isThrownBy(() -> reader.read(file))
                .withMessage(file + ": Invalid YAML in line 2, column 1: found duplicate key quorum.");
    }

    @Test
    void anExternalEnsembleHasItsOwnPath() throws Exception {
        Description description =
                Descriptions.read("zookeeper: zk://me:secret@z1:2181,z2:2181/mine\nplatform: debian 12\nhosts:\n"
                        + "  - {name: m, address: 10.0.0.1, roles: master}\n");
        assertThat(description.zooKeeperUrl()).isEqualTo("zk://me:secret@z1:2181,z2:2181/mine");
        assertThat(NodeWriter.trees(description).get(0).files())
                .filteredOn(file -> file.path().equals("etc/mesos/zk"))
                .extracting(NodeFile::mode)
                .containsExactly("rw-------");
    }

    /** The flags of agents of 1.x, and the mode of the files that hold secrets. */
    @Test
    void flagsOf1xAreChecked() throws Exception {
        String domain = "{\"fault_domain\": {\"region\": {\"name\": \"a\"}, \"zone\": {\"name\": \"b\"}}}";
        Description description = Descriptions.read("version: 1.11.0\nflags: {all: {domain: '" + domain
                + "'}, master: {slave_ping_timeout: 10secs}, agent: {docker_config: '{\"auths\": {}}',"
                + " jwt_secret_key: /etc/mesos/key, http_credentials: file:///etc/mesos/c}}\n" + THREE);
        assertThat(description.warnings()).isEmpty();
        Host host = description.hosts().get(0);
        assertThat(NodeFlags.of(description, host, Role.MASTER))
                .containsEntry("domain", domain)
                .containsEntry("agent_ping_timeout", "10secs")
                .doesNotContainKey("slave_ping_timeout");
        Map<String, String> modes =
                new MesosFiles(description).of(host).stream().collect(Collectors.toMap(NodeFile::path, NodeFile::mode));
        assertThat(modes)
                .containsEntry("etc/mesos-agent/docker_config", NodeFile.SECRET)
                .containsEntry("etc/mesos-agent/http_credentials", NodeFile.SECRET)
                .containsEntry("etc/mesos-agent/jwt_secret_key", NodeFile.SECRET)
                .containsEntry("etc/mesos-agent/domain", NodeFile.PLAIN)
                .containsEntry("etc/mesos-master/agent_ping_timeout", NodeFile.PLAIN);
        assertThat(Descriptions.problems("version: 1.11.0\nflags: {master: {user_sorter: drf, role_sorter: drf},"
                        + " agent: {containerizer_path: /a, domain: '{}'}}\n" + THREE))
                .containsExactly(
                        "flags.master.role_sorter: --role_sorter is set twice.",
                        "flags.agent.containerizer_path: mesos-agent 1.11.0 has no flag --containerizer_path, which is set for"
                                + " all hosts. It was removed in 1.1.0.",
                        "flags.agent.domain: --domain for all hosts must have the field fault_domain, got '{}'. mesos-agent"
                                + " 1.11.0 would print: `domain` must define `fault_domain`.");
    }
}
