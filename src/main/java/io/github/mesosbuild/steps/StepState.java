package io.github.mesosbuild.steps;

import java.util.List;

/**
 * The decision whether a step would run, with its reason.
 *
 * @param step the step
 * @param why the reason
 * @param changes the inputs that differ from those of the last run
 */
public record StepState(Step step, Why why, List<StepInputs.Change> changes) {

    public StepState {
        changes = List.copyOf(changes);
    }

    /** The reasons for a step to run or not to run. */
    public enum Why {
        UP_TO_DATE("is up to date"),
        NOT_FINISHED("has not finished here before"),
        INPUTS_CHANGED("has different inputs than in its last run"),
        EARLIER_STEP("follows a step that runs"),
        RESULT_GONE("has finished before, but its result is gone"),
        SELECTED("runs the selected tests every time"),
        NOT_NEEDED("is not needed, because the installation exists"),
        SKIPPED("is skipped, because the release's own tests are skipped"),
        NO_TESTS("has nothing to run, because build.test of the recipe is none");

        private final String sentence;

        Why(String sentence) {
            this.sentence = sentence;
        }

        /** Returns the end of a sentence that starts with the name of the step. */
        public String sentence() {
            return sentence;
        }
    }

    /** Returns the key of a recipe that limits the jobs of a step. */
    public static String limit(Step step) {
        return "build.jobs." + (step == Step.CHECK ? "test" : step.id());
    }

    public boolean upToDate() {
        return why == Why.UP_TO_DATE;
    }

    /** Returns whether the step would run. */
    public boolean runs() {
        return switch (why) {
            case UP_TO_DATE, NOT_NEEDED, SKIPPED, NO_TESTS -> false;
            case NOT_FINISHED, INPUTS_CHANGED, EARLIER_STEP, RESULT_GONE, SELECTED -> true;
        };
    }
}
