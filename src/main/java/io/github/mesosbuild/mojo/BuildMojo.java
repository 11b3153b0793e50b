package io.github.mesosbuild.mojo;

import io.github.mesosbuild.build.Installation;
import io.github.mesosbuild.build.Step;
import io.github.mesosbuild.corridor.Corridor;
import io.github.mesosbuild.corridor.Request;
import io.github.mesosbuild.report.Console;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * The main job: takes the release from its archive to a checked installation. Fetches and verifies the archive, checks the build
 * requirements, unpacks, configures, makes, runs the release's own tests, installs, and writes the environment script. What is up to
 * date is not done again; what another project or another Maven has built of the same inputs is used.
 *
 * @since 1.0.0
 */
@Mojo(name = "build", defaultPhase = LifecyclePhase.GENERATE_RESOURCES, threadSafe = true, requiresProject = false)
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

    @Override
    void run(Corridor corridor, Request request, Console console) throws Exception {
        Installation installation = corridor.install();
        if (!env.skipped()) {
            console.environment(corridor.writeEnvironment(installation, env.startUpFile()));
        }
    }

    @Override
    void rehearse(Corridor corridor, Request request, Console console) throws Exception {
        console.rehearsal(corridor.rehearse(Optional.of(Step.INSTALL)));
    }
}
