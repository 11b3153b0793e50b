package io.github.mesosbuild.node;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares nodes that run with their description: their files, as far as they are here, and what their daemons say. */
public final class NodeCheck {
    private final Endpoints endpoints;
    private final InstantSource clock;

    /** @param patience how long a daemon may take to answer */
    public NodeCheck(Duration patience, InstantSource clock) {
        this.endpoints = new Endpoints(patience);
        this.clock = clock;
    }

    /**
     * Looks at nodes. All daemons of the description are asked, since they tell of each other.
     *
     * @param trees what was written of the description
     * @param only the one host of which the findings are wanted; if empty, they are those of all, and of the cluster
     * @param roots the directory that is {@code /} of a host, by its name; the files of others are not looked at
     * @throws NodeException ({@code NO_ROOT}) if a root is no directory
     * @throws InterruptedException if this thread was interrupted meanwhile
     */
    public NodeReport check(
            Description description, List<NodeTree> trees, Optional<String> only, Map<String, Path> roots)
            throws NodeException, InterruptedException {
        List<NodeFinding> findings = new ArrayList<>();
        for (NodeTree tree : trees) {
            Path root = roots.get(tree.host().name());
            if (root != null) {
                findings.addAll(FileCheck.of(description, tree, MachineRoot.of(root)));
            }
        }
        findings.addAll(ZooKeeperCheck.of(description, endpoints));
        MasterCheck masters = MasterCheck.of(description, endpoints);
        findings.addAll(masters.findings());
        findings.addAll(SlaveCheck.of(description, endpoints, masters.leader()));
        List<String> order =
                new ArrayList<>(description.hosts().stream().map(Host::name).toList());
        order.add("");
        findings.sort(Comparator.comparingInt(finding -> order.indexOf(finding.host())));
        findings.removeIf(finding -> only.isPresent() && !only.get().equals(finding.host()) && !isOfAll(finding));
        return new NodeReport(
                clock.instant(), masters.leader().map(leader -> leader.getKey().name()), findings);
    }

    /** What is wrong with the cluster concerns every node. */
    private static boolean isOfAll(NodeFinding finding) {
        return finding.host().isEmpty() && !finding.good();
    }
}
