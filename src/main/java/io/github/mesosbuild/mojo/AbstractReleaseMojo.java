package io.github.mesosbuild.mojo;

import io.github.mesosbuild.fetch.FetchRequest;
import io.github.mesosbuild.pipeline.ArchiveRequest;
import io.github.mesosbuild.pipeline.ArchiveSupply;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.steps.ChosenDirectory;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** Goals for a release: which one, where its archive is, and what makes it trusted. */
abstract class AbstractReleaseMojo extends AbstractMesosMojo {
    private static final int MOST_CONNECTIONS = 8;

    /** The software to build: {@code mesos}, {@code commons-daemon}, or the path of a recipe file of your own. */
    @Parameter(property = "mesos.recipe", defaultValue = "mesos")
    String recipe;

    /** The version; by default the recipe's, {@code 0.24.0} for Mesos. {@code mesos:releases} lists the others. */
    @Parameter(property = "mesos.version")
    String version;

    /** The archive, if not the recipe's: {@code <url>}, {@code <file>}, {@code <sha256>} and others. */
    @Parameter
    ArchiveParameters archive;

    /** URLs to try first: of the archive or, with a trailing slash, of its directory; {@code id::url} uses that {@code <server>}. */
    @Parameter(property = "mesos.mirrors")
    List<String> mirrors;

    /** OpenPGP public keys in place of the recipe's: a file, or a directory of files. */
    @Parameter(property = "mesos.keys")
    File keys;

    /** Fingerprints of the keys that may sign the release; by default all keys may. */
    @Parameter(property = "mesos.signers")
    List<String> signers;

    /** Whether a signature over SHA-1 is enough without a pinned digest. */
    @Parameter(property = "mesos.acceptWeakSignatures", defaultValue = "false")
    boolean acceptWeakSignatures;

    /** Whether a cached archive is verified again. */
    @Parameter(property = "mesos.verifyAgain", defaultValue = "false")
    boolean verifyAgain;

    /** Attempts per source; only temporary failures are retried. */
    @Parameter(property = "mesos.attempts", defaultValue = "4")
    int attempts;

    /** The time limit of all attempts together, in seconds. */
    @Parameter(property = "mesos.fetchTimeoutSeconds", defaultValue = "7200")
    int fetchTimeoutSeconds;

    /** The maximum number of connections to one server at once, 1 to 8. */
    @Parameter(property = "mesos.connections", defaultValue = "4")
    int connections;

    /** The least rate of a server, in bytes per second over a minute; 0 for none. */
    @Parameter(property = "mesos.minimumBytesPerSecond", defaultValue = "1024")
    int minimumBytesPerSecond;

    /** The directory of archives and installations, shared by all projects. */
    @Parameter(
            property = "mesos.cacheDirectory",
            defaultValue = "${settings.localRepository}/.cache/mesos-maven-plugin")
    File cacheDirectory;

    /** The directory of sources, objects, logs and {@code mesos-env.sh}; each installation needs its own. */
    @Parameter(property = "mesos.workDirectory", defaultValue = "${project.build.directory}/mesos")
    File workDirectory;

    private ReleaseChoice choice;

    @Override
    Map<String, Path> places() {
        Map<String, Path> places = super.places();
        addPlace(places, ChosenDirectory.WORK, workDirectory);
        addPlace(places, ChosenDirectory.CACHE, cacheDirectory);
        return places;
    }

    /** Returns the directory of sources, objects and logs. */
    final Path workPath() {
        return maven().path(workDirectory);
    }

    final Path cachePath() {
        return maven().path(cacheDirectory);
    }

    /** Returns the JDK whose home a recipe may mention. */
    Path jdkHome() {
        return maven().runningJdk();
    }

    private ReleaseChoice choice() throws RecipeException, MojoFailureException {
        if (choice == null) {
            choice = new ReleaseChoice(recipe, version, archive, mirrors, keys, signers, dependencies());
        }
        return choice;
    }

    /** Returns the release. */
    final Release release() throws RecipeException, MojoFailureException {
        return choice().release(maven().baseDirectory(), jdkHome());
    }

    /** Returns the supply of the release's archive; files that should be the archive must exist. */
    final ArchiveSupply archives() throws RecipeException, MojoFailureException {
        return factory().archives(archiveRequest(true));
    }

    /**
     * Returns the request for the release's archive.
     *
     * @param mustExist whether files and directories on this machine that the parameters name must exist
     */
    final ArchiveRequest archiveRequest(boolean mustExist) throws RecipeException, MojoFailureException {
        Release release = release();
        return new ArchiveRequest(
                release,
                choice().provable(),
                choice().sources(release, mustExist),
                Optional.ofNullable(keys).map(File::toPath),
                acceptWeakSignatures,
                verifyAgain,
                maven().isOffline(),
                new FetchRequest.Limits(
                        Check.atLeast(1, "mesos.attempts", attempts),
                        Duration.ofSeconds(Check.atLeast(1, "mesos.fetchTimeoutSeconds", fetchTimeoutSeconds)),
                        Math.min(MOST_CONNECTIONS, Check.atLeast(1, "mesos.connections", connections)),
                        archive.maximumBytes(),
                        Check.atLeast(0, FetchRequest.Limits.RATE, minimumBytesPerSecond)),
                cachePath());
    }

    final PipelineFactory factory() {
        return new PipelineFactory(maven(), console(), dependencies(), redactor(), this::message);
    }
}
