package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources without configure, as an archive of a tag in Git has them. */
class PrepareSourcesTest {
    private static final BuildOptions OPTIONS = SampleWorld.options(true);
    private static final Supervisor SUPERVISOR =
            new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);

    @TempDir
    static Path shared;

    private static SampleWorld world;

    @TempDir
    Path directory;

    private final Heard heard = new Heard();
    private Workspace workspace;
    private Path source;

    @BeforeAll
    static void publish() throws Exception {
        world = SampleWorld.publish(shared.resolve("published"));
    }

    @BeforeEach
    void unpack() throws Exception {
        workspace = new Workspace(directory.resolve("work/sample-1.0.0"));
        bring(Step.UNPACK, List.of());
        source = workspace.source();
        Files.move(source.resolve("configure"), source.resolve("kept"));
    }

    private void bring(Step goal, List<List<String>> prepare) throws Exception {
        Release release = SampleWorld.release(world.archive(), changed -> changed.prepare = prepare);
        BuildPlan plan = BuildPlan.of(
                release,
                SampleWorld.sha256(world.archive()),
                SampleWorld.toolchain(),
                OPTIONS,
                directory.resolve("installations"));
        SampleWorld.builder(SUPERVISOR, heard).bring(goal, new PlannedBuild(plan, world.archive(), workspace, OPTIONS));
    }

    private static List<String> shell(String line) {
        return List.of("sh", "-c", line);
    }

    @Test
    void configureIsMadeInTheOrderOfTheCommandsAndThenRuns() throws Exception {
        bring(Step.CONFIGURE, List.of(shell("echo first; cp kept made"), shell("pwd; mv made configure")));
        assertThat(heard.take()).contains("finish configure");
        assertThat(workspace.log("prepare")).content().contains("first");
        assertThat(workspace.log("prepare-2")).content().contains(source.toString());
        assertThat(workspace.tree().resolve("Makefile")).exists();
    }

    @Test
    void aFailureIsThatOfTheStepAndAllCommandsRunAgain() throws Exception {
        List<List<String>> prepare =
                List.of(shell("cp kept configure; echo again >>runs"), shell("mv runs ran || exit; [ -e fixed ]"));
        StepFailedException failed =
                catchThrowableOfType(StepFailedException.class, () -> bring(Step.CONFIGURE, prepare));
        assertThat(failed.log()).isEqualTo(workspace.log("prepare-2"));
        assertThat(source.resolve("configure")).exists();
        assertThat(source.resolve("ran")).hasContent("again");
        Files.delete(source.resolve("ran"));
        Files.createFile(source.resolve("fixed"));
        bring(Step.CONFIGURE, prepare);
        assertThat(source.resolve("ran")).hasContent("again");
        assertThat(workspace.tree().resolve("Makefile")).exists();
    }

    @Test
    void aMissingProgramIsNamedBeforeAnythingRuns() {
        BuildRefusedException refused = catchThrowableOfType(
                BuildRefusedException.class,
                () -> bring(Step.CONFIGURE, List.of(shell("touch ran"), List.of("no-such-autoreconf", "-i"))));
        assertThat(refused.reason()).isEqualTo(BuildRefusedException.Reason.NO_PROGRAM_TO_PREPARE);
        assertThat(refused)
                .hasMessage("The archive of sample 1.0.0 has no configure script at " + source.resolve("configure")
                        + ", and no-such-autoreconf, which would make it, is not on the PATH.");
        assertThat(source.resolve("ran")).doesNotExist();
    }

    @Test
    void commandsThatMakeNoConfigureAreNoSubstituteForIt() {
        BuildRefusedException refused =
                catchThrowableOfType(BuildRefusedException.class, () -> bring(Step.CONFIGURE, List.of(shell("true"))));
        assertThat(refused.reason()).isEqualTo(BuildRefusedException.Reason.NO_CONFIGURE);
    }

    @Test
    void anArchiveWithConfigureNeedsNoPreparation() throws Exception {
        Files.move(source.resolve("kept"), source.resolve("configure"));
        bring(Step.CONFIGURE, List.of(List.of("no-such-autoreconf")));
        assertThat(heard.take()).contains("finish configure");
        assertThat(workspace.log("prepare")).doesNotExist();
    }
}
