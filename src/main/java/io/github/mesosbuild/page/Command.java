package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.Optional;

/**
 * A compiler or another tool that make ran.
 *
 * @param kind {@code compile}, {@code link}, {@code archive} or another word
 * @param what what it made, such as {@code src/foo.o}
 * @param step the step that ran it; empty if unknown
 * @param at the start in seconds from the start of the build; empty if unknown
 * @param lane the row of the timeline; -1 if unknown
 * @param critical whether it is on the critical path
 */
record Command(
        String kind,
        String what,
        String step,
        String directory,
        Optional<Double> at,
        double seconds,
        Optional<Long> peakMemory,
        int lane,
        boolean critical) {
    static final String COMPILE = "compile";
    private static final int MOST_LANES = 256;

    /** Reads a command; empty if it lacks its name or its time. */
    static Optional<Command> read(ConfigNode node, boolean critical) {
        Optional<String> what = Fields.text(node, "what");
        Optional<Double> seconds = Fields.seconds(node, "seconds");
        if (what.isEmpty() || seconds.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Command(
                Fields.textOr(node, "kind", "other"),
                what.get(),
                Fields.textOr(node, "step", ""),
                Fields.textOr(node, "directory", ""),
                Fields.seconds(node, "at"),
                seconds.get(),
                Fields.count(node, "peakMemory"),
                Fields.count(node, "lane")
                        .filter(lane -> lane < MOST_LANES)
                        .map(Long::intValue)
                        .orElse(-1),
                critical));
    }

    Command inLane(int row) {
        return new Command(kind, what, step, directory, at, seconds, peakMemory, row, critical);
    }

    boolean isCompile() {
        return kind.equals(COMPILE);
    }

    double start() {
        return at.orElse(0.0);
    }

    double end() {
        return start() + seconds;
    }

    String memory() {
        return peakMemory.map(Figures::bytes).orElse("-");
    }

    /** The word for one such command. */
    String noun() {
        return switch (kind) {
            case COMPILE -> "compilation";
            case "link" -> "link";
            case "archive" -> "static library";
            default -> "other command";
        };
    }
}
