package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reproduces a guide's example: three servers, each with ZooKeeper, a master and a slave from packages, and the files that the guide
 * tells readers to write by hand. The guide has two errors. It sets the quorum to half of the masters, 1 of 3, which loses the log;
 * the quorum is 2. And it starts slaves with {@code --ip=MASTER:5050}, although {@code ip} is the address that a slave binds, and
 * {@code --master} names its master.
 */
class GuideExampleTest {
    private static final String EXAMPLE = """
            delivery:
              packages: {url: "http://repos.mesosphere.com", key: mesosphere.asc}
            platform: ubuntu 14.04
            hosts:
              - {name: server1, address: 192.168.0.1, roles: [zookeeper, master, slave]}
              - {name: server2, address: 192.168.0.2, roles: [zookeeper, master, slave]}
              - {name: server3, address: 192.168.0.3, roles: [zookeeper, master, slave]}
            """;

    @TempDir
    Path directory;

    private Description read(String yaml) throws Exception {
        Files.writeString(directory.resolve("mesosphere.asc"), Descriptions.KEY);
        return Descriptions.read(yaml, directory, ZooKeeperIds.NONE);
    }

    @Test
    void isReproducedWithItsErrorsFixed() throws Exception {
        Description description = read(EXAMPLE);
        List<NodeTree> trees = NodeWriter.trees(description);
        for (int i = 1; i <= 3; i++) {
            Map<String, String> expected = new LinkedHashMap<>();
            expected.put("etc/apt/keyrings/mesosphere.asc", Descriptions.KEY);
            expected.put(
                    "etc/apt/sources.list.d/mesosphere.list", "deb http://repos.mesosphere.com/ubuntu trusty main\n");
            expected.put("etc/default/mesos", "ULIMIT=\"-n 8192\"\n");
            String head = "# Written by mesos:node-config. Change the description instead of this file.\n";
            expected.put("etc/default/mesos-master", head + "LOGS=/var/log/mesos\nPORT=5050\nZK=`cat /etc/mesos/zk`\n");
            expected.put("etc/default/mesos-slave", head + "LOGS=/var/log/mesos\nMASTER=`cat /etc/mesos/zk`\n");
            expected.put("etc/mesos-master/hostname", "192.168.0." + i + "\n");
            expected.put("etc/mesos-master/ip", "192.168.0." + i + "\n");
            expected.put("etc/mesos-master/quorum", "2\n");
            expected.put("etc/mesos-master/work_dir", "/var/lib/mesos/master\n");
            expected.put("etc/mesos-slave/hostname", "192.168.0." + i + "\n");
            expected.put("etc/mesos-slave/ip", "192.168.0." + i + "\n");
            expected.put("etc/mesos-slave/port", "5051\n");
            expected.put("etc/mesos-slave/work_dir", "/var/lib/mesos/slave\n");
            expected.put("etc/mesos/zk", "zk://192.168.0.1:2181,192.168.0.2:2181,192.168.0.3:2181/mesos\n");
            expected.put("etc/zookeeper/conf/myid", i + "\n");
            expected.put("etc/zookeeper/conf/zoo.cfg", """
                    # Written by mesos:node-config. Change the description instead of this file.
                    tickTime=2000
                    initLimit=10
                    syncLimit=5
                    dataDir=/var/lib/zookeeper
                    clientPort=2181
                    autopurge.snapRetainCount=3
                    autopurge.purgeInterval=24
                    4lw.commands.whitelist=srvr,conf,mntr,ruok
                    admin.enableServer=false
                    server.1=192.168.0.1:2888:3888
                    server.2=192.168.0.2:2888:3888
                    server.3=192.168.0.3:2888:3888
                    """);
            Map<String, String> actual = new LinkedHashMap<>();
            trees.get(i - 1).files().forEach(file -> actual.put(file.path(), file.text()));
            assertThat(actual).isEqualTo(expected);
        }
        assertThat(description.warnings()).singleElement().asString().contains("repos.mesosphere.com no longer exists");
        assertThat(trees.get(0).scripts().get(1).text())
                .contains("service zookeeper restart", "service mesos-master restart", "service mesos-slave restart");
    }

    @Test
    void itsQuorumIsRejected() {
        assertThat(Descriptions.problems("quorum: 1\n" + EXAMPLE.substring(EXAMPLE.indexOf("platform"))))
                .containsExactly(
                        "quorum: A quorum of 1 is not a majority of 3 masters: two groups could decide separately"
                                + " and damage the replicated log. Use a quorum of 2, or at most 1 master.");
    }

    @Test
    void itsSlaveFlagIsRejected() {
        assertThat(Descriptions.problems(
                        "flags: {slave: {ip: '192.168.0.1:5050'}}\n" + EXAMPLE.substring(EXAMPLE.indexOf("platform"))))
                .containsExactly("flags.slave.ip: --ip is not allowed here. Use the host's key 'listen' instead.");
        assertThat(Descriptions.problems("flags: {slave: {master: '192.168.0.1:5050'}}\n"
                        + EXAMPLE.substring(EXAMPLE.indexOf("platform"))))
                .containsExactly(
                        "flags.slave.master: --master is not allowed here. Use the role zookeeper of hosts, or "
                                + "the key 'zookeeper', instead.");
    }

    @Test
    void aCurrentDebianTrustsTheKeyForThisRepositoryOnly() throws Exception {
        Description description = read(EXAMPLE.replace("ubuntu 14.04", "debian 12"));
        assertThat(new Wrapper(NodeWriter.trees(description).get(0)).text("etc/apt/sources.list.d/mesosphere.list"))
                .isEqualTo(
                        "deb [signed-by=/etc/apt/keyrings/mesosphere.asc] http://repos.mesosphere.com/debian bookworm"
                                + " main\n");
    }

    @Test
    void centosUsesTheReleasePackage() throws Exception {
        Description description = read(EXAMPLE.replace("ubuntu 14.04", "centos 7"));
        NodeTree tree = NodeWriter.trees(description).get(0);
        assertThat(tree.scripts().get(0).text())
                .contains("rpm -Uvh http://repos.mesosphere.com/el/7/noarch/RPMS/mesosphere-el-repo-7-1.noarch.rpm")
                .contains("yum -y install mesos-0.24.0\n")
                .contains("yum -y install mesosphere-zookeeper");
        assertThat(new Wrapper(tree).text("var/lib/zookeeper/myid")).isEqualTo("1\n");
    }
}
