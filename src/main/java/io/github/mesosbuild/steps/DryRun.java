package io.github.mesosbuild.steps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The actions of a build as lines for a POSIX shell. Nothing is run. */
public final class DryRun {
    private DryRun() {}

    /**
     * Returns the lines. Those that start with {@code #} name the steps.
     *
     * @param goal the last step to run; {@link Step#INSTALL} includes {@link Step#CHECK} unless the options skip it
     * @throws BuildRefusedException if it would install over files that the plugin did not install
     * @throws IOException if a record of an earlier run cannot be read
     */
    public static List<String> of(Step goal, PlannedBuild request) throws BuildRefusedException, IOException {
        BuildPlan plan = request.plan();
        BuildOptions options = request.options();
        if (goal == Step.INSTALL) {
            if (Builder.made(plan, options).isPresent()) {
                return List.of("# " + request.release() + " is up to date in " + plan.prefix());
            }
            InstallationStore.requireOwn(plan);
        }
        Set<Step> steps = EnumSet.range(Step.UNPACK, goal);
        if (goal == Step.INSTALL && options.skipTests()) {
            steps.remove(Step.CHECK);
        }
        StepActions actions = new StepActions(request);
        List<String> lines = new ArrayList<>();
        // Every step but the first starts with this action, but one transcript needs it only once.
        Set<Action> written = new HashSet<>();
        for (StepState state : Builder.explain(plan, request.workspace())) {
            Step step = state.step();
            if (steps.contains(step)) {
                lines.add("# " + step.id() + (state.upToDate() ? " is up to date" : ""));
                for (Action action : state.upToDate() ? List.<Action>of() : actions.of(step)) {
                    if (!(action instanceof Action.WriteJavaTools) || written.add(action)) {
                        lines.addAll(action.lines());
                    }
                }
            }
        }
        return lines;
    }
}
