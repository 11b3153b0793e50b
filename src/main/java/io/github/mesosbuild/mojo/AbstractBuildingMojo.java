package io.github.mesosbuild.mojo;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.jobs.JobLimits;
import io.github.mesosbuild.pipeline.ArchiveSupply;
import io.github.mesosbuild.pipeline.BuildRequest;
import io.github.mesosbuild.pipeline.BundleSupply;
import io.github.mesosbuild.pipeline.HostUse;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.steps.BuildOptions;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.ChosenDirectory;
import io.github.mesosbuild.steps.ConfigureOptions;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.Step;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** Goals that build a release, or need to know how it would be built. */
abstract class AbstractBuildingMojo extends AbstractReleaseMojo {
    /** The directory to install into; by default one in the cache, by fingerprint. */
    @Parameter(property = "mesos.installDirectory")
    File installDirectory;

    /** Arguments for {@code configure}, such as {@code CXXFLAGS=-O2}; as a property, quoted as in a shell. */
    @Parameter(property = "mesos.configureArguments")
    List<String> configureArguments;

    /** Arguments for every {@code make}; as a property, quoted as in a shell. */
    @Parameter(property = "mesos.makeArguments")
    List<String> makeArguments;

    /** Environment variables of every step; as properties {@code mesos.environment.NAME}. */
    @Parameter
    Map<String, String> environment;

    /** Compilers at once, at most; 0 means one per core. */
    @Parameter(property = "mesos.jobs", defaultValue = "0")
    int jobs;

    /** The MiB to expect for one compiler until some were measured. */
    @Parameter(property = "mesos.memoryPerJob", defaultValue = "1500")
    int memoryPerJob;

    /** The MiB for all compilers together; 0 means all that is available. */
    @Parameter(property = "mesos.memory", defaultValue = "0")
    int memory;

    /** The free space in MiB that a build needs; by default the recipe's figure. */
    @Parameter(property = "mesos.disk")
    Integer disk;

    /** The time limit of a step, in seconds. */
    @Parameter(property = "mesos.timeoutSeconds", defaultValue = "21600")
    int timeoutSeconds;

    /** How long a step may print nothing, in seconds; 0 means no limit. */
    @Parameter(property = "mesos.silentTimeoutSeconds", defaultValue = "3600")
    int silentTimeoutSeconds;

    /** The JDK of the build, tests and programs; by default that of Maven's toolchains, else Maven's own. */
    @Parameter(property = "mesos.javaHome")
    File javaHome;

    /** Whether to build the Java bindings: {@code true}, {@code false}, or {@code auto} (if the JDK is complete). */
    @Parameter(property = "mesos.java", defaultValue = "auto")
    String java;

    /** Whether to build the Python bindings, if the machine has their Python. */
    @Parameter(property = "mesos.python", defaultValue = "false")
    boolean python;

    /** The build type: {@code release}, usually optimized with {@code -O2}, or {@code debug}. */
    @Parameter(property = "mesos.buildType", defaultValue = "release")
    String buildType;

    /** Whether to strip debug information; by default, only from a {@code release} build. */
    @Parameter(property = "mesos.strip")
    Boolean strip;

    /** Whether equal inputs give equal bytes anywhere, at any time. */
    @Parameter(property = "mesos.reproducible", defaultValue = "false")
    boolean reproducible;

    /**
     * The compiler launcher: {@code ccache}, {@code sccache}, {@code distcc}, {@code icecc}, {@code none}, or {@code auto} (ccache if
     * found).
     */
    @Parameter(property = "mesos.compilerLauncher", defaultValue = "auto")
    String compilerLauncher;

    /** Whether missing packages are installed, as root or through sudo. */
    @Parameter(property = "mesos.installDependencies", defaultValue = "false")
    boolean installDependencies;

    /** {@code <skip>} ({@code mesos.checkDependencies.skip}) leaves out the check of the build requirements. */
    @Parameter
    SkipParameters checkDependencies;

    /** The limits of an archive: {@code <maximumEntries>} and others. {@code mesos.unpack.skip} skips the goal. */
    @Parameter
    UnpackParameters unpack;

    /** The release's own tests: {@code <names>} ({@code mesos.test} for short), {@code <timeoutSeconds>} and others. */
    @Parameter
    TestParameters test;

    /** Bundles to install instead of building: {@code <repositories>} ({@code mesos.bundles} for short), {@code <keys>} and others. */
    @Parameter
    BundlesParameters bundles;

    @Override
    Map<String, Path> places() {
        Map<String, Path> places = super.places();
        addPlace(places, ChosenDirectory.INSTALL, installDirectory);
        addPlace(places, ChosenDirectory.REPORTS, test.reportsDirectory);
        return places;
    }

    final JavaChoice javaChoice() {
        return new JavaChoice(javaHome, environment, maven());
    }

    @Override
    final Path jdkHome() {
        return javaChoice().selected().home();
    }

