package io.github.mesosbuild.mojo;

import io.github.mesosbuild.archive.Unpacker;
import io.github.mesosbuild.draft.Draft;
import io.github.mesosbuild.draft.DraftException;
import io.github.mesosbuild.draft.DraftRequest;
import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.release.Version;
import io.github.mesosbuild.report.DraftLines;
import io.github.mesosbuild.steps.ChosenDirectory;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes a first recipe for a release that uses autotools or Meson: downloads its archive, checks what is published beside it, and reads what is in
 * it. Runs nothing of the archive. Comments in the recipe mark what you must decide.
 *
 * @since 1.0.0
 */
@Mojo(name = "recipe", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class RecipeMojo extends AbstractMesosMojo {
    /**
     * {@code <file>} ({@code mesos.recipe.file}), by default {@code recipe.yaml}; {@code <overwrite>} replaces it.
     * {@code mesos.recipe.skip} skips this goal.
     */
    @Parameter
    RecipeParameters recipe;

    /** The archive: {@code <url>}, {@code <file>} or {@code <artifact>}; its {@code <sha256>} or {@code <sha512>}. */
    @Parameter
    ArchiveParameters archive;

    /** The version, if the archive does not tell it. */
    @Parameter(property = "mesos.version")
    String version;

    /** OpenPGP public keys that verify the signature: a file, or a directory of files. */
    @Parameter(property = "mesos.keys")
    File keys;

    /** The limits of the archive. */
    @Parameter
    UnpackParameters unpack;

    /** The directory of archives, shared by all projects. */
    @Parameter(
            property = "mesos.cacheDirectory",
            defaultValue = "${settings.localRepository}/.cache/mesos-maven-plugin")
    File cacheDirectory;

    @Override
    Map<String, Path> places() {
        Map<String, Path> places = super.places();
        addPlace(places, "mesos.recipe.file", recipe.file);
        addPlace(places, ChosenDirectory.CACHE, cacheDirectory);
        return places;
    }

    @Override
    void run() throws Exception {
        DraftRequest request = request();
        Path file = file();
        Draft draft = factory().drafter(new Unpacker(unpack.limits())).draft(request);
        DraftLines.warnings(draft).forEach(console()::warn);
        AtomicFile.write(file, draft.yaml().getBytes(StandardCharsets.UTF_8));
        Path base = maven().baseDirectory().toAbsolutePath().normalize();
        DraftLines.lines(draft, file.startsWith(base) ? base.relativize(file) : file)
                .forEach(console()::say);
    }

    @Override
    void printDryRun() throws Exception {
        DraftRequest request = request();
        console().say(DraftLines.dryRun(request, file()));
    }

    private PipelineFactory factory() {
        return new PipelineFactory(maven(), console(), dependencies(), redactor(), this::message);
    }

    /** Returns the file to write, which is refused before anything is fetched. */
    private Path file() throws DraftException {
        Path file = maven().path(recipe.file == null ? new File("recipe.yaml") : recipe.file);
        if (!Boolean.TRUE.equals(recipe.overwrite) && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw DraftException.exists(file);
        }
        return file;
    }

    private DraftRequest request() throws Exception {
        DraftSource source = new DraftSource(archive, maven()::path);
        return new DraftRequest(
                source.fileName(),
                source.sources(),
                version == null || version.isBlank()
                        ? Optional.empty()
                        : Optional.of(Check.value("mesos.version", version, Version::ofRelease)),
                archive.pins(),
                Optional.ofNullable(keys).map(maven()::path),
                maven().isOffline(),
                DraftSource.limits(archive),
                maven().path(cacheDirectory));
    }
}
