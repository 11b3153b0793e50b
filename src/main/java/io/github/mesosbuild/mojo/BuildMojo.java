package io.github.mesosbuild.mojo;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.files.FileDependencies;
import io.github.mesosbuild.pipeline.ArchiveSupply;
import io.github.mesosbuild.pipeline.EnvironmentChange;
import io.github.mesosbuild.pipeline.EnvironmentFiles;
import io.github.mesosbuild.pipeline.InstallResult;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.PrefixGuard;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Builds and installs the release: fetches and verifies the archive, checks the build requirements, unpacks, configures, makes, runs
 * the release's own tests, installs, and writes the environment script. Skips everything that is up to date, and reuses what another
 * project or another Maven process built from the same inputs. Sets the project properties {@code mesos.home},
 * {@code mesos.native.library} and {@code mesos.java.library.path}.
 *
 * @since 1.0.0
 */
@Mojo(
        name = "build",
        defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
        threadSafe = true,
        requiresProject = false,
        configurator = LenientConfigurator.NAME)
public class BuildMojo extends AbstractBuildingMojo {
    /** {@code <skip>} ({@code mesos.build.skip}) skips this goal. */
    @Parameter
    SkipParameters build;

    /** {@code <skip>} ({@code mesos.check.skip}) skips the release's own tests. */
    @Parameter
    SkipParameters check;

    /** Whether the release's own tests are skipped, as everywhere in Maven. */
    @Parameter(property = "skipTests", defaultValue = "false")
    boolean skipTests;

    /** The environment script; see {@code mesos:env}. {@code <skip>} ({@code mesos.env.skip}) leaves it out. */
    @Parameter
    EnvParameters env;

    @Override
    void run() throws Exception {
        EnvironmentFiles files = new EnvironmentFiles(workPath(), env.startUpFile());
        UpToDateCache cache = upToDateCache();
        Optional<Installation> known = verifyAgain ? Optional.empty() : cache.installation(asker());
        if (known.isPresent()) {
            reuse(known.get(), files);
        } else {
            build(files, cache);
        }
    }

    private void reuse(Installation installation, EnvironmentFiles files) throws BuildRefusedException {
        getLog().debug("Nothing changed since the last build.");
        if (!env.skipped()) {
            reserve(files.script(), installation.prefix());
        }
        publish(installation);
        console().installed(installation, true);
        if (!env.skipped()) {
            console().environment(files.unchanged());
        }
    }

    private void build(EnvironmentFiles files, UpToDateCache cache) throws Exception {
        if (!env.skipped()) {
            files.requireWritable();
        }
        Pipeline pipeline = pipeline(skipTests || check.skipped());
        InstallResult result = install(pipeline, files);
        publish(result.installation());
        Optional<EnvironmentChange> change =
                env.skipped() ? Optional.empty() : Optional.of(files.write(result.installation()));
        change.ifPresent(console()::environment);
        if (result.reused() && change.map(files.unchanged()::equals).orElse(true)) {
            keep(result.installation(), pipeline.archives(), change, cache);
        }
    }

    private InstallResult install(Pipeline pipeline, EnvironmentFiles files)
            throws Failure, IOException, InterruptedException {
        try {
            return pipeline.install(env.skipped() ? PrefixGuard.NONE : prefix -> reserve(files.script(), prefix));
        } catch (Failure | IOException e) {
            forget(pipeline, e);
            throw e;
        }
    }

    /** The next build that is up to date removes a failure from the report, and must not be skipped for that. */
    private void forget(Pipeline pipeline, Exception failure) {
        try {
            UpToDateCache.forget(workPath(), pipeline.request().release().name());
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void keep(
            Installation installation,
            ArchiveSupply archives,
            Optional<EnvironmentChange> environmentChange,
            UpToDateCache cache)
            throws Failure, IOException {
        List<Path> others = new ArrayList<>();
        environmentChange.ifPresent(change -> {
            others.add(change.script());
            change.startUpFile().ifPresent(others::add);
        });
        // An installation from a bundle does not need the archive.
        Optional<VerifiedArchive> verified = archives.cached();
        if (verified.isPresent()) {
            Path place = verified.get().file().getParent();
            dependencies().sawTree(place);
            others.add(place.getParent());
        }
        cache.keep(installation, dependencies(), others);
    }

    private FileDependencies.Asker asker() {
        return factory()
                .asker(
                        cachePath(),
                        environment == null ? Map.of() : environment,
                        configureArguments == null ? List.of() : configureArguments);
    }

    private UpToDateCache upToDateCache() {
        return UpToDateCache.of(this, javaChoice().selected().home(), workPath());
    }

    @Override
    void printDryRun() throws Exception {
        printInstallation(skipTests || check.skipped());
    }
}
