package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.steps.Step;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Installs what {@code make} built, after whatever comes before it and is not up to date; the release's own tests are not part of
 * that. The installation appears under its final name when it is whole, and its programs are proved to run.
 *
 * @since 1.0.0
 */
@Mojo(name = "install", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class InstallMojo extends AbstractMesosMojo {
    /**
     * The element {@code <skip>} ({@code mesos.install.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    SkipParameters install;

    @Override
    SkipParameters ownSkip() {
        return install;
    }

    @Override
    String goal() {
        return "install";
    }

    @Override
    boolean testsSkipped() {
        return true;
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        publish(pipeline.install().installation());
    }

    @Override
    void rehearse(Pipeline pipeline, Request request, Console console) throws Exception {
        console.rehearsal(pipeline.rehearse(Optional.of(Step.INSTALL)));
    }
}
