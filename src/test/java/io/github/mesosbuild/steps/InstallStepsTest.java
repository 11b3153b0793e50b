package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.steps.StepState.Why;
import io.github.mesosbuild.testing.TestSelection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each case is explained first and then installed; both must agree. */
class InstallStepsTest {
    private static final BuildOptions WITHOUT_TESTS = SampleWorld.options(true);
    private static final BuildOptions WITH_TESTS = SampleWorld.options(false);

    @TempDir
    private Path directory;

    private final Heard heard = new Heard();
    private final Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
    private final Builder builder = SampleWorld.builder(supervisor, heard);
    private SampleWorld world;
    private Workspace workspace;

    @BeforeEach
    void publish() throws Exception {
        world = SampleWorld.publish(directory.resolve("published"));
        workspace = new Workspace(directory.resolve("work/sample-1.0.0"));
    }

    private BuildPlan plan(BuildOptions options) throws Exception {
        return SampleWorld.plan(world.archive(), options, directory.resolve("installations"));
    }

    private Installation runs(BuildOptions options, Step... steps) throws Exception {
        return runs(workspace, options, steps);
    }

    private Installation runs(Workspace in, BuildOptions options, Step... steps) throws Exception {
        BuildPlan plan = plan(options);
        List<StepState> foretold = InstallSteps.explain(plan, in, options);
        assertThat(foretold).extracting(StepState::step).containsExactly(Step.values());
        assertThat(foretold)
                .filteredOn(StepState::runs)
                .extracting(StepState::step)
                .containsExactly(steps);
        heard.take();
        Installation installation = builder.install(new PlannedBuild(plan, world.archive(), in, options));
        assertThat(heard.take())
                .filteredOn(line -> line.startsWith("start "))
                .extracting(line -> Step.valueOf(line.split(" ")[1].toUpperCase(Locale.ROOT)))
                .containsExactly(steps);
        return installation;
    }

    private List<Why> whys(BuildOptions options) throws Exception {
        return InstallSteps.explain(plan(options), workspace, options).stream()
                .map(StepState::why)
                .toList();
    }

    @Test
    void theExplanationMatchesWhatInstallDoes() throws Exception {
        Installation installation = runs(WITHOUT_TESTS, Step.UNPACK, Step.CONFIGURE, Step.MAKE, Step.INSTALL);
        runs(WITHOUT_TESTS);
        assertThat(whys(WITHOUT_TESTS))
                .containsExactly(Why.UP_TO_DATE, Why.UP_TO_DATE, Why.UP_TO_DATE, Why.SKIPPED, Why.UP_TO_DATE);
        runs(new Workspace(directory.resolve("elsewhere/sample-1.0.0")), WITHOUT_TESTS);

        Files.delete(installation.prefix().resolve("bin/sample-cli"));
        runs(WITHOUT_TESTS, Step.INSTALL);

        Trees.delete(workspace.root());
        runs(WITHOUT_TESTS);
        assertThat(whys(WITHOUT_TESTS))
                .containsExactly(Why.NOT_NEEDED, Why.NOT_NEEDED, Why.NOT_NEEDED, Why.SKIPPED, Why.UP_TO_DATE);

        runs(WITH_TESTS, Step.UNPACK, Step.CONFIGURE, Step.MAKE, Step.CHECK);
        runs(WITH_TESTS);
        assertThat(whys(WITH_TESTS)).containsOnly(Why.UP_TO_DATE);
        runs(selected("StringsTest.St*"), Step.CHECK);
        assertThat(whys(selected("StringsTest.St*"))).contains(Why.SELECTED);

        Trees.delete(workspace.root());
        assertThat(whys(WITH_TESTS))
                .containsExactly(Why.NOT_NEEDED, Why.NOT_NEEDED, Why.NOT_NEEDED, Why.UP_TO_DATE, Why.UP_TO_DATE);
        runs(WITH_TESTS);
    }

    @Test
    void aNewArgumentRunsTheStepsThatDependOnIt() throws Exception {
        runs(WITHOUT_TESTS, Step.UNPACK, Step.CONFIGURE, Step.MAKE, Step.INSTALL);
        runs(SampleWorld.options(true, "--enable-extra"), Step.CONFIGURE, Step.MAKE, Step.INSTALL);
        runs(WITHOUT_TESTS);
    }

    private static BuildOptions selected(String pattern) {
        return BuildOptionsBuilder.options(given -> given.selection = new TestSelection(List.of(pattern)));
    }
}
