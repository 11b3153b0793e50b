package io.github.mesosbuild.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.Login;
import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks the comparison of daemons' answers with a description. {@link FileCheckTest} covers files. */
@Timeout(300)
class NodeCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-23T22:45:00Z");

    private FakeNodes nodes;

    @BeforeEach
    void start() throws IOException {
        nodes = new FakeNodes();
    }

    @AfterEach
    void stop() throws Exception {
        nodes.close();
    }

    private NodeReport report(Description description, Optional<String> only) throws Exception {
        return new NodeCheck(Duration.ofSeconds(1), InstantSource.fixed(NOW))
                .check(description, List.of(), only, Map.of());
    }

    private List<String> problems() throws Exception {
        return report(nodes.description(), Optional.empty()).problems();
    }

    @Test
    void aClusterThatIsAsDescribedIsGood() throws Exception {
        NodeReport report = report(nodes.description(), Optional.empty());

        assertThat(report.problems()).isEmpty();
        assertThat(report.isGood()).isTrue();
        assertThat(report.leader()).contains("m1");
        assertThat(report.findings())
                .extracting(NodeFinding::sentence)
                .containsExactly(
                        "ZooKeeper on m1 serves as follower.",
                        "The master on m1 leads.",
                        "ZooKeeper on m2 serves as leader.",
                        "The master on m2 follows m1.",
                        "ZooKeeper on m3 serves as follower.",
                        "The master on m3 follows m1.",
                        "The slave on s1 is registered with the leader m1.",
                        "The slave on s2 is registered with the leader m1.",
                        "3 of 3 ZooKeeper servers are serving, and m2 leads.",
                        "3 of 3 masters answer, and 2 are needed; m1 leads.");
    }

    @Test
    void theReportIsJson() throws Exception {
        nodes.stopSlave("s2");
        nodes.slaves().remove(1);
        ConfigNode json =
                Documents.json(report(nodes.description(), Optional.empty()).json());

        assertThat(json.get("good").flag()).isFalse();
        assertThat(json.get("checked").text()).contains("2026-11-23T22:45:00Z");
        assertThat(json.get("leader").text()).contains("m1");
        assertThat(json.get("problems").list()).hasSize(1);
        assertThat(json.get("findings").list()).hasSize(10).anySatisfy(finding -> {
            assertThat(finding.get("host").text()).contains("s2");
            assertThat(finding.get("good").flag()).isFalse();
        });
    }

    @Test
    void ofOneHostOnlyItsOwnFindingsAreTold() throws Exception {
        nodes.flags("m1").put("quorum", "1");
        nodes.flags("m3").put("quorum", "1");

        assertThat(report(nodes.description(), Optional.of("m2")).findings())
                .extracting(NodeFinding::sentence)
                .containsExactly("ZooKeeper on m2 serves as leader.", "The master on m2 follows m1.");
        assertThat(report(nodes.description(), Optional.of("m3")).problems())
                .containsExactly("The master on m3 runs with --quorum=1, expected --quorum=2.");
    }

    @Test
    void aVersionFromOneOnIsAskedWithoutExtension() throws Exception {
        try (FakeNodes agents = new FakeNodes("1.4.0", "/master/state")) {
            assertThat(report(agents.description(), Optional.empty()).problems())
                    .isEmpty();
        }
    }

    @Test
    void aVersionFromOneOnReportsItsFlagsAlsoWhereItDoesNotLead() throws Exception {
        try (FakeNodes agents = new FakeNodes("1.4.0", "/master/state")) {
            agents.flags("m1").put("cluster", "another");
            agents.flags("m3").put("quorum", "1");

            assertThat(report(agents.description(), Optional.empty()).problems())
                    .containsExactly(
                            "The master on m1 runs with --cluster=another, expected --cluster=test.",
                            "The master on m3 runs with --quorum=1, expected --quorum=2.");
        }
    }

    @Test
    void aVersionFromOneOnNamesTheLeaderByARedirect() throws Exception {
        try (FakeNodes agents = new FakeNodes("1.11.0", "/master/state")) {
            agents.leader("m2", agents.address("m3", Role.MASTER));
            agents.leader("m3", "");

            assertThat(report(agents.description(), Optional.empty()).problems())
                    .containsExactly(
                            "The master on m3 reports no leader.",
                            "The masters disagree on the leader: m1 reports m1, m2 reports m3, m3 reports none.");
        }
    }

    @Test
    void aVersionFromOneOnCanNameTheLeaderByItsHostName() throws Exception {
        try (FakeNodes agents = new FakeNodes("1.11.0", "/master/state")) {
            Host named = agents.description().host("m1").orElseThrow();
            Host leader = new Host(
                    named.name(),
                    named.address(),
                    named.listen(),
                    named.platform(),
                    named.roles(),
                    named.zooKeeperId(),
                    named.ports(),
                    Map.of(Role.MASTER, Map.of("hostname", "front.example")),
                    named.attributes(),
                    named.resources(),
                    named.environment(),
                    named.instance());
            agents.flags("m1").put("hostname", "front.example");
            agents.leader("m2", "front.example:" + named.ports().master());

            assertThat(report(agents.with(leader), Optional.empty()).problems()).isEmpty();
        }
    }

    @Test
    void daemonsThatDoNotAnswerAreNamed() throws Exception {
        nodes.stop(3);

        assertThat(problems())
                .containsExactly(
                        "ZooKeeper on m3 does not answer at " + nodes.address("m3", Role.ZOOKEEPER) + ".",
                        "The master on m3 does not answer at " + nodes.address("m3", Role.MASTER) + ".");
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsNotWaitedForLong() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            Host host = nodes.description().host("m3").orElseThrow();
            HostPorts ports = new HostPorts(silent.getLocalPort(), 2888, 3888, silent.getLocalPort(), 1);
            Host paused = new Host(
                    host.name(),
                    host.address(),
                    host.listen(),
                    host.platform(),
                    host.roles(),
                    host.zooKeeperId(),
                    ports,
                    host.flags(),
                    host.attributes(),
                    host.resources(),
                    host.environment(),
                    host.instance());
            long began = System.nanoTime();

            assertThat(report(nodes.with(paused), Optional.of("m3")).problems())
                    .containsExactly(
                            "ZooKeeper on m3 does not answer at 127.0.0.3:" + silent.getLocalPort() + ".",
                            "The master on m3 does not answer at 127.0.0.3:" + silent.getLocalPort() + ".");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void daemonsThatAskForCredentialsAreNotTakenForSilent() throws Exception {
        nodes.authorization("Basic dXNlcjpwYXNz");

        assertThat(problems())
                .containsExactly(
                        "The master on m1 asks for credentials at " + nodes.address("m1", Role.MASTER) + ".",
                        "The master on m2 asks for credentials at " + nodes.address("m2", Role.MASTER) + ".",
                        "The master on m3 asks for credentials at " + nodes.address("m3", Role.MASTER) + ".",
                        "Cannot check the slave on s1: the masters report no single leader.",
                        "Cannot check the slave on s2: the masters report no single leader.",
                        "Cannot check the masters together without credentials: set mesos.nodes.server to the ID of a <server> in"
                                + " your settings.xml.");
        assertThat(new NodeCheck(
                                Duration.ofSeconds(1), Optional.of(new Login("user", "pass")), InstantSource.fixed(NOW))
                        .check(nodes.description(), List.of(), Optional.empty(), Map.of())
                        .problems())
                .isEmpty();
    }

    @Test
    void withoutAMajorityNeitherServes() throws Exception {
        nodes.stop(2);
        nodes.stop(3);
        nodes.word("m1", "srvr", "This ZooKeeper instance is not currently serving requests\n");
        nodes.leader("m1", "");
        nodes.state("m1").remove("elected_time");

        assertThat(problems())
                .contains(
                        "ZooKeeper on m1 is running, but not serving: it has not found a majority of the ensemble.",
                        "The ZooKeeper ensemble is not serving: 0 of 3 servers are, and 2 are needed.",
                        "The master on m1 reports no leader.",
                        "No master is the leader.",
                        "The masters have no quorum: 1 of 3 masters answer, and 2 are needed.",
                        "Cannot check the slave on s1: the masters report no single leader.");
    }

    @Test
    void aServerOfZooKeeperWithAnotherIdOrOtherPeersIsNamed() throws Exception {
        Map<Integer, String> peers = nodes.peers();
        peers.put(2, "127.0.0.9:2888:3888");
        peers.remove(3);
        peers.put(4, "127.0.0.4:2888:3888");
        nodes.conf("m1", 7, peers);

        assertThat(problems())
                .containsExactly(
                        "ZooKeeper on m1 has ID 7, expected 1.",
                        "ZooKeeper on m1 has the peer server.2=127.0.0.9:2888:3888, expected 127.0.0.2:2888:3888.",
                        "ZooKeeper on m1 lacks the peer server.3=127.0.0.3:2888:3888, which is m3.",
                        "ZooKeeper on m1 has the peer server.4=127.0.0.4:2888:3888, which is not in the description.");
    }

    @Test
    void aServerThatMayNotTellItsIdRunsWithAnotherConfiguration() throws Exception {
        nodes.word("m1", "conf", "conf" + FakeNodes.NOT_WHITELISTED);

        assertThat(report(nodes.description(), Optional.of("m1")).problems())
                .containsExactly(
                        "ZooKeeper on m1 does not report its ID and peers. The described zoo.cfg would allow this, so it"
                                + " is not in use.");
    }

    @Test
    void serversThatAreNoEnsembleAreNamed() throws Exception {
        nodes.mode("m1", "leader");
        assertThat(problems())
                .containsExactly("Several ZooKeeper servers claim to lead: m1 and m2. They do not form one ensemble.");

        nodes.mode("m1", "standalone");
        assertThat(problems())
                .containsExactly("ZooKeeper on m1 runs in mode standalone, expected a member of an ensemble of 3.");

        nodes.mode("m1", "follower");
        nodes.mode("m2", "follower");
        assertThat(problems()).containsExactly("No ZooKeeper server is the leader.");

        nodes.word("m2", "srvr", "srvr" + FakeNodes.NOT_WHITELISTED);
        assertThat(problems())
                .contains("ZooKeeper on m2 does not report its state: 'srvr' is not in its 4lw.commands.whitelist.");

        nodes.word("m2", "srvr", "SSH-2.0-OpenSSH_9.2\r\n");
        assertThat(problems())
                .contains("ZooKeeper on m2 does not answer like a ZooKeeper server: SSH-2.0-OpenSSH_9.2.");
    }

    @Test
    void aMasterWithOtherFlagsIsNamed() throws Exception {
        nodes.flags("m2").put("zk", "zk://user:hidden@10.0.0.9:2181/other");
        nodes.flags("m2").put("quorum", "1");
        nodes.flags("m3").put("cluster", "another");

        String url = nodes.description().zooKeeperUrl();
        assertThat(problems())
                .containsExactly(
                        "The master on m2 runs with --quorum=1, expected --quorum=2.",
                        "The master on m2 runs with --zk=zk://user:***@10.0.0.9:2181/other, expected --zk=" + url + ".",
                        "The master on m3 runs with --cluster=another, expected --cluster=test.");
    }

    @Test
    void mastersThatDoNotAgreeAreNamed() throws Exception {
        nodes.leader("m2", nodes.address("m3", Role.MASTER));
        assertThat(problems())
                .containsExactly("The masters disagree on the leader: m1 reports m1, m2 reports m3, m3 reports m1.");

        nodes.leader("m2", nodes.address("m2", Role.MASTER));
        nodes.state("m2").put("elected_time", 1.0);
        assertThat(problems())
                .contains(
                        "Several masters claim to lead: m1 and m2.",
                        "Cannot check the slave on s1: the masters report no single leader.");
    }

    @Test
    void aStrangerWhoLeadsIsNamed() throws Exception {
        nodes.state("m1").remove("elected_time");
        for (String name : List.of("m1", "m2", "m3")) {
            nodes.leader(name, "10.0.0.9:5050");
        }

        assertThat(problems())
                .contains(
                        "The master on m1 reports the leader 10.0.0.9:5050, which is not in the description.",
                        "No master is the leader.");
    }

    @Test
    void slavesThatAreNotInAreNamed() throws Exception {
        nodes.slaves().remove(1);
        String address = nodes.address("s2", Role.SLAVE);
        assertThat(problems())
                .containsExactly(
                        "The slave on s2 answers at " + address + ", but is not registered with the leader m1.");

        nodes.stopSlave("s2");
        assertThat(problems())
                .containsExactly("The slave on s2 does not answer at " + address
                        + ", and is not registered with the leader m1.");

        nodes.slaves().get(0).put("active", false);
        assertThat(problems()).contains("The slave on s1 is registered with the leader m1, but is not active.");
    }

    @Test
    void aSlaveAtAnotherAddressAndAStrangerAreNamed() throws Exception {
        nodes.slaves().set(1, FakeNodes.slave("127.0.0.5", "10.0.0.9:5051", Map.of()));
        nodes.slaves().add(FakeNodes.slave("stray", "10.0.0.8:5051", Map.of()));
        Map<String, Object> gone = FakeNodes.slave("gone", "10.0.0.7:5051", Map.of());
        gone.put("active", false);
        nodes.slaves().add(gone);

        assertThat(problems())
                .containsExactly(
                        "The slave on s2 is registered from 10.0.0.9:5051, expected " + nodes.address("s2", Role.SLAVE)
                                + ".",
                        "A slave at 10.0.0.8:5051 (stray) is registered with the leader m1, but is not in the"
                                + " description.");
    }

    @Test
    void attributesThatAreOthersAreNamed() throws Exception {
        nodes.slaves().get(0).put("attributes", Map.of("rack", "b", "colour", "red"));

        assertThat(problems())
                .containsExactly(
                        "The slave on s1 has the attribute 'colour:red', which is not in the description.",
                        "The slave on s1 has no attribute 'floor', expected '2'.",
                        "The slave on s1 has the attribute 'rack:b', expected 'a'.");
    }
}
