package io.github.mesosbuild.report;

import io.github.mesosbuild.text.Quantities;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What happened to each step of a build: its time, and whether it was run or reused. */
final class StepTable {
    private static final String ROW = "%-10s %12s  %s";

    /** The time of each step that ran; empty for one that was reused. */
    private final Map<String, Optional<Duration>> steps = new LinkedHashMap<>();

    synchronized void ran(String step, Duration took) {
        steps.put(step, Optional.of(took));
    }

    /** A step that ran before in this build, and is found up to date now, stays one that ran. */
    synchronized void reused(String step) {
        steps.putIfAbsent(step, Optional.empty());
    }

    /** Empties the table, and answers its lines; none if no step ran. */
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
