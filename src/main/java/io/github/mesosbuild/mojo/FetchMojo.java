package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.Console;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Downloads the release's archive with its signature and checksum file into the shared cache and verifies it: by a pinned digest, or
 * by a signature of a key that the recipe or {@code mesos.keys} names. What fails is set aside and never used. An archive that is
 * in the cache already is not downloaded again. It says who signed and which digest matched.
 *
 * @since 1.0.0
 */
@Mojo(name = "fetch", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class FetchMojo extends AbstractMesosMojo {
    /**
     * The element {@code <skip>} ({@code mesos.fetch.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    SkipParameters fetch;

    @Override
    SkipParameters ownSkip() {
        return fetch;
    }

    @Override
    String goal() {
        return "fetch";
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        console.archive(pipeline.fetch());
    }

    @Override
    void rehearse(Pipeline pipeline, Request request, Console console) throws Exception {
        console.rehearsal(pipeline.rehearse(Optional.empty()));
    }
}
