package io.github.mesosbuild.cluster;

import io.github.mesosbuild.text.Quantities;
import java.util.Optional;

/**
 * The number of masters that must agree before the registry changes (docs/operational-guide.md at tag 0.24.0). It must be more than half of
 * all masters that ever run at the same time, or two groups could decide separately.
 *
 * @param size the number of masters that must agree
 * @param masters the number of masters
 */
public record Quorum(int size, int masters) {
    /** Returns the smallest majority of masters or of ZooKeeper servers: {@code floor(n / 2) + 1}. */
    public static int majority(int members) {
        return members / 2 + 1;
    }

    /** Returns what is wrong with this quorum, as a sentence; empty if nothing is. */
    public Optional<String> problem() {
        return splitBrain().or(this::outOfReach);
    }

    /** Returns the same, but allows a quorum that needs more masters than these: others run elsewhere. */
    Optional<String> splitBrain() {
        if (size >= majority(masters)) {
            return Optional.empty();
        }
        return Optional.of("A quorum of " + size + " is not a majority of " + Quantities.count(masters, "master")
                + ": two groups could decide separately and damage the replicated log. Use a quorum of "
                + majority(masters)
                + (size < 1 ? "." : ", or at most " + Quantities.count(2L * size - 1, "master") + "."));
    }

    private Optional<String> outOfReach() {
        return size <= masters
                ? Optional.empty()
                : Optional.of("A quorum of " + size + " can never be reached with "
                        + Quantities.count(masters, "master") + ". Use a quorum of " + majority(masters) + ".");
    }
}
