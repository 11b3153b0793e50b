package io.github.mesosbuild.steps;

import java.util.List;

/**
 * Whether a step would run, and why.
 *
 * @param step the step
 * @param why what makes it run, or that nothing does
 * @param changes the inputs that differ from those of its last run
 */
public record StepState(Step step, Why why, List<StepInputs.Change> changes) {

    public StepState {
        changes = List.copyOf(changes);
    }

    /** What makes a step run. */
    public enum Why {
        UP_TO_DATE("is up to date"),
        NOT_FINISHED("has not been finished here"),
        INPUTS_CHANGED("has other inputs than when it last ran"),
        EARLIER_STEP("comes after a step that runs"),
        RESULT_GONE("has lost its result"),
        SELECTED("runs the selected tests every time"),
        NOT_NEEDED("is not needed for an installation that is there"),
        SKIPPED("is skipped with the release's own tests"),
        NO_TESTS("has nothing to run, because the recipe names no tests");

        private final String sentence;

        Why(String sentence) {
            this.sentence = sentence;
        }

        /** The end of a sentence that begins with the step's name. */
        public String sentence() {
            return sentence;
        }
    }

    public boolean upToDate() {
        return why == Why.UP_TO_DATE;
    }

    /** Whether the step would run. */
    public boolean runs() {
        return switch (why) {
            case UP_TO_DATE, NOT_NEEDED, SKIPPED, NO_TESTS -> false;
            case NOT_FINISHED, INPUTS_CHANGED, EARLIER_STEP, RESULT_GONE, SELECTED -> true;
        };
    }
}
