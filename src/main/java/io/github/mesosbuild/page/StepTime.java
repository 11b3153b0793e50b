package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A step of the build.
 *
 * @param state {@code run}, {@code reused}, {@code failed}, {@code interrupted}, {@code skipped} or another word
 * @param at the start in seconds from the start of the build
 * @param log the path of its log
 */
record StepTime(String name, String state, Optional<Double> at, Optional<Double> seconds, Optional<String> log) {

    static List<StepTime> read(ConfigNode report) {
        return report.get("steps").list().stream()
                .flatMap(node -> Fields.text(node, "name").stream()
                        .map(name -> new StepTime(
                                name,
                                Fields.textOr(node, "state", "unknown").toLowerCase(Locale.ROOT),
                                Fields.seconds(node, "at"),
                                Fields.seconds(node, "seconds"),
                                Fields.text(node, "log"))))
                .toList();
    }

    static double total(List<StepTime> steps) {
        return steps.stream().mapToDouble(step -> step.seconds().orElse(0.0)).sum();
    }

    /** The steps that ran commands. */
    static List<StepTime> with(CommandList commands, List<StepTime> steps) {
        return steps.stream()
                .filter(step -> step.seconds().isPresent())
                .filter(step -> commands.all().stream()
                        .anyMatch(command -> command.step().equals(step.name())))
                .toList();
    }

    static String names(List<StepTime> steps) {
        return steps.stream().map(StepTime::name).collect(Collectors.joining(" and "));
    }

    static double ran(List<StepTime> steps) {
        return total(
                steps.stream().filter(step -> !step.state().equals("reused")).toList());
    }
}
