package io.github.mesosbuild.steps;

import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.release.Release;
import java.io.IOException;
import java.util.List;

/** Runs the release's own tests; see {@link ReleaseTests}. */
record RunTests(PlannedBuild request, StepCommands commands, Release.Test test) implements Action {
    @Override
    public void run(StepRunner runner) throws BuildException, ProcessException, IOException, InterruptedException {
        boolean complete = new ReleaseTests(runner.testRunner(), runner.listener(), request)
                .run(
                        test,
                        commands.directory(Step.CHECK),
                        (environment, arguments, log) -> runner.make(
                                Step.CHECK,
                                commands.check(test, environment, arguments, log),
                                new ObjectCount(List.of())));
        if (!complete) {
            runner.leaveUnrecorded();
        }
    }

    @Override
    public List<String> lines() {
        return List.of(commands.alone(Step.CHECK, commands.check(test)).shellLine());
    }
}
