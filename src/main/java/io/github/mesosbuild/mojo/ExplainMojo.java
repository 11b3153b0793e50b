package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.Console;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Prints for each step whether {@code mesos:build} would run it, and which input changed, with its old and new value. Where the
 * installation is there with the same inputs, no step would run, also if the work directory was removed. Nothing is fetched or built.
 *
 * @since 1.0.0
 */
@Mojo(name = "explain", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class ExplainMojo extends AbstractMesosMojo {
    /**
     * The element {@code <skip>} ({@code mesos.explain.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    SkipParameters explain;

    /**
     * The element {@code <skip>} ({@code mesos.check.skip}) leaves out the release's own tests.
     *
     * @since 1.0.0
     */
    @Parameter
    SkipParameters check;

    /**
     * Whether the release's own tests are left out, as everywhere in Maven.
     *
     * @since 1.0.0
     */
    @Parameter(property = "skipTests", defaultValue = "false")
    boolean skipTests;

    @Override
    SkipParameters ownSkip() {
        return explain;
    }

    @Override
    String goal() {
        return "explain";
    }

    @Override
    boolean testsSkipped() {
        return skipTests || check != null && check.skipped();
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        console.explain(request.release().name(), pipeline.explain());
    }

    @Override
    void rehearse(Pipeline pipeline, Request request, Console console) throws Exception {
        run(pipeline, request, console);
    }
}
