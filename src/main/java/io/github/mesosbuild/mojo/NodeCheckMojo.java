package io.github.mesosbuild.mojo;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.node.Description;
import io.github.mesosbuild.node.Host;
import io.github.mesosbuild.node.NodeCheck;
import io.github.mesosbuild.node.NodeException;
import io.github.mesosbuild.node.NodeReport;
import io.github.mesosbuild.node.NodeWriter;
import io.github.mesosbuild.node.ThisMachine;
import io.github.mesosbuild.report.NodeRunConsole;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Compares running nodes with their description. ZooKeeper: every server answers with the right ID and peers, one leads, and a
 * majority serves. Masters: they answer, run with the described flags, meet the quorum and agree on the leader. Slaves: each is
 * registered and active, with its address and attributes, and none is unknown. On a node itself, or with {@code mesos.root}, also
 * compares its files. Prints a table, writes the same data as JSON, and fails with everything that is wrong.
 *
 * @since 1.0.0
 */
@Mojo(name = "node-check", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class NodeCheckMojo extends AbstractNodesMojo {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The node to check, by its name in the description; by default all nodes and the cluster. */
    @Parameter(property = "mesos.node")
    String node;

    /**
     * The root directory of that node, such as an image, whose files are compared; by default {@code /}, if this machine is one of
     * the nodes.
     */
    @Parameter(property = "mesos.root")
    File root;

    /** {@code <skip>} ({@code mesos.nodeCheck.skip}) skips this goal. */
    @Parameter
    SkipParameters nodeCheck;

    @Override
    void run() throws Exception {
        NodeReport report = report();
        Path file = nodes.report == null ? nodesDirectory().resolve("check.json") : maven().path(nodes.report);
        AtomicFile.write(file, report.json().getBytes(StandardCharsets.UTF_8));
        new NodeRunConsole(console()).report(report, Optional.of(file));
        requireGood(report);
    }

    @Override
    void printDryRun() throws Exception {
        NodeReport report = report();
        new NodeRunConsole(console()).report(report, Optional.empty());
        requireGood(report);
    }

    private static void requireGood(NodeReport report) throws NodeException {
        if (!report.isGood()) {
            throw NodeException.notAsDescribed(report.problems());
        }
    }

    private NodeReport report() throws Exception {
        Description description = description();
        List<String> names = description.hosts().stream().map(Host::name).toList();
        if (node != null && !names.contains(node)) {
            throw NodeException.unknownNode(node, names);
        }
        return new NodeCheck(PATIENCE, maven().login("mesos.nodes.server", nodes.server), Clock.systemUTC())
                .check(
                        description,
                        NodeWriter.trees(description),
                        Optional.ofNullable(node),
                        roots(description, names));
    }

    /** Returns the roots of the nodes whose files are here: of the given one, or of all that are this machine. */
    private Map<String, Path> roots(Description description, List<String> names) throws NodeException {
        List<String> here =
                ThisMachine.find().among(description).stream().map(Host::name).toList();
        if (root == null) {
            return here.stream().collect(Collectors.toMap(name -> name, name -> Path.of("/")));
        }
        List<String> candidates = names.size() == 1 ? names : here;
        Optional<String> meant = Optional.ofNullable(node)
                .or(() -> candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty());
        return Map.of(meant.orElseThrow(() -> NodeException.noNode(names)), root.toPath());
    }

    @Override
    boolean isQuestion() {
        return true;
    }
}
