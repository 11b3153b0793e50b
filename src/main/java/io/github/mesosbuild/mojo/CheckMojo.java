package io.github.mesosbuild.mojo;

import io.github.mesosbuild.pipeline.Pipeline;
import io.github.mesosbuild.pipeline.Request;
import io.github.mesosbuild.report.Console;
import io.github.mesosbuild.steps.Step;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the release's own tests, after whatever comes before it and is not up to date: those of googletest programs in shards side by
 * side, all others by {@code make check}. Tests that cannot pass on a current machine are left out; the recipe's quirks name them with the
 * reason. Started as root, those of googletest programs run as the user {@code nobody}, unless {@code mesos.test.user} names another. They
 * have a {@code /tmp} of their own; where the system gives none, what they are known to leave in {@code /tmp} is removed, if no other run
 * is at work then.
 *
 * @since 1.0.0
 */
@Mojo(name = "check", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class CheckMojo extends AbstractMesosMojo {
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

    @Override
    SkipParameters ownSkip() {
        return check;
    }

    @Override
    String goal() {
        return "check";
    }

    @Override
    void run(Pipeline pipeline, Request request, Console console) throws Exception {
        if (skipTests) {
            console.say("The tests of " + request.release().name() + " are skipped, because skipTests is set.");
            return;
        }
        pipeline.bring(Step.CHECK);
    }

    @Override
    void rehearse(Pipeline pipeline, Request request, Console console) throws Exception {
        console.rehearsal(pipeline.rehearse(Optional.of(Step.CHECK)));
    }
}
