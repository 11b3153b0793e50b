package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.node.NodeApply;
import io.github.mesosbuild.node.NodeException;
import io.github.mesosbuild.node.NodeFile;
import io.github.mesosbuild.node.NodeFinding;
import io.github.mesosbuild.node.NodeReport;
import io.github.mesosbuild.node.RetiredServices;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeRunConsoleTest {
    private final List<String> lines = new ArrayList<>();
    private final NodeRunConsole console = new NodeRunConsole(new Console(
            new LineSink() {
                @Override
                public void info(String line) {
                    lines.add(line);
                }

                @Override
                public void warn(String line) {
                    lines.add("WARN " + line);
                }
            },
            Optional.empty(),
            System::nanoTime));

    @Test
    void findingsAreATable() {
        console.report(
                new NodeReport(
                        Instant.EPOCH,
                        Optional.of("m1"),
                        List.of(
                                new NodeFinding("m1", "master", true, "The master on m1 leads."),
                                new NodeFinding("", "zookeeper", false, "No ZooKeeper server is the leader."))),
                Optional.of(Path.of("/report.json")));

        assertThat(lines)
                .containsExactly(
                        "Node   What              Found",
                        "m1     master     ok     The master on m1 leads.",
                        "(all)  zookeeper  WRONG  No ZooKeeper server is the leader.",
                        "Report: /report.json");
    }

    @Test
    void servicesOfNoRoleAreNamedWithTheCommandThatStopsThem() {
        Path script = Path.of("/nodes/m1/retire.sh");
        console.retired("m1", List.of(), script, Path.of("/"));
        assertThat(lines).isEmpty();

        RetiredServices.Service slave = new RetiredServices.Service("mesos-slave", true, true);
        console.retired("m1", List.of(slave), script, Path.of("/"));
        assertThat(lines)
                .containsExactly(
                        "WARN mesos-slave runs and starts with the machine, but is not one of the services of m1.",
                        "To stop and disable it, run as root: sh /nodes/m1/retire.sh");

        lines.clear();
        RetiredServices.Service zooKeeper = new RetiredServices.Service("zookeeper", true, false);
        console.retired("m1", List.of(slave, zooKeeper), script, Path.of("/an image"));
        assertThat(lines)
                .contains(
                        "WARN zookeeper starts with the machine, but is not one of the services of m1.",
                        "To stop and disable them, run as root: MESOS_NODE_ROOT='/an image' sh /nodes/m1/retire.sh");
    }

    @Test
    void whatChangesIsShownBeforeItIsChanged(@TempDir Path root) throws Exception {
        NodeApply apply = NodeApply.to(root, true, InstantSource.fixed(Instant.EPOCH));
        NodeApply.Plan plan = apply.plan(List.of(new NodeFile("etc/mesos/zk", "zk://a:1/m\n", NodeFile.PLAIN)));

        console.plan("m1", root, plan);
        console.rehearsed();

        assertThat(lines)
                .containsExactly(
                        "1 file to change for m1 under " + root + ":",
                        "new file, mode rw-r--r--",
                        "--- /dev/null",
                        "+++ /etc/mesos/zk",
                        "@@ -0,0 +1,1 @@",
                        "+zk://a:1/m",
                        "No files were changed, because mesos.dryRun is set.");
    }

    private static String explained(NodeException failure) {
        return Remedies.explain(failure, "").orElseThrow().message();
    }

    @Test
    void whatIsWrongIsToldOneThingALine() {
        assertThat(explained(NodeException.notAsDescribed(List.of("A is wrong.", "B is wrong."))))
                .startsWith("2 problems found:\n  - A is wrong.\n  - B is wrong.\n'mesos:node-apply' ");
        assertThat(explained(NodeException.notAsDescribed(List.of("A is wrong."))))
                .startsWith("A is wrong. 'mesos:node-apply' ");
    }

    @Test
    void aWaitIsBoundedAndNamesWhatItWaitsFor() {
        Path lock = Path.of("/srv/image/var/backups/mesos-maven-plugin/.lock");
        console.waitingFor(lock);
        console.forgotSlave("slave");
        console.forgotSlave("agent");
        assertThat(lines)
                .containsExactly(
                        "Another 'mesos:node-apply' is changing files under this root. Waiting for it, at most 2 minutes, to release "
                                + lock + ".",
                        "The slave starts as a new one, without its tasks. The restore script does not undo this.",
                        "The agent starts as a new one, without its tasks. The restore script does not undo this.");
    }

    @Test
    void whatIsMissingIsAskedFor() {
        assertThat(explained(NodeException.noRoot()))
                .isEqualTo(
                        "mesos.root is required: the directory to install the files under. Set -Dmesos.root=/ for this"
                                + " machine, or -Dmesos.root=DIR for the root directory of an image.");
        assertThat(explained(NodeException.noNode(List.of("m1", "m2"))))
                .isEqualTo(
                        "mesos.node is required. The nodes are: m1, m2. Set -Dmesos.node=NAME. 'mesos:node-config' writes"
                                + " the nodes of a description.");
        assertThat(explained(NodeException.unknownNode("m3", List.of("m1"))))
                .startsWith("mesos.node is 'm3', which does not exist. The nodes are: m1. ");
    }
}
