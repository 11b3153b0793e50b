package io.github.mesosbuild.cluster;

import io.github.mesosbuild.cluster.ClusterJournal.Entry;
import io.github.mesosbuild.cluster.ClusterJournal.Kind;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.process.ProcessIdentity.Condition;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Notes in the journal which nodes were seen to have ended, each of their processes once. Those that a stop or a restart ends at the same
 * time are left to it.
 */
final class GoneNodes {
    private static final Set<Kind> ENDS = EnumSet.of(Kind.KILLED, Kind.ENDED, Kind.GONE);

    private final ClusterDirectory directory;
    private final ClusterJournal journal;

    GoneNodes(ClusterDirectory directory, ClusterJournal journal) {
        this.directory = directory;
        this.journal = journal;
    }

    void note(List<ClusterStatus.NodeStatus> nodes) {
        List<StartedNode> unknown = unknown(nodes.stream()
                .filter(node -> node.condition() == Condition.GONE)
                .map(ClusterStatus.NodeStatus::member)
                .toList());
        if (unknown.isEmpty()) {
            return;
        }
        try {
            Optional<FileLock> lock = FileLock.tryAcquire(directory.lockFile());
            if (lock.isPresent()) {
                try (FileLock mine = lock.get()) {
                    Optional<ClusterState> state = directory.read();
                    unknown(unknown.stream()
                                    .filter(member -> isOf(member, state))
                                    .toList())
                            .forEach(member -> journal.note(Kind.GONE, member, Map.of()));
                }
            }
        } catch (IOException unreadable) {
            // The stop sees it too.
        }
    }

    private List<StartedNode> unknown(List<StartedNode> gone) {
        List<Entry> known = gone.isEmpty() ? List.of() : journal.read();
        return gone.stream()
                .filter(member -> known.stream().noneMatch(entry -> isEndOf(member, entry)))
                .toList();
    }

    private static boolean isOf(StartedNode member, Optional<ClusterState> state) {
        return state.flatMap(now -> now.member(member.node().name()))
                .filter(now -> now.process().equals(member.process()))
                .isPresent();
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
