package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a reader learns from the figures, in a few sentences. */
final class Findings {
    private static final int LONGEST_NAME = 90;

    private final ConfigNode report;
    private final CommandList commands;

    Findings(ConfigNode report, CommandList commands) {
        this.report = report;
        this.commands = commands;
    }

    void write(Html html) {
        List<String> sentences = sentences();
        if (sentences.isEmpty()) {
            return;
        }
        html.open("ul", "class", "glance");
        sentences.forEach(sentence -> html.element("li", sentence));
        html.close().newline();
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        longestStep().ifPresent(sentences::add);
        commands.slowestObjects().stream()
                .findFirst()
                .ifPresent(slowest -> sentences.add("The slowest object is "
                        + Figures.shortened(slowest.what(), LONGEST_NAME) + ": "
                        + Figures.duration(slowest.seconds()) + "."));
        lowered().ifPresent(sentences::add);
        eightCores().ifPresent(sentences::add);
        return sentences;
    }

    private Optional<String> longestStep() {
        List<StepTime> steps = StepTime.read(report);
        return steps.stream()
                .filter(step -> step.seconds().filter(seconds -> seconds > 0).isPresent())
                .max(Comparator.comparingDouble(step -> step.seconds().get()))
                .map(step -> step.name() + " took "
                        + Figures.duration(step.seconds().get()) + ", "
                        + Figures.percent(step.seconds().get(), StepTime.total(steps)) + " of the time of all steps.");
    }

    private Optional<String> lowered() {
        Map<String, Double> seconds = Lowered.of(LoadPoint.read(report)).stream()
                .collect(Collectors.groupingBy(Lowered::reason, Collectors.summingDouble(Lowered::seconds)));
        return seconds.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> "The plugin lowered the number of jobs for "
                        + Figures.duration(seconds.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum())
                        + ", mostly because " + most.getKey() + ".");
    }

    private Optional<String> eightCores() {
        boolean has = Fields.count(report.get("machine"), "cores")
                .filter(cores -> cores >= 8)
                .isPresent();
        return report.get("criticalPath").get("estimates").list().stream()
                .filter(estimate -> !has
                        && Fields.count(estimate, "cores")
                                .filter(cores -> cores == 8)
                                .isPresent())
                .flatMap(estimate -> Fields.seconds(estimate, "seconds").stream())
                .findFirst()
                .map(time -> "With 8 cores, the steps would take about " + Figures.duration(time) + now() + ".");
    }

    private String now() {
        double worked = StepTime.worked(StepTime.read(report));
        return worked > 0 ? " instead of " + Figures.duration(worked) : "";
    }
}
