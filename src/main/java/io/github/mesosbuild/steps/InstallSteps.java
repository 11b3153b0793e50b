package io.github.mesosbuild.steps;

import io.github.mesosbuild.steps.StepState.Why;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The steps that {@link Builder#install} needs, and whether each would run. */
public final class InstallSteps {
    private InstallSteps() {}

    /**
     * Returns the steps that make an installation which is not complete.
     *
     * @throws IOException if the installation exists and cannot be read
     */
    static Set<Step> needed(BuildPlan plan, BuildOptions options) throws IOException {
        Set<Step> steps = EnumSet.range(Step.UNPACK, Step.MAKE);
        if (tests(plan, options)) {
            steps.add(Step.CHECK);
        }
        if (InstallationStore.find(plan).isEmpty()) {
            steps.add(Step.INSTALL);
        }
        return steps;
    }

    /** Returns whether the release's own tests are part of the installation. */
    public static boolean tests(BuildPlan plan, BuildOptions options) {
        return !options.skipTests() && plan.release().build().test().isPresent();
    }

    /**
     * Returns what {@link Builder#install} would do with each step.
     *
     * @throws IOException if a record of an earlier run cannot be read
     */
    public static List<StepState> explain(BuildPlan plan, Workspace workspace, BuildOptions options)
            throws IOException {
        boolean made = Builder.made(plan, options).isPresent();
        Set<Step> needed = made ? EnumSet.noneOf(Step.class) : needed(plan, options);
        List<StepState> states = new ArrayList<>();
        for (StepState state : Builder.explain(plan, workspace)) {
            states.add(explain(state, needed.contains(state.step()), plan, options));
        }
        return states;
    }

    /** Returns the most jobs of the steps that the recipe limits. */
    public static Map<Step, Integer> limits(BuildPlan plan) {
        Map<Step, Integer> limits = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            plan.jobs(step).ifPresent(most -> limits.put(step, most));
        }
        return limits;
    }

    private static StepState explain(StepState state, boolean needed, BuildPlan plan, BuildOptions options) {
        boolean check = state.step() == Step.CHECK;
        if (needed) {
            boolean someTests = check && options.tests().selection().partial();
            return someTests && state.upToDate() ? because(Why.SELECTED, state) : state;
        }
        if (state.upToDate()) {
            return state;
        }
        if (check && plan.release().build().test().isEmpty()) {
            return because(Why.NO_TESTS, state);
        }
        return because(check && options.skipTests() ? Why.SKIPPED : Why.NOT_NEEDED, state);
    }

    private static StepState because(Why why, StepState state) {
        return new StepState(state.step(), why, List.of());
    }
}
