package io.github.mesosbuild.mojo;

import io.github.mesosbuild.env.ShellBlock;
import io.github.mesosbuild.pipeline.EnvironmentChange;
import io.github.mesosbuild.pipeline.InstallResult;
import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.PrefixGuard;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.verify.KeysException;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * The main job: takes the release from its archive to a checked installation. Fetches and verifies the archive, checks the build
 * requirements, unpacks, configures, makes, runs the release's own tests, installs, and writes the environment script. What is up to
 * date is not done again; what another project or another Maven has built of the same inputs is used. The project gets the properties
 * {@code mesos.home}, {@code mesos.native.library} and {@code mesos.java.library.path}.
 *
 * @since 1.0.0
 */
@Mojo(
        name = "build",
        defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
        threadSafe = true,
        requiresProject = false,
        configurator = LenientConfigurator.NAME)
public class BuildMojo extends AbstractMesosMojo {
    /**
     * The element {@code <skip>} ({@code mesos.build.skip}) leaves out this goal.
     *
     * @since 1.0.0
     */
    @Parameter
    SkipParameters build;

    /**
     * The element {@code <skip>} ({@code mesos.check.skip}) leaves out the release's own tests.
     *
     * @since 1.0.0
     */
    @Parameter
    SkipParameters check;

    /**
     * Whether the release's own tests are left out, as everywhere in Maven.
     *
     * @since 1.0.0
     */
    @Parameter(property = "skipTests", defaultValue = "false")
    boolean skipTests;

    /**
     * What is done with the environment script; see the goal {@code env}. {@code <skip>} ({@code mesos.env.skip}) leaves it out.
     *
     * @since 1.0.0
     */
    @Parameter
    EnvParameters env;

    @Override
    SkipParameters ownSkip() {
        return build;
    }

    @Override
    String goal() {
        return "build";
    }

    @Override
    boolean testsSkipped() {
        return skipTests || check != null && check.skipped();
    }

    /** Of this execution. */
    private PipelineFactory wiring;

    @Override
    boolean done(PipelineFactory wiring) throws BuildRefusedException {
        this.wiring = wiring;
        if (verifyAgain) {
            return false;
        }
        Optional<Installation> installation = wiring.remembered().installation();
        if (installation.isPresent() && !env.skipped()) {
            reserve(wiring.environmentScript(), installation.get().prefix());
        }
        installation.ifPresent(found -> {
            publish(found);
            getLog().debug("Nothing that this rests on has changed since it was found out.");
            wiring.console().installed(found, true);
            if (!env.skipped()) {
                wiring.console().environment(unchanged());
            }
        });
        return installation.isPresent();
    }

    private EnvironmentChange unchanged() {
        return new EnvironmentChange(
                wiring.environmentScript(),
                false,
                env.startUpFile(),
                env.startUpFile().map(file -> ShellBlock.Change.UNCHANGED));
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        if (!env.skipped()) {
            pipeline.requireStartUpFile(env.startUpFile());
        }
        InstallResult installed = pipeline.install(
                env.skipped() ? PrefixGuard.NONE : prefix -> reserve(wiring.environmentScript(), prefix));
        Installation installation = installed.installation();
        publish(installation);
        Optional<EnvironmentChange> change = env.skipped()
                ? Optional.empty()
                : Optional.of(pipeline.writeEnvironment(installation, env.startUpFile()));
        change.ifPresent(console::environment);
        if (installed.reused() && (change.isEmpty() || change.get().equals(unchanged()))) {
            keep(installation, pipeline, change);
        }
    }

    private void keep(Installation installation, Pipeline pipeline, Optional<EnvironmentChange> environment)
            throws KeysException, IOException {
        List<Path> others = new ArrayList<>();
        environment.ifPresent(change -> {
            others.add(change.script());
            change.startUpFile().ifPresent(others::add);
        });
        Optional<VerifiedArchive> archive = pipeline.archive();
        if (archive.isPresent()) {
            Path place = archive.get().file().getParent();
            wiring.witnesses().sawTree(place);
            others.add(place.getParent());
            wiring.remembered().keep(installation, wiring.witnesses(), others);
        }
    }

    @Override
    void rehearse(Pipeline pipeline, Request request, Console console) throws Exception {
        console.rehearsal(pipeline.rehearse(Optional.of(Step.INSTALL)));
    }
}
