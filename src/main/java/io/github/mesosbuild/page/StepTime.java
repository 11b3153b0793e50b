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
 * @param seconds the time that it took; empty for one that was skipped
 * @param before the time that earlier runs took for a skipped step
 * @param earlier how the last of these runs ended it: {@code finished}, {@code failed}, {@code interrupted} or another word
 * @param earlierRuns how many runs these are; 1 if that is not recorded
 * @param log the path of its log
 */
record StepTime(
        String name,
        String state,
        Optional<Double> at,
        Optional<Double> seconds,
        Optional<Double> before,
        String earlier,
        long earlierRuns,
        Optional<String> log) {
    private static final String SKIPPED = "skipped";
    private static final String FINISHED = "finished";

    static List<StepTime> read(ConfigNode report) {
        return report.get("steps").list().stream()
                .flatMap(node -> Fields.text(node, "name").stream().map(name -> of(name, node)))
                .toList();
    }

    private static StepTime of(String name, ConfigNode node) {
        String state = Fields.textOr(node, "state", "unknown").toLowerCase(Locale.ROOT);
        Optional<Double> seconds = Fields.seconds(node, "seconds");
        boolean skipped = state.equals(SKIPPED);
        return new StepTime(
                name,
                state,
                Fields.seconds(node, "at"),
                seconds.filter(time -> !skipped),
                seconds.filter(time -> skipped),
                Fields.textOr(node, "earlier", "not finished"),
                Fields.count(node, "earlierRuns").orElse(1L),
                Fields.text(node, "log"));
    }

    /** Returns what happened to it, in words. */
    String result() {
        return before.map(time -> state + "; " + inEarlierRuns(Figures.duration(time)))
                .orElse(state);
    }

    /** The time is that of all earlier runs, and only the last of them ended as {@link #earlier} names. */
    private String inEarlierRuns(String time) {
        if (earlier.equals(FINISHED)) {
            return "ran in an earlier run";
        }
        if (earlierRuns <= 1) {
            return earlier + " after " + time + " in an earlier run";
        }
        return time + " in " + Figures.count(earlierRuns, "earlier run") + ", the last of which "
                + (earlier.equals("failed") ? earlier : "was " + earlier);
    }

    /** Whether the last run ended before this step, which an earlier run had finished. */
    boolean isNotReached() {
        return before.isPresent() && earlier.equals(FINISHED);
    }

    /** Returns when the build worked on it, in the last run or in earlier ones; empty if nothing is recorded. */
    Optional<TimeAxis.Span> span() {
        return at.flatMap(from -> seconds.or(() -> before).map(time -> new TimeAxis.Span(from, from + time)));
    }

    static double total(List<StepTime> steps) {
        return steps.stream().mapToDouble(step -> step.seconds().orElse(0.0)).sum();
    }

    /** Whether it ran tests. */
    boolean isOfTests() {
        return name.equals("check") && worked() > 0;
    }

    /** Returns how long the build worked on it, in the last run or in earlier ones. */
    private double worked() {
        return seconds.or(() -> before).orElse(0.0);
    }

    /** Returns how long the build worked on steps, in the last run or in earlier ones. */
    static double worked(List<StepTime> steps) {
        return steps.stream().mapToDouble(StepTime::worked).sum();
    }

    /** The steps that ran commands, in whatever run. */
    static List<StepTime> with(CommandList commands, List<StepTime> steps) {
        return steps.stream()
                .filter(step -> step.worked() > 0)
                .filter(step -> commands.all().stream()
                        .anyMatch(command -> command.step().equals(step.name())))
                .toList();
    }

    /** Returns their names: {@code configure, make and check}. */
    static String names(List<StepTime> steps) {
        String names = steps.stream().map(StepTime::name).collect(Collectors.joining(", "));
        int last = names.lastIndexOf(", ");
        return last < 0 ? names : names.substring(0, last) + " and " + names.substring(last + 2);
    }

    static double ran(List<StepTime> steps) {
        return total(
                steps.stream().filter(step -> !step.state().equals("reused")).toList());
    }
}
