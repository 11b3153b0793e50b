package io.github.mesosbuild.report;

import io.github.mesosbuild.jobs.JobCount;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepInputs;
import io.github.mesosbuild.steps.StepProgress;
import io.github.mesosbuild.steps.StepState;
import io.github.mesosbuild.text.Quantities;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** What a build says about its steps. */
final class StepLines {
    private static final int FEW = 3;

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

    static String resuming(Step step, int objects, Set<String> removed) {
        String some = removed.stream().limit(FEW).collect(Collectors.joining(", "));
        return "Resuming " + step.id() + ": kept " + Quantities.count(objects, "complete object") + ", removed "
                + Quantities.count(removed.size(), "possibly truncated file")
                + (removed.isEmpty() ? "" : " (" + some + (removed.size() > FEW ? ", ..." : "") + ")");
    }

    static String retrying(Step step, int jobs, Path log) {
        return "A process of " + step.id() + " was killed, probably by the OOM killer; retrying with "
                + Quantities.count(jobs, "job") + " (log so far: " + log + ")";
    }

    static String progress(StepProgress progress) {
        String parallel = progress.jobs().map(StepLines::running).orElse("");
        String left = progress.remaining()
                .map(time -> ", " + Quantities.duration(time) + " left")
                .orElse("");
        return Quantities.capitalized(progress.step().id()) + ": " + Quantities.duration(progress.elapsed())
                + objects(progress) + left + parallel;
    }

    private static String objects(StepProgress progress) {
        if (progress.total() > 0) {
            return ", " + progress.done() + "/" + progress.total() + " objects";
        }
        return progress.done() > 0 ? ", " + Quantities.count(progress.done(), "object") : "";
    }

    private static String running(JobCount count) {
        return ", " + count.text() + (count.memory() > 0 ? ", " + Quantities.bytes(count.memory()) : "");
    }
}
