package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the files of any accepted description contain the values of that description. */
class ParseBackTest {
    private static final int MANY = 300;
    private static final List<String> PLATFORMS =
            List.of("debian 7", "debian 12", "ubuntu 12.04", "ubuntu 22.04", "centos 6", "centos 7", "rocky 9");
    private static final List<String> VERSIONS = List.of("0.23.1", "0.24.0", "0.25.1", "0.27.3", "0.28.3", "1.11.0");
    private static final List<String> MASTER_FLAGS = List.of(
            "offer_timeout: 5secs",
            "roles: 'a,b'",
            "no-root_submissions: ''",
            "quiet: true",
            "quiet: false",
            "work_dir: /srv/mesos",
            "log_dir: /srv/log",
            "acls: '{\"permissive\": false}'",
            "credentials: file:///etc/mesos-credentials",
            "port: 6050",
            "hostname: master.example.com");
    private static final List<String> SLAVE_FLAGS = List.of(
            "isolation: 'cgroups/cpu,cgroups/mem'",
            "switch_user: 0",
            "strict: ''",
            "work_dir: /data",
            "executor_registration_timeout: 5mins",
            "frameworks_home: /home/x",
            "logging_level: ERROR");

    static IntStream seeds() {
        return IntStream.range(0, MANY);
    }

    private static String pick(Random random, List<String> of, int chance) {
        return random.nextInt(chance) == 0 ? of.get(random.nextInt(of.size())) : "";
    }

