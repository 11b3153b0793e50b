package io.github.mesosbuild.report;

import io.github.mesosbuild.text.Quantities;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of a build with their times, and whether each step was run or reused. */
final class StepTable {
    private static final String ROW = "%-10s %12s  %s";

    /** The time of each step; empty for a step that was reused. */
    private final Map<String, Optional<Duration>> steps = new LinkedHashMap<>();

    synchronized void ran(String step, Duration took) {
        steps.put(step, Optional.of(took));
    }

    /** Records a reused step. A step that ran earlier in this build counts as run. */
    synchronized void reused(String step) {
        steps.putIfAbsent(step, Optional.empty());
    }

    /** Returns the lines of the table, or none if no step ran, and empties it. */
    synchronized List<String> take() {
        if (steps.isEmpty()) {
            return List.of();
        }
        boolean ran = steps.values().stream().anyMatch(Optional::isPresent);
        Duration total = steps.values().stream().flatMap(Optional::stream).reduce(Duration.ZERO, Duration::plus);
        Stream<String> rows = steps.entrySet().stream()
                .map(step -> String.format(
                        Locale.ROOT,
                        ROW,
                        step.getKey(),
                        step.getValue().map(Quantities::duration).orElse("-"),
                        step.getValue().isPresent() ? "run" : "reused"));
        List<String> lines = ran
                ? Stream.concat(
                                rows,
                                Stream.of(String.format(Locale.ROOT, ROW, "Total", Quantities.duration(total), "")
                                        .stripTrailing()))
                        .toList()
                : List.of();
        steps.clear();
        return lines;
    }
}
