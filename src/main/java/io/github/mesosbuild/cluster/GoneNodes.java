package io.github.mesosbuild.cluster;

import io.github.mesosbuild.cluster.ClusterJournal.Entry;
import io.github.mesosbuild.cluster.ClusterJournal.Kind;
import io.github.mesosbuild.process.ProcessIdentity.Condition;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notes in the journal which nodes were seen to have ended, each of their processes once. */
final class GoneNodes {
    private static final Set<Kind> ENDS = EnumSet.of(Kind.KILLED, Kind.ENDED, Kind.GONE);

    private final ClusterJournal journal;

    GoneNodes(ClusterJournal journal) {
        this.journal = journal;
    }

    void note(List<ClusterStatus.NodeStatus> nodes) {
        List<StartedNode> gone = nodes.stream()
                .filter(node -> node.condition() == Condition.GONE)
                .map(ClusterStatus.NodeStatus::member)
                .toList();
        if (!gone.isEmpty()) {
            List<Entry> known = journal.read();
            gone.stream()
                    .filter(member -> known.stream().noneMatch(entry -> isEndOf(member, entry)))
                    .forEach(member -> journal.note(Kind.GONE, member, Map.of()));
        }
    }

    private static boolean isEndOf(StartedNode member, Entry entry) {
        return ENDS.contains(entry.kind())
                && entry.isAbout(member.node().name())
                && entry.values()
                        .get("pid")
                        .textOrEmpty()
                        .equals(String.valueOf(member.process().pid()));
    }
}
