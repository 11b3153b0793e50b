package io.github.mesosbuild.mojo;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.RecipeReader;
import io.github.mesosbuild.report.ReleaseList;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Lists the releases that the recipe knows: which have a pinned digest or keys, which need a digest or keys from you, and on which
 * systems and with which compilers each was built. Needs no network.
 *
 * @since 1.0.0
 */
@Mojo(name = "releases", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class ReleasesMojo extends AbstractMesosMojo {
    /** The recipe: {@code mesos}, {@code commons-daemon}, or the path of a recipe file of your own. */
    @Parameter(property = "mesos.recipe", defaultValue = "mesos")
    String recipe;

    /**
     * {@code <report>} ({@code mesos.releases.report}): a JSON file that receives the same data; {@code <skip>}
     * ({@code mesos.releases.skip}) skips this goal.
     */
    @Parameter
    ReleasesParameters releases;

    @Override
    Map<String, Path> places() {
        Map<String, Path> places = super.places();
        addPlace(places, "mesos.releases.report", releases.report);
        return places;
    }

    @Override
    void run() throws Exception {
        print();
        if (releases.report != null) {
            Path file = maven().path(releases.report);
            AtomicFile.write(file, list().json().getBytes(StandardCharsets.UTF_8));
            console().say("Wrote " + file);
        }
    }

    private ReleaseList list() throws RecipeException {
        return ReleaseList.of(new RecipeReader(FileObserver.NONE).read(recipe, maven().baseDirectory()));
    }

    private void print() throws RecipeException {
        ReleaseList list = list();
        list.table().forEach(console()::say);
        list.advice().ifPresent(console()::say);
    }

    @Override
    void printDryRun() throws Exception {
        print();
    }

    @Override
    boolean isQuestion() {
        return true;
    }
}
