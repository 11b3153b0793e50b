package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The load at one moment.
 *
 * @param at seconds from the start of the build
 * @param running the jobs that run
 * @param allowed the jobs that may run
 * @param memory the memory of the processes of make in bytes
 * @param available the memory that the machine has left in bytes
 * @param pressure the percent of the time in which processes waited for memory
 * @param why why fewer jobs may run than asked for
 */
record LoadPoint(
        double at,
        Optional<Double> running,
        Optional<Double> allowed,
        Optional<Double> memory,
        Optional<Double> available,
        Optional<Double> pressure,
        Optional<String> why) {

    static List<LoadPoint> read(ConfigNode report) {
        return report.get("load").list().stream()
                .flatMap(node -> Fields.seconds(node, "at").stream().map(at -> read(node, at)))
                .sorted(Comparator.comparingDouble(LoadPoint::at))
                .toList();
    }

    private static LoadPoint read(ConfigNode node, double at) {
        return new LoadPoint(
                at,
                Fields.count(node, "running").map(Long::doubleValue),
                Fields.count(node, "allowed").map(Long::doubleValue),
                Fields.count(node, "memory").map(Long::doubleValue),
                Fields.count(node, "available").map(Long::doubleValue),
                Fields.seconds(node, "pressure").filter(percent -> percent <= 100),
                Fields.text(node, "why").map(word -> word.toLowerCase(Locale.ROOT)));
    }

    /** Whether the plugin lowered the jobs; not if the user or the recipe asked for no more. */
    boolean isLowered() {
        return why.isPresent() && !why.get().equals("asked") && !why.get().equals("recipe");
    }

    /** The reason in words. */
    String reason() {
        return switch (why.orElse("")) {
            case "" -> "";
            case "asked" -> "mesos.jobs allows no more";
            case "recipe" -> "the recipe allows no more";
            case "cores" -> "there were fewer cores than at the start";
            case "memory" -> "another job would not fit into memory";
            case "pressure" -> "processes waited for memory";
            case "killed" -> "a compiler was killed";
            default -> why.get();
        };
    }
}
