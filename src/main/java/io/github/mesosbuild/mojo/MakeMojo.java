package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.steps.Step;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs {@code make}, after whatever comes before it and is not up to date. A build that was interrupted goes on where it was.
 *
 * @since 1.0.0
 */
@Mojo(name = "make", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class MakeMojo extends AbstractMesosMojo {
    /**
     * The element {@code <skip>} ({@code mesos.make.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    SkipParameters make;

    @Override
    SkipParameters ownSkip() {
        return make;
    }

    @Override
    String goal() {
        return "make";
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        pipeline.bring(Step.MAKE);
    }

    @Override
    void rehearse(Pipeline pipeline, Request request, Console console) throws Exception {
        console.rehearsal(pipeline.rehearse(Optional.of(Step.MAKE)));
    }
}
