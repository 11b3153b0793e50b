package io.github.mesosbuild.mojo;

import io.github.mesosbuild.bundle.BundleDescription;
import io.github.mesosbuild.bundle.BundleException;
import io.github.mesosbuild.bundle.BundleFit;
import io.github.mesosbuild.bundle.BundleInspection;
import io.github.mesosbuild.bundle.BundlePacker;
import io.github.mesosbuild.bundle.BundleSource;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.report.BundleReport;
import io.github.mesosbuild.steps.ReproducibleBuild;
import io.github.mesosbuild.verify.Verifier;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Describes a bundle: who built it, from which archive, with which tools, quirks, options and libraries, by whom it is signed, and whether
 * it can run here. Fails, after that, if the bundle is not trusted. {@code <rebuild>} also builds the release here and lists the files that
 * differ.
 *
 * @since 1.0.0
 */
@Mojo(name = "verify-bundle", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class VerifyBundleMojo extends AbstractBundleMojo {
    /**
     * The bundle: {@code <file>} ({@code mesos.verifyBundle.file}), and whether to {@code <rebuild>} it. {@code mesos.verifyBundle.skip}
     * skips this goal.
     */
    @Parameter
    VerifyBundleParameters verifyBundle;

    @Override
    Map<String, Path> places() {
        Map<String, Path> places = super.places();
        addPlace(places, "mesos.verifyBundle.file", verifyBundle.file);
        return places;
    }

    @Override
    void run() throws Exception {
        BundleFit fit = factory()
                .fit(cachePath())
                .orElseThrow(
                        () -> new MojoFailureException("The C library of this machine is neither glibc nor musl."));
        BundleInspection inspection =
                new BundleInspection(bundles.anyRequest(), fit, new Verifier(Clock.systemUTC()), unpack.limits());
        Path archive;
        Optional<Path> signature;
        if (verifyBundle.file == null) {
            BundleSource.Fetched fetched = fetched();
            archive = fetched.archive();
            signature = fetched.signature();
        } else {
            archive = maven().path(verifyBundle.file);
            if (!Files.isRegularFile(archive)) {
                throw new MojoFailureException("There is no file " + archive + ". Correct mesos.verifyBundle.file.");
            }
            signature = Optional.of(archive.resolveSibling(archive.getFileName() + ".asc"))
                    .filter(Files::isRegularFile);
        }
        BundleInspection.Result result = inspection.look(archive, signature);
        BundleReport.lines(archive, result).forEach(console()::say);
        if (Boolean.TRUE.equals(verifyBundle.rebuild)) {
            compare(inspection, archive, result.bundle().description());
        }
        if (!result.trusted()) {
            throw BundleException.notTrusted(archive, result.verdict());
        }
    }

    private BundleSource.Fetched fetched() throws Exception {
        if (!bundles.turnedOn()) {
            throw new MojoFailureException(
                    "Name the bundle with -Dmesos.verifyBundle.file=FILE, or the repositories with -Dmesos.bundles=URL.");
        }
        Optional<BundleSource.Fetched> fetched =
                pipeline(skipTests || check.skipped()).fetchBundle();
        if (fetched.isEmpty()) {
            throw new MojoFailureException("The repositories have no bundle "
                    + (bundles.anyRequest().compatible()
                            ? "that fits this machine."
                            : "from the same inputs. With -Dmesos.bundles.match=compatible, any that fits this machine is"
                                    + " described."));
        }
        return fetched.get();
    }

    /**
     * Builds in directories of its own: the installation in the cache may come from this very bundle, and the objects in the work directory from
     * the build that made it. The bundle tells whether it was made by a reproducible build.
     */
    private void compare(BundleInspection inspection, Path archive, BundleDescription description) throws Exception {
        Path rebuilt = workPath().resolve("rebuilt");
        Trees.delete(rebuilt);
        installDirectory = new File(rebuilt.resolve("installation").toString());
        workDirectory = new File(rebuilt.resolve("work").toString());
        reproducible |= ReproducibleBuild.made(description.inputs());
        bundles.repositories = null;
        BundlePacker packer = packer();
        BundlePacker.Packed packed = pipeline(skipTests || check.skipped()).pack(packer, rebuilt.resolve("bundles"));
        BundleInspection.Comparison comparison =
                inspection.compare(archive, packed.file(), rebuilt.resolve("compared"));
        BundleReport.compared(comparison).forEach(console()::say);
    }
}
