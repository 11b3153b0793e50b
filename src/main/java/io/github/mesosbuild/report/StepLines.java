package io.github.mesosbuild.report;

import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepInputs;
import io.github.mesosbuild.steps.StepState;
import io.github.mesosbuild.text.Quantities;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What a build says about its steps. */
final class StepLines {
    private StepLines() {}

    static String starting(StepState state, Path log) {
        String why = switch (state.why()) {
            case INPUTS_CHANGED -> ", because " + changes(state) + " changed";
            case RESULT_GONE -> ", because its result is missing";
            default -> "";
        };
        return Quantities.capitalized(state.step().id())
                + why
                + (state.step() == Step.UNPACK ? "" : " (log: " + log + ")");
    }

    static String limitedJobs(Step step, int most) {
        return Quantities.capitalized(step.id()) + " uses at most " + Quantities.count(most, "job")
                + ": the recipe limits it (" + StepState.limit(step) + ")";
    }

    private static String changes(StepState state) {
        return state.changes().stream().map(StepInputs.Change::input).collect(Collectors.joining(", "));
    }
}
