package io.github.mesosbuild.mojo;

import io.github.mesosbuild.steps.Step;

/** Goals that run one step of a build, after any earlier step that is out of date. */
abstract class AbstractStepMojo extends AbstractBuildingMojo {
    /** Returns the step. */
    abstract Step step();

    @Override
    final void run() throws Exception {
        pipeline(false).bring(step());
    }

    @Override
    final void printDryRun() throws Exception {
        console().dryRun(pipeline(false).dryRun(step()));
    }
}
