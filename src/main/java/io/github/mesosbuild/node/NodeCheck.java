package io.github.mesosbuild.node;

import io.github.mesosbuild.cluster.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares running nodes with their description: the answers of their daemons, and the files of those whose root is on this machine. */
public final class NodeCheck {
    private final Endpoints endpoints;
    private final InstantSource clock;

    /** Creates a check of nodes whose daemons ask for no credentials. */
    public NodeCheck(Duration patience, InstantSource clock) {
        this(patience, Optional.empty(), clock);
    }

    /**
     * Creates a check of nodes.
     *
     * @param patience the longest time that a daemon may take to answer
     * @param credentials what to authenticate with, if the daemons ask for that
     */
    public NodeCheck(Duration patience, Optional<Login> credentials, InstantSource clock) {
        this.endpoints = new Endpoints(patience, credentials);
        this.clock = clock;
    }

    /**
     * Checks nodes. Asks all daemons of the description, because they report about each other.
     *
     * @param trees the files of the description's hosts
     * @param only the host to report on; if empty, the report covers all hosts and the cluster
     * @param roots the root directories by host name; the files of other hosts are not checked
     * @throws NodeException ({@code NO_ROOT}) if a root is not a directory
     * @throws InterruptedException if this thread was interrupted
     */
    public NodeReport check(
            Description description, List<NodeTree> trees, Optional<String> only, Map<String, Path> roots)
            throws NodeException, InterruptedException {
        List<NodeFinding> findings = new ArrayList<>();
        for (NodeTree tree : trees) {
            Path root = roots.get(tree.host().name());
            if (root != null) {
                findings.addAll(FileCheck.of(description, tree, MachineRoot.of(root)));
                findings.addAll(retired(tree, root));
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

    /** Returns the services that a machine should no longer have. */
    private static List<NodeFinding> retired(NodeTree tree, Path root) throws InterruptedException {
        String host = tree.host().name();
        List<NodeFinding> findings = new ArrayList<>();
        try {
            for (RetiredServices.Service service : RetiredServices.under(root, tree.script(RetiredServices.SCRIPT))) {
                findings.add(new NodeFinding(
                        host,
                        service.name(),
                        false,
                        service.name() + " on " + host + " " + service.states() + ", but is not one of the services of "
                                + host + ". Run retire.sh there."));
            }
        } catch (IOException e) {
            findings.add(new NodeFinding(
                    host, "services", false, "Cannot list the services on " + host + ": " + e.getMessage() + "."));
        }
        return findings;
    }

    /** Returns whether a finding concerns every node: problems of the cluster do. */
    private static boolean isOfAll(NodeFinding finding) {
        return finding.host().isEmpty() && !finding.good();
    }
}
