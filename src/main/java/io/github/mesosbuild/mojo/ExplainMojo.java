package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Pipeline;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Prints for each step whether {@code mesos:build} would run it and which input changed, with its old and new value. Fetches and builds
 * nothing. If the installation exists with the same inputs, no step would run, even without a work directory.
 *
 * @since 1.0.0
 */
@Mojo(name = "explain", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class ExplainMojo extends AbstractBuildingMojo {
    /** {@code <skip>} ({@code mesos.explain.skip}) skips this goal. */
    @Parameter
    SkipParameters explain;

    /** {@code <skip>} ({@code mesos.check.skip}) skips the release's own tests. */
    @Parameter
    SkipParameters check;

    /** Whether the release's own tests are skipped, as everywhere in Maven. */
    @Parameter(property = "skipTests", defaultValue = "false")
    boolean skipTests;

    @Override
    void run() throws Exception {
        Pipeline pipeline = pipeline(skipTests || check.skipped());
        console().explain(pipeline.request().release().name(), pipeline.explain());
    }

    @Override
    void printDryRun() throws Exception {
        run();
    }

    @Override
    boolean isQuestion() {
        return true;
    }
}
