package io.github.mesosbuild.mojo;

import io.github.mesosbuild.steps.Step;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the release's own tests, after any earlier step that is out of date. The tests of googletest programs run in parallel shards,
 * all others in {@code make check}. Tests that cannot pass on a current machine are left out; the recipe's quirks list the reasons.
 * As root, the googletest programs run as the user {@code nobody} unless {@code mesos.test.user} names another one, with a private
 * {@code /tmp} where the system allows it.
 *
 * @since 1.0.0
 */
@Mojo(name = "check", threadSafe = true, requiresProject = false, configurator = LenientConfigurator.NAME)
public class CheckMojo extends AbstractBuildingMojo {
    /** {@code <skip>} ({@code mesos.check.skip}) skips the release's own tests. */
    @Parameter
    SkipParameters check;

    /** Whether the release's own tests are skipped, as everywhere in Maven. */
    @Parameter(property = "skipTests", defaultValue = "false")
    boolean skipTests;

    @Override
    void run() throws Exception {
        if (skipTests) {
            console().say("Skipped the tests of " + release().name() + ": skipTests is set.");
            return;
        }
        pipeline(false).bring(Step.CHECK);
    }

    @Override
    void printDryRun() throws Exception {
        console().dryRun(pipeline(false).dryRun(Step.CHECK));
    }
}
