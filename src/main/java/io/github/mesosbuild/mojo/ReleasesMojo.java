package io.github.mesosbuild.mojo;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.release.RecipeReader;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.report.ReleaseList;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists the releases that the recipe knows: which have a pinned digest or keys, and which need one of yours; and on which systems,
 * with which compilers, each was built. It works without a network.
 *
 * @since 1.0.0
 */
@Mojo(name = "releases", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class ReleasesMojo extends AbstractMesosMojo {
    /**
     * The element {@code <report>} ({@code mesos.releases.report}) is a file that receives the same as JSON; without it, none is
     * written. {@code <skip>} ({@code mesos.releases.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    ReleasesParameters releases;

    @Override
    SkipParameters ownSkip() {
        return releases;
    }

    @Override
    String goal() {
        return "releases";
    }

    @Override
    boolean readsArchive() {
        return false;
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        ReleaseList list = ReleaseList.of(
                new RecipeReader(FileObserver.NONE).read(recipe, PipelineFactory.baseDirectory(session)));
        list.table().forEach(console::say);
        list.advice().ifPresent(console::say);
        if (releases.report != null) {
            Path file = releases.report.toPath().toAbsolutePath();
            AtomicFile.write(file, list.json().getBytes(StandardCharsets.UTF_8));
            console.say("Wrote " + file);
        }
    }

    @Override
    void rehearse(Pipeline pipeline, Request request, Console console) throws Exception {
        run(pipeline, request, console);
    }
}
