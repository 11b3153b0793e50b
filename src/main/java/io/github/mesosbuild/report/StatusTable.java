package io.github.mesosbuild.report;

import io.github.mesosbuild.cluster.ClusterStatus;
import io.github.mesosbuild.text.Quantities;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The status of a cluster as rows of a table, and as a sentence. */
final class StatusTable {
    static final List<String> HEAD = List.of("Node", "Process", "Status", "Address", "PID", "Since");

    private StatusTable() {}

    /** Returns a row for each node, with a cell for each column of {@link #HEAD}. */
    static List<List<String>> rows(ClusterStatus status) {
        return status.nodes().stream().map(StatusTable::row).toList();
    }

    private static List<String> row(ClusterStatus.NodeStatus node) {
        return new ArrayList<>(List.of(
                node.member().node().name(),
                node.condition().name().toLowerCase(Locale.ROOT),
                node.status(),
                node.member().node().address().toString(),
                String.valueOf(node.member().process().pid()),
                node.member().started().truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    static String leader(ClusterStatus status) {
        return "Leader: " + status.leader().orElse("none") + "; "
                + Quantities.count(
                        status.slaves().stream().filter(slave -> slave.active()).count(),
                        "active " + status.state().slaveName());
    }
}