    /** Returns the pipeline of a goal that reads the archive. */
    final Pipeline pipeline(boolean skipTests) throws Failure, MojoFailureException, IOException, InterruptedException {
        return pipeline(skipTests, true);
    }

    /**
     * Returns the pipeline of a goal.
     *
     * @param skipTests whether the release's own tests are left out
     * @param readsArchive whether files and directories that should be the archive must exist
     */
    final Pipeline pipeline(boolean skipTests, boolean readsArchive)
            throws Failure, MojoFailureException, IOException, InterruptedException {
        ArchiveSupply archives = factory().archives(archiveRequest(readsArchive));
        BuildRequest request = buildRequest(skipTests);
        return factory().pipeline(request, archives, unpack.limits(), compilerLauncher, bundleSupply(request));
    }

    /** Prints what a goal that installs would do. */
    final void printInstallation(boolean skipTests) throws Exception {
        if (bundles.turnedOn()) {
            console()
                    .say("Would first look for a bundle in "
                            + String.join(
                                    ", ", maven().bundles(bundles.repositories).names()) + ". Without one:");
        }
        console().dryRun(pipeline(skipTests).dryRun(Step.INSTALL));
    }

    private Optional<BundleSupply> bundleSupply(BuildRequest request)
            throws Failure, MojoFailureException, IOException, InterruptedException {
        if (!bundles.turnedOn()) {
            return Optional.empty();
        }
        return factory().bundles(request, maven().bundles(bundles.repositories), bundles.request(), unpack.limits());
    }

    private BuildRequest buildRequest(boolean skipTests) throws RecipeException, MojoFailureException {
        Release release = release();
        return new BuildRequest(
                disk == null ? release : release.withDiskBytes((long) Check.atLeast(0, "mesos.disk", disk) << 20),
                cachePath(),
                workPath(),
                hostUse(),
                options(skipTests));
    }

    private HostUse hostUse() throws MojoFailureException {
        return new HostUse(
                javaChoice().selected(),
                Check.oneOf(HostUse.JavaBindings.class, "mesos.java", java),
                python,
                ConfigureOptions.turnedOn(configureArguments == null ? List.of() : configureArguments),
                !checkDependencies.skipped(),
                installDependencies,
                new JobLimits(
                        Check.atLeast(0, "mesos.jobs", jobs),
                        (long) Check.atLeast(1, "mesos.memoryPerJob", memoryPerJob) << 20,
                        (long) Check.atLeast(0, "mesos.memory", memory) << 20));
    }

    private BuildOptions options(boolean skipTests) throws MojoFailureException {
        requireNoOwnPrefix();
        return new BuildOptions(
                configureArguments == null ? List.of() : configureArguments,
                makeArguments == null ? List.of() : makeArguments,
                environment == null ? Map.of() : environment,
                Optional.ofNullable(installDirectory).map(maven()::path),
                skipTests,
                1,
                new BuildOptions.Timeouts(
                        Duration.ofSeconds(Check.atLeast(1, "mesos.timeoutSeconds", timeoutSeconds)),
                        Duration.ofSeconds(Check.atLeast(0, "mesos.silentTimeoutSeconds", silentTimeoutSeconds))),
                test.options(maven().surefireReports()),
                Check.oneOf(List.of(BuildOptions.RELEASE, BuildOptions.DEBUG), "mesos.buildType", buildType),
                Optional.ofNullable(strip),
                Optional.of(maven().nested()),
                reproducible);
    }

    /** Checks that a reproducible build is configured for the directory that is the same on every machine. */
    private void requireNoOwnPrefix() throws MojoFailureException {
        for (String argument : configureArguments == null ? List.<String>of() : configureArguments) {
            if (reproducible && argument.startsWith("--prefix")) {
                throw new MojoFailureException("mesos.reproducible cannot be used with " + argument
                        + " in mesos.configureArguments: a reproducible build is configured for a directory that is the"
                        + " same on every machine. Remove the argument. To choose the directory to install into, set"
                        + " mesos.installDirectory.");
            }
        }
    }

    /** Tells the other plugins of the project where the installation is. */
    final void publish(Installation installation) {
        Properties properties = session.getCurrentProject().getProperties();
        properties.setProperty("mesos.home", installation.prefix().toString());
        installation.library().ifPresent(library -> {
            properties.setProperty("mesos.native.library", library.toString());
            properties.setProperty(
                    "mesos.java.library.path", library.getParent().toString());
        });
    }

    /**
     * Reserves the environment script of the project for an installation.
     *
     * @throws BuildRefusedException if another installation has it in this session
     */
    final void reserve(Path script, Path prefix) throws BuildRefusedException {
        String other =
                SessionMemory.of(session, "environment-scripts").putIfAbsent(script.toString(), prefix.toString());
        if (other != null && !other.equals(prefix.toString())) {
            throw BuildRefusedException.sharedScript(script, Path.of(other), prefix);
        }
    }
}
