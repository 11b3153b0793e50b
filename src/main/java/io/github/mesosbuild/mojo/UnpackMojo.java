package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.steps.Step;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Unpacks the verified archive into the work directory, with its modes and modification times, and changes the sources as the
 * recipe's quirks for this machine ask.
 *
 * @since 1.0.0
 */
@Mojo(name = "unpack", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class UnpackMojo extends AbstractMesosMojo {
    @Override
    SkipParameters ownSkip() {
        return unpack;
    }

    @Override
    String goal() {
        return "unpack";
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        pipeline.bring(Step.UNPACK);
    }

    @Override
    void rehearse(Pipeline pipeline, Request request, Console console) throws Exception {
        console.rehearsal(pipeline.rehearse(Optional.of(Step.UNPACK)));
    }
}