    private static String yaml(Random random) {
        int masters = List.of(0, 1, 1, 3, 3, 5, 7).get(random.nextInt(7));
        int servers = List.of(1, 3, 5).get(random.nextInt(3));
        int slaves = masters == 0 ? 0 : random.nextInt(4);
        StringBuilder yaml = new StringBuilder("version: " + VERSIONS.get(random.nextInt(VERSIONS.size())) + "\n");
        if (random.nextBoolean()) {
            yaml.append(
                    "delivery: {packages: {url: 'https://packages.example.com/mesos', keyUrl: 'https://packages.example.com/key'}}\n");
        } else if (random.nextBoolean()) {
            yaml.append("delivery: {source: {prefix: /usr/local/mesos}}\n");
        }
        if (random.nextBoolean()) {
            yaml.append("cluster: A cluster, no. ").append(random.nextInt(100)).append('\n');
        }
        if (random.nextInt(4) == 0) {
            yaml.append("chroot: /a/b-").append(random.nextInt(10)).append('\n');
        }
        if (random.nextInt(4) == 0) {
            yaml.append("ports: {client: 2182, election: 4888}\n");
        }
        yaml.append("flags: {master: {")
                .append(pick(random, MASTER_FLAGS, 2))
                .append("}, slave: {")
                .append(pick(random, SLAVE_FLAGS, 2))
                .append("}}\nhosts:\n");
        for (int i = 0; i < Math.max(masters, servers) + slaves; i++) {
            List<String> roles = new ArrayList<>();
            if (i < servers) {
                roles.add("zookeeper");
            }
            if (i < masters) {
                roles.add("master");
            }
            boolean slave = masters > 0 && (i >= Math.max(masters, servers) || random.nextInt(3) == 0);
            if (slave) {
                roles.add("slave");
            }
            yaml.append("  - name: h").append(i).append('\n');
            yaml.append("    address: ")
                    .append(random.nextInt(5) == 0 ? "h" + i + ".example.com" : "10.9.8." + (i + 1))
                    .append('\n');
            yaml.append("    platform: ")
                    .append(PLATFORMS.get(random.nextInt(PLATFORMS.size())))
                    .append('\n');
            yaml.append("    roles: [").append(String.join(", ", roles)).append("]\n");
            if (random.nextInt(5) == 0) {
                yaml.append("    listen: 192.168.1.").append(i + 1).append('\n');
            }
            if (random.nextInt(4) == 0 && i < servers) {
                yaml.append("    id: ").append(100 + i).append('\n');
            }
            if (slave) {
                yaml.append("    ports: {slave: ")
                        .append(5051 + random.nextInt(9))
                        .append("}\n");
                yaml.append("    attributes: {rack: r").append(i).append(", os.name: 'a-b'}\n");
                yaml.append("    resources: {cpus: ").append(i).append(", ports: '[31000-32000]', 'mem(*)': 10}\n");
                yaml.append("    flags: {slave: {")
                        .append(pick(random, SLAVE_FLAGS, 2))
                        .append("}}\n");
            }
        }
        return yaml.toString();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void filesSayWhatTheDescriptionSays(int seed) throws Exception {
        String yaml = yaml(new Random(seed));
        Description description;
        try {
            description = Descriptions.read(yaml);
        } catch (DescriptionException e) {
            assertThat(e.problems()).as(yaml).allMatch(problem -> problem.contains("advertise_"));
            return;
        }
        for (NodeTree tree : NodeWriter.trees(description)) {
            Host host = tree.host();
            Wrapper wrapper = new Wrapper(tree);
            boolean packages = description.delivery() instanceof DeliveryMethod.Packages;
            for (Role role : List.of(Role.MASTER, Role.SLAVE)) {
                if (host.is(role)) {
                    Map<String, String> flags = wrapper.flags(description.daemon(role), packages);
                    assertThat(flags).as(yaml).isEqualTo(NodeFlags.of(description, host, role));
                    assertThat(flags).as(yaml).containsAllEntriesOf(host.flags(role));
                    String others = flags.getOrDefault("advertise_port", flags.get("port"));
                    assertThat(others).isEqualTo(String.valueOf(host.port(role)));
                } else {
                    assertThat(tree.files())
                            .noneMatch(file -> file.path().startsWith("etc/" + description.daemon(role) + "/"));
                }
            }
            if (host.is(Role.MASTER)) {
                assertThat(wrapper.flags(description.daemon(Role.MASTER), packages))
                        .containsEntry(
                                "quorum",
                                String.valueOf(description.hosts(Role.MASTER).size() / 2 + 1));
            }
            if (host.is(Role.SLAVE)) {
                Map<String, String> flags = wrapper.flags(description.daemon(Role.SLAVE), packages);
                assertThat(split(flags.get("attributes"))).isEqualTo(host.attributes());
                assertThat(split(flags.get("resources"))).isEqualTo(host.resources());
            }
            if (host.is(Role.ZOOKEEPER)) {
                assertZooKeeper(description, tree, wrapper);
            }
        }
    }

    @Test
    void mostOfThemAreAccepted() throws Exception {
        int accepted = 0;
        for (int seed = 0; seed < MANY; seed++) {
            try {
                Descriptions.read(yaml(new Random(seed)));
                accepted++;
            } catch (DescriptionException e) {
                assertThat(e.problems()).isNotEmpty();
            }
        }
        assertThat(accepted).isGreaterThan(MANY / 2);
    }

    private static Map<String, String> split(String joined) {
        Map<String, String> split = new TreeMap<>();
        for (String item : joined.split(";")) {
            split.put(item.substring(0, item.indexOf(':')), item.substring(item.indexOf(':') + 1));
        }
        return split;
    }

    private static void assertZooKeeper(Description description, NodeTree tree, Wrapper wrapper) throws Exception {
        Properties configuration = new Properties();
        configuration.load(new java.io.StringReader(wrapper.text("etc/zookeeper/conf/zoo.cfg")));
        Host host = tree.host();
        assertThat(configuration.getProperty("clientPort"))
                .isEqualTo(String.valueOf(host.ports().client()));
        assertThat(configuration.getProperty("clientPortAddress"))
                .isEqualTo(host.listen().orElse(null));
        for (Host member : description.hosts(Role.ZOOKEEPER)) {
            assertThat(configuration.remove("server." + member.zooKeeperId()))
                    .isEqualTo("%s:%d:%d"
                            .formatted(
                                    member.address(),
                                    member.ports().peer(),
                                    member.ports().election()));
        }
        assertThat(configuration.stringPropertyNames()).noneMatch(name -> name.startsWith("server."));
        String dataDirectory = configuration.getProperty("dataDir");
        if (host.platform().toString().equals("centos 6")) {
            assertThat(tree.scripts().get(0).text())
                    .contains("zookeeper-server-initialize --myid=" + host.zooKeeperId());
            return;
        }
        String myid = host.platform().hasApt() ? "/etc/zookeeper/conf/myid" : dataDirectory + "/myid";
        assertThat(wrapper.text(myid.substring(1))).isEqualTo(host.zooKeeperId() + "\n");
        if (host.platform().hasApt()) {
            assertThat(tree.scripts().get(0).text())
                    .contains("ln -sf " + myid + " \"$root\"" + dataDirectory + "/myid");
        }
    }
}
