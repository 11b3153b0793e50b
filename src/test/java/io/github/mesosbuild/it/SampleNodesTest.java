package io.github.mesosbuild.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.cluster.Role;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.it.SampleTree.Result;
import io.github.mesosbuild.node.NodeFinding;
import io.github.mesosbuild.node.NodeReport;
import io.github.mesosbuild.node.RegisteredSlave;
import io.github.mesosbuild.process.Daemon;
import io.github.mesosbuild.process.Signal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks what {@code node-check} reports about faults in a cluster of three described and started machines. With {@code
 * -Dmesos.test.prefix=DIR}, the cluster runs the Mesos in that directory. Choose single tests then, because Mesos takes longer to miss
 * a slave.
 */
@Tag("long")
@Timeout(300)
class SampleNodesTest {
    @TempDir
    static Path directory;

    private static Path prefix;
    private static SampleNodes nodes;

    @BeforeAll
    static void start() throws Exception {
        String given = System.getProperty("mesos.test.prefix");
        prefix = given == null ? sample() : Path.of(given);
        nodes = new SampleNodes(Files.createDirectory(directory.resolve("cluster")), prefix);
        if (given != null) {
            nodes.initializeLogs(prefix);
        }
        nodes.startAll();
        nodes.await();
    }

    /** Builds the sample, whose daemons get the names of those of Mesos. */
    private static Path sample() throws Exception {
        SampleTree tree =
                SampleTree.unpack(SampleArchive.read(SampleBuildTest.RELEASE).pack(), directory.resolve("tree"));
        tree.configure();
        Result installed = tree.make("-j2", "install");
        assertThat(installed.status()).as(installed.output()).isZero();
        for (String daemon : List.of("master", "slave")) {
            Files.createSymbolicLink(tree.prefix().resolve("sbin/mesos-" + daemon), Path.of("sample-" + daemon));
        }
        return tree.prefix();
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.close();
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    /** The actions that undo a test's changes. */
    private final Deque<Action> undo = new ArrayDeque<>();

    @AfterEach
    void allIsWellAgain() throws Exception {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
        nodes.await();
    }

    /** Changes a file of a machine until the end of the test, and returns its original text. */
    private String put(String host, String path, UnaryOperator<String> change) throws Exception {
        String right = nodes.text(host, path);
        undo.push(() -> nodes.put(host, path, right));
        nodes.put(host, path, change.apply(right));
        return right;
    }

    /** Restarts a daemon with its changed files, and again with the original ones at the end of the test. */
    private void restart(String host, Role role) throws Exception {
        undo.addLast(() -> nodes.restart(host, role));
        nodes.restart(host, role);
    }

    /** Kills a daemon until the end of the test. */
    private void kill(String host, Role role) throws Exception {
        undo.addLast(() -> nodes.start(host, role));
        nodes.kill(host, role);
    }

    private static String follower(NodeReport report) {
        return report.leader().orElseThrow().equals("h2") ? "h3" : "h2";
    }

    /** Returns the host of a ZooKeeper server that does not lead. */
    private static String zooKeeperFollower(NodeReport report) {
        return report.findings().stream()
                .filter(finding -> finding.sentence().endsWith(" serves as follower."))
                .map(NodeFinding::host)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theClusterIsAsDescribed() throws Exception {
        NodeReport report = nodes.report();
        String leader = report.leader().orElseThrow();

        assertThat(report.findings())
                .extracting(NodeFinding::sentence)
                .contains(
                        "The master on " + leader + " leads.",
                        "The slave on h1 is registered with the leader " + leader + ".",
                        "3 of 3 masters answer, and 2 are needed; " + leader + " leads.")
                .anyMatch(sentence -> sentence.matches("3 of 3 ZooKeeper servers are serving, and h\\d leads\\."))
                .anyMatch(sentence -> sentence.matches("All \\d+ files on h3 match the description\\."));
    }

    @Test
    void daemonsHaveTheirEnvironment() throws Exception {
        for (Role role : List.of(Role.MASTER, Role.SLAVE)) {
            assertThat(nodes.environment("h1", role)).contains("NODE_GREETING=it's $HOME");
        }
    }

    @Test
    void aChangedEnvironmentIsNamedWithoutItsValues() throws Exception {
        put("h1", "etc/default/mesos-slave", right -> right.replace("HOME", "PASSWORD"));
        nodes.await("/etc/default/mesos-slave on h1 differs from the description: line 2 differs.");
    }

    @Test
    void aServiceOfNoRoleIsNamed() throws Exception {
        Path link = nodes.root("h1").resolve("etc/systemd/system/multi-user.target.wants/mesos-agent.service");
        Path unit = nodes.root("h1").resolve("etc/systemd/system/mesos-agent.service");
        undo.push(() -> Files.delete(link));
        undo.push(() -> Files.delete(unit));
        Files.createFile(unit);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of("/etc/systemd/system/mesos-agent.service"));
        nodes.await(
                "mesos-agent on h1 starts with the machine, but is not one of the services of h1. Run retire.sh there.");
    }

    @Test
    void aWrongMyidIsNamed() throws Exception {
        put("h3", "var/lib/zookeeper/myid", right -> "2\n");
        nodes.await("/var/lib/zookeeper/myid on h3 differs from the description: line 1 is '2', expected '3'.");
    }

    @Test
    void aChangedQuorumIsNamedInTheFileAndInTheMasterThatReadIt() throws Exception {
        String host = follower(nodes.report());
        String file =
                "/etc/mesos-master/quorum on " + host + " differs from the description: line 1 is '1', expected '2'.";
        put(host, "etc/mesos-master/quorum", right -> "1\n");
        nodes.await(file);
        restart(host, Role.MASTER);
        nodes.await(file, "The master on " + host + " runs with --quorum=1, expected --quorum=2.");
    }

    @Test
    void aStoppedSlaveIsNamed() throws Exception {
        String leader = nodes.report().leader().orElseThrow();
        kill("h2", Role.SLAVE);
        nodes.await("The slave on h2 does not answer at " + nodes.at("h2", Role.SLAVE)
                + ", and is not registered with the leader " + leader + ".");
    }

    @Test
    void aStoppedServerOfZooKeeperIsNamed() throws Exception {
        String host = zooKeeperFollower(nodes.report());
        kill(host, Role.ZOOKEEPER);
        nodes.await("ZooKeeper on " + host + " does not answer at " + nodes.at(host, Role.ZOOKEEPER) + ".");
    }

    /** The peer does not vote, so the server keeps serving. */
    @Test
    void aServerOfZooKeeperThatReadOfAStrangePeerIsNamed() throws Exception {
        String peer = "server.9=127.0.0.9:1111:2222";
        String right = put("h3", "etc/zookeeper/conf/zoo.cfg", text -> text + peer + ":observer\n");
        restart("h3", Role.ZOOKEEPER);
        nodes.await(
                "/etc/zookeeper/conf/zoo.cfg on h3 differs from the description: line "
                        + (right.lines().count() + 1) + " is '" + peer + ":observer', expected ''.",
                "ZooKeeper on h3 has the peer " + peer + ", which is not in the description.");
    }

    @Test
    void aPausedMasterIsNamed() throws Exception {
        String host = follower(nodes.report());
        undo.push(() -> nodes.signal(host, Role.MASTER, Signal.CONT));
        nodes.signal(host, Role.MASTER, Signal.STOP);
        nodes.await("The master on " + host + " does not answer at " + nodes.at(host, Role.MASTER) + ".");
    }

    @Test
    void aWrongUrlOfZooKeeperIsNamedInTheFileAndInTheMasterThatReadIt() throws Exception {
        NodeReport before = nodes.report();
        String host = follower(before);
        List<String> leaders =
                Stream.of(before.leader().orElseThrow(), host).sorted().toList();
        String url = put(host, "etc/mesos/zk", right -> right.replace("/mesos", "/other"))
                .strip();
        String wrong = url.replace("/mesos", "/other");
        restart(host, Role.MASTER);
        nodes.await(
                "/etc/mesos/zk on " + host + " differs from the description: line 1 is '" + wrong + "', expected '"
                        + url + "'.",
                "The master on " + host + " runs with --zk=" + wrong + ", expected --zk=" + url + ".",
                "Several masters claim to lead: " + String.join(" and ", leaders) + ".",
                "Cannot check the slave on h1: the masters report no single leader.",
                "Cannot check the slave on h2: the masters report no single leader.",
                "Cannot check the slave on h3: the masters report no single leader.");
    }

    @Test
    void aFlagThatIsGivenTwiceIsNamedAndTheMasterDoesNotStart() throws Exception {
        String host = follower(nodes.report());
        Path file = nodes.root(host).resolve("etc/mesos-master/zk");
        undo.push(() -> Files.delete(file));
        Files.copy(nodes.root(host).resolve("etc/mesos/zk"), file);
        restart(host, Role.MASTER);
        nodes.await(
                "/etc/mesos-master/zk on " + host + " is not in the description, but sets --zk.",
                "mesos-master on " + host + " cannot start: the flag 'zk' is set more than once, by"
                        + " /etc/mesos/zk and by /etc/mesos-master/zk.",
                "The master on " + host + " does not answer at " + nodes.at(host, Role.MASTER) + ".");
        nodes.awaitEnd(host, Role.MASTER);
        assertThat(nodes.log(host, Role.MASTER)).contains("Duplicate flag 'zk' on command line");
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        put("h1", "etc/mesos-slave/hostname", right -> right);
        Files.delete(nodes.root("h1").resolve("etc/mesos-slave/hostname"));
        nodes.await("/etc/mesos-slave/hostname on h1 is missing.");
    }

    @Test
    void aWrongModeIsNamed() throws Exception {
        undo.push(() -> nodes.mode("h2", "usr/local/sbin/mesos-node", "rwxr-xr-x"));
        nodes.mode("h2", "usr/local/sbin/mesos-node", "rw-r--r--");
        nodes.await("/usr/local/sbin/mesos-node on h2 has mode rw-r--r--, expected rwxr-xr-x.");
    }

    @Test
    void aSlaveThatWasNotDescribedIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.9"))) {
            port = free.getLocalPort();
        }
        String leader = nodes.report().leader().orElseThrow();
        Daemon stranger = nodes.startStranger(prefix, "127.0.0.9", port);
        undo.push(() -> Signal.KILL.send(stranger.identity()));
        nodes.await("A slave at 127.0.0.9:" + port + " (127.0.0.9) is registered with the leader " + leader
                + ", but is not in the description.");
    }

    @Test
    void aWrongAttributeIsNamedInTheFileAndInTheSlaveThatReadIt() throws Exception {
        put("h1", "etc/mesos-slave/attributes/rack", right -> "r9\n");
        restart("h1", Role.SLAVE);
        nodes.await(
                "/etc/mesos-slave/attributes/rack on h1 differs from the description: line 1 is 'r9', expected 'r1'.",
                "The slave on h1 has the attribute 'rack:r9', expected 'r1'.");
    }

    /** The slave of the sample records nothing by itself. */
    @Test
    void aSlaveThatWouldNotComeBackIsNamed() throws Exception {
        String work = nodes.host("h2").flags(Role.SLAVE).get("work_dir");
        Path inRoot = nodes.root("h2").resolve(work.substring(1));
        undo.push(() -> Trees.delete(inRoot));
        new RegisteredSlave("127.0.0.2")
                .scalar("cpus", 4, "*")
                .scalar("mem", 512, "*")
                .ranges("ports", 31000, 32000)
                .attribute("rack", "r9")
                .writeTo(inRoot, work, 1);
        nodes.await("Values that the slave on h2 registered with change: attribute rack from r9 to r2; port from 1 to "
                + nodes.host("h2").port(Role.SLAVE)
                + "; resource cpus from 4 to 2. It would end at its next start with 'Incompatible slave info', because it"
                + " recovers from " + work
                + "/meta/slaves/latest. Undo the change, or let 'mesos:node-apply' with -Dmesos.forgetSlave start it as a new"
                + " one, which loses its tasks.");
    }

    @Test
    void withoutAMajorityOfTheEnsembleItDoesNotServe() throws Exception {
        kill("h1", Role.ZOOKEEPER);
        kill("h2", Role.ZOOKEEPER);
        nodes.awaitProblem("The ZooKeeper ensemble is not serving: 0 of 3 servers are, and 2 are needed.");
        assertThat(nodes.report().problems())
                .contains(
                        "ZooKeeper on h1 does not answer at " + nodes.at("h1", Role.ZOOKEEPER) + ".",
                        "ZooKeeper on h2 does not answer at " + nodes.at("h2", Role.ZOOKEEPER) + ".",
                        "ZooKeeper on h3 is running, but not serving: it has not found a majority of the ensemble.");
    }
}
