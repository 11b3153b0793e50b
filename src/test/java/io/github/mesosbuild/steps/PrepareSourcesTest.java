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
    void create() {
        workspace = new Workspace(directory.resolve("work/sample-1.0.0"));
    }

    /** Unpacks the sources for these commands, and hides configure. */
    private List<List<String>> hidden(List<List<String>> prepare) throws Exception {
        bring(Step.UNPACK, prepare);
        source = workspace.source();
        Files.move(source.resolve("configure"), source.resolve("kept"));
        return prepare;
    }

    private void bring(Step goal, List<List<String>> prepare) throws Exception {
        SampleWorld.builder(SUPERVISOR, heard).bring(goal, request(prepare));
    }

    private PlannedBuild request(List<List<String>> prepare) throws Exception {
        Release release = SampleWorld.release(world.archive(), changed -> changed.prepare = prepare);
        BuildPlan plan = BuildPlan.of(
                release,
                SampleWorld.sha256(world.archive()),
                SampleWorld.toolchain(),
                OPTIONS,
                directory.resolve("installations"));
        return new PlannedBuild(plan, world.archive(), workspace, OPTIONS);
    }

    private static List<String> shell(String line) {
        return List.of("sh", "-c", line);
    }

    @Test
    void configureIsMadeInTheOrderOfTheCommandsAndThenRuns() throws Exception {
        bring(Step.CONFIGURE, hidden(List.of(shell("echo first; cp kept made"), shell("pwd; mv made configure"))));
        assertThat(heard.take()).contains("finish configure");
        assertThat(workspace.log("prepare")).content().contains("first");
        assertThat(workspace.log("prepare-2")).content().contains(source.toString());
        assertThat(workspace.tree().resolve("Makefile")).exists();
    }

    @Test
    void otherCommandsGetFreshSources() throws Exception {
        bring(Step.CONFIGURE, hidden(List.of(shell("cp kept configure; touch by-old-commands"))));
        heard.take();
        bring(Step.CONFIGURE, List.of(List.of("no-such-autoreconf")));
        assertThat(heard.take()).contains("start unpack INPUTS_CHANGED prepare");
        assertThat(source.resolve("by-old-commands")).doesNotExist();
    }

    @Test
    void thePrintedLineDoesTheSame() throws Exception {
        List<String> lines = lines(hidden(List.of(shell("cp kept made"), shell("mv made configure; echo made >>log"))));
        assertThat(lines).hasSize(1);
        for (int run = 1; run <= 2; run++) {
            Process process = new ProcessBuilder("sh", "-c", lines.get(0))
                    .directory(directory.toFile())
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).isZero();
        }
        assertThat(source.resolve("configure")).exists();
        assertThat(source.resolve("log")).hasContent("made");
        assertThat(directory.resolve("log")).doesNotExist();
        assertThat(lines(List.of())).isEmpty();
    }

    private List<String> lines(List<List<String>> prepare) throws Exception {
        PlannedBuild request = request(prepare);
        return new PrepareSources("sample 1.0.0", request.plan().environment(), new StepCommands(request)).lines();
    }

    @Test
    void aFailureIsThatOfTheStepAndAllCommandsRunAgain() throws Exception {
        List<List<String>> prepare = hidden(
                List.of(shell("cp kept configure; echo again >>runs"), shell("mv runs ran || exit; [ -e fixed ]")));
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
    void aMissingProgramIsNamedBeforeAnythingRuns() throws Exception {
        List<List<String>> prepare = hidden(List.of(shell("touch ran"), List.of("no-such-autoreconf", "-i")));
        BuildRefusedException refused =
                catchThrowableOfType(BuildRefusedException.class, () -> bring(Step.CONFIGURE, prepare));
        assertThat(refused.reason()).isEqualTo(BuildRefusedException.Reason.NO_PROGRAM_TO_PREPARE);
        assertThat(refused)
                .hasMessage("The archive of sample 1.0.0 has no configure script at " + source.resolve("configure")
                        + ", and no-such-autoreconf, which would make it, is not on the PATH.");
        assertThat(source.resolve("ran")).doesNotExist();
    }

    @Test
    void commandsThatMakeNoConfigureAreNoSubstituteForIt() throws Exception {
        List<List<String>> prepare = hidden(List.of(shell("true")));
        BuildRefusedException refused =
                catchThrowableOfType(BuildRefusedException.class, () -> bring(Step.CONFIGURE, prepare));
        assertThat(refused.reason()).isEqualTo(BuildRefusedException.Reason.NO_CONFIGURE);
    }

    @Test
    void anArchiveWithConfigureNeedsNoPreparation() throws Exception {
        bring(Step.CONFIGURE, List.of(List.of("no-such-autoreconf")));
        assertThat(heard.take()).contains("finish configure");
        assertThat(workspace.log("prepare")).doesNotExist();
    }
}
