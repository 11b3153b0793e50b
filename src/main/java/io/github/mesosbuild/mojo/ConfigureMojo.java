package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.steps.Step;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the release's {@code configure}, after whatever comes before it and is not up to date.
 *
 * @since 1.0.0
 */
@Mojo(name = "configure", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class ConfigureMojo extends AbstractMesosMojo {
    /**
     * The element {@code <skip>} ({@code mesos.configure.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    SkipParameters configure;

    @Override
    SkipParameters ownSkip() {
        return configure;
    }

    @Override
    String goal() {
        return "configure";
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        pipeline.bring(Step.CONFIGURE);
    }

    @Override
    void rehearse(Pipeline pipeline, Request request, Console console) throws Exception {
        console.rehearsal(pipeline.rehearse(Optional.of(Step.CONFIGURE)));
    }
}
