package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.steps.log.FirstError;
import io.github.mesosbuild.testing.TestVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the sample release with real processes. */
class BuilderTest {
    @TempDir
    static Path shared;

    private static SampleWorld world;
    private static final Heard HEARD = new Heard();
    private static final Supervisor SUPERVISOR =
            new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
    private static final Builder BUILDER = SampleWorld.builder(SUPERVISOR, HEARD);

    private static BuildPlan plan;
    private static Workspace workspace;
    private static Installation installation;
    private static List<String> firstRun;

    @TempDir
    Path directory;

    @BeforeAll
    static void installWithoutTests() throws Exception {
        world = SampleWorld.publish(shared.resolve("published"));
        workspace = new Workspace(shared.resolve("work/sample-1.0.0"));
        plan = plan(world.archive(), shared, SampleWorld.options(true));
        HEARD.take();
        installation = install(plan, world.archive(), workspace, SampleWorld.options(true));
        firstRun = HEARD.take();
    }

    @BeforeEach
    void clearEvents() {
        HEARD.take();
    }

    private static BuildPlan plan(Path archive, Path root, BuildOptions options) throws Exception {
        return SampleWorld.plan(archive, options, root.resolve("installations"));
    }

    private static Installation install(BuildPlan plan, Path archive, Workspace workspace, BuildOptions options)
            throws Exception {
        return BUILDER.install(new PlannedBuild(plan, archive, workspace, options));
    }

    private static void bring(Step goal, BuildPlan plan, Path archive, Workspace workspace, BuildOptions options)
            throws Exception {
        BUILDER.bring(goal, new PlannedBuild(plan, archive, workspace, options));
    }

    private Workspace own() {
        return new Workspace(directory.resolve("work/sample-1.0.0"));
    }

    private static Map<String, FileTime> objects(Workspace workspace) throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(workspace.tree())) {
            for (Path file : tree.filter(path -> path.toString().endsWith(".o")).toList()) {
                times.put(workspace.tree().relativize(file).toString(), Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    @Test
    void eachStepRunsOnceAndTheTestsOnlyOnRequest() {
        assertThat(firstRun)
                .containsExactly(
                        "start unpack NOT_FINISHED",
                        "curing warnings",
                        "curing pointer-order",
                        "finish unpack",
                        "start configure NOT_FINISHED",
                        "finish configure",
                        "start make NOT_FINISHED",
                        "finish make",
                        "start install NOT_FINISHED",
                        "finish install");
        assertThat(HEARD.total()).isEqualTo(12);
        assertThat(installation.checked()).isFalse();
        assertThat(installation.release()).isEqualTo("sample 1.0.0");
        assertThat(installation.library()).contains(installation.prefix().resolve("lib/libsample.so"));
        assertThat(installation.prefix().getParent()).isEqualTo(shared.resolve("installations"));
        assertThat(installation.prefix().resolve("bin/sample-cli")).isExecutable();
        assertThat(shared.resolve("installations").toFile().list())
                .filteredOn(name -> !name.endsWith(".lock"))
                .as("nothing staged is left")
                .containsExactly(installation.prefix().getFileName().toString());
    }

    @Test
    void aSecondRunHasNothingToDo() throws Exception {
        assertThat(install(plan, world.archive(), workspace, SampleWorld.options(true))
                        .prefix())
                .isEqualTo(installation.prefix());
        assertThat(HEARD.take()).isEmpty();
        assertThat(Builder.made(plan, SampleWorld.options(true))).isPresent();
        assertThat(Builder.explain(plan, workspace))
                .filteredOn(state -> state.step() != Step.CHECK)
                .allMatch(StepState::upToDate);
    }

    @Test
    void testsRunOnceAndTheInstallationIsReused() throws Exception {
        Path file = installation.prefix().resolve("bin/sample-cli");
        FileTime before = Files.getLastModifiedTime(file);
        Installation checked = install(plan, world.archive(), workspace, SampleWorld.options(false));
        assertThat(checked.checked()).isTrue();
        assertThat(HEARD.take())
                .containsExactly(
                        "reuse unpack",
                        "reuse configure",
                        "reuse make",
                        "start check NOT_FINISHED",
                        "tested 14 passed, 0 failed",
                        "finish check");
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
        assertThat(Builder.made(plan, SampleWorld.options(false))).isPresent();
        assertThat(Builder.explain(plan, workspace)).allMatch(StepState::upToDate);

        bring(Step.CHECK, plan, world.archive(), own(), SampleWorld.options(false));
        assertThat(HEARD.take()).as("nothing is compiled to run no test").containsExactly("reuse check");
        assertThat(own().root()).doesNotExist();
    }

    @Test
    void aManuallyChangedInstallationIsMadeAgainFromTheBuildTree() throws Exception {
        Path page = installation.prefix().resolve("share/sample/webui/index.html");
        String original = Files.readString(page);
        Files.writeString(page, original + "changed by hand");
        assertThat(Builder.made(plan, SampleWorld.options(true))).isEmpty();
        assertThat(Builder.explain(plan, workspace).get(Step.INSTALL.ordinal()).why())
                .isEqualTo(StepState.Why.RESULT_GONE);
        Files.delete(installation.prefix().resolve("bin/sample-cli"));
        install(plan, world.archive(), workspace, SampleWorld.options(true));
        assertThat(HEARD.take())
                .filteredOn(line -> line.startsWith("start"))
                .containsExactly("start install RESULT_GONE");
        assertThat(page).hasContent(original);
        assertThat(installation.prefix().resolve("bin/sample-cli")).exists();
    }

    @Test
    void aNewArgumentRunsConfigureAgainAndNamesTheChangedInput() throws Exception {
        Workspace own = own();
        bring(
                Step.CONFIGURE,
                plan(world.archive(), directory, SampleWorld.options(true)),
                world.archive(),
                own,
                SampleWorld.options(true));
        HEARD.take();
        BuildOptions extra = SampleWorld.options(true, "--enable-extra");
        BuildPlan other = plan(world.archive(), directory, extra);
        assertThat(Builder.explain(other, own))
                .extracting(StepState::why)
                .startsWith(StepState.Why.UP_TO_DATE, StepState.Why.INPUTS_CHANGED);
        bring(Step.CONFIGURE, other, world.archive(), own, extra);
        assertThat(HEARD.take())
                .containsExactly("reuse unpack", "start configure INPUTS_CHANGED arguments,prefix", "finish configure");
        assertThat(own.log("configure")).content().contains("--enable-extra");
        bring(Step.CONFIGURE, other, world.archive(), own, extra);
        assertThat(HEARD.take()).containsExactly("reuse unpack", "reuse configure");
    }

    @Test
    void aKilledConfigureStartsOverInAFreshTree() throws Exception {
        Workspace own = own();
        BuildOptions options = SampleWorld.options(true);
        BuildPlan killed = plan(world.archive(), directory, options);
        bring(Step.CONFIGURE, killed, world.archive(), own, options);
        HEARD.take();
        own.journal().forget(Step.CONFIGURE);
        Files.writeString(own.tree().resolve("half-done"), "of the run that was killed");
        Files.delete(own.tree().resolve("Makefile"));
        bring(Step.CONFIGURE, killed, world.archive(), own, options);
        assertThat(HEARD.take()).containsExactly("reuse unpack", "start configure NOT_FINISHED", "finish configure");
        assertThat(own.tree().resolve("half-done")).doesNotExist();
        assertThat(own.tree().resolve("Makefile")).exists();
    }

    @Test
    void makeResumesAfterAFailureAndReportsOnlyItsOwnError() throws Exception {
        Path archive = world.archive("compile-error");
        Workspace own = own();
        BuildOptions options = SampleWorld.options(true);
        BuildPlan broken = plan(archive, directory, options);
        StepFailedException first =
                catchThrowableOfType(StepFailedException.class, () -> bring(Step.MAKE, broken, archive, own, options));
        assertThat(first.step()).isEqualTo(Step.MAKE);
        assertThat(first.firstError().orElseThrow().file().orElseThrow()).endsWith("src/lib/json.cc");
        assertThat(first.lastLines()).isNotEmpty();
        assertThat(first.log()).isEqualTo(own.log("make"));
        Map<String, FileTime> before = objects(own);
        assertThat(before).isNotEmpty();

        Path source = own.source().resolve("src/lib/json.cc");
        Files.writeString(source, Files.readString(Path.of("src/it/sample/release/src/lib/json.cc")));
        Path other = own.source().resolve("src/cli/sample-cli.cc");
        String good = Files.readString(other);
        Files.writeString(other, good + "\n#include <nowhere.h>\n");
        StepFailedException second =
                catchThrowableOfType(StepFailedException.class, () -> bring(Step.MAKE, broken, archive, own, options));
        assertThat(second.firstError().map(FirstError::kind)).contains(FirstError.Kind.MISSING_HEADER);

        Files.writeString(other, good);
        HEARD.take();
        bring(Step.MAKE, broken, archive, own, options);
        assertThat(HEARD.take())
                .hasSize(5)
                .contains("reuse unpack", "reuse configure", "start make NOT_FINISHED", "finish make")
                .anyMatch(line -> line.startsWith("resume make 7 ["));
        assertThat(objects(own)).containsAllEntriesOf(before);
    }

    @Test
    void aCompilerKilledForMemoryHalvesTheJobsAndFinishedObjectsAreKept() throws Exception {
        Path archive = world.archive("memory");
        BuildOptions options = SampleWorld.options(true);
        Workspace own = own();
        bring(Step.MAKE, plan(archive, directory, options), archive, own, options);
        assertThat(HEARD.take()).endsWith("start make NOT_FINISHED", "go on make 1 make-before-1.log", "finish make");
        assertThat(own.log("make-before-1")).content().contains("Killed signal terminated program cc1plus");
        String second = Files.readString(own.log("make"));
        assertThat(second).doesNotContain("Killed");
        // The first one of the two compilers was not killed.
        assertThat(Stream.of("duration.o", "flags.o").filter(object -> !second.contains("-c -o " + object)))
                .isNotEmpty();
        assertThat(own.jobPipe()).doesNotExist();
    }

    @Test
    void failedTestsAreNamedAndNothingIsInstalled() throws Exception {
        Path archive = world.archive("test-fails");
        BuildOptions options = SampleWorld.options(false);
        BuildPlan failing = plan(archive, directory, options);
        TestsFailedException failure =
                catchThrowableOfType(TestsFailedException.class, () -> install(failing, archive, own(), options));
        assertThat(failure.report().with(TestVerdict.FAILED))
                .extracting(result -> result.test().fullName())
                .containsExactly("StringsTest.Upper");
        assertThat(failing.prefix()).doesNotExist();
        assertThat(own().journal().read(Step.MAKE)).isPresent();
        assertThat(own().journal().read(Step.CHECK)).isEmpty();
    }

    @Test
    void aFailedConfigureIsNotRecordedAsFinished() throws Exception {
        Path archive = world.archive("configure-fails");
        BuildOptions options = SampleWorld.options(true);
        BuildPlan failing = plan(archive, directory, options);
        for (int run = 0; run < 2; run++) {
            HEARD.take();
            StepFailedException failure =
                    catchThrowableOfType(StepFailedException.class, () -> install(failing, archive, own(), options));
            assertThat(failure.step()).isEqualTo(Step.CONFIGURE);
            assertThat(HEARD.take()).contains("start configure NOT_FINISHED").doesNotContain("finish configure");
        }
    }

    @Test
    void aDirectoryWithForeignFilesIsRefusedBeforeAnythingRuns() throws Exception {
        Path foreign = Files.createDirectories(directory.resolve("opt"));
        Path precious = Files.writeString(foreign.resolve("precious"), "mine");
        BuildOptions there = BuildOptionsBuilder.options(given -> {
            given.installDirectory = Optional.of(foreign);
            given.skipTests = true;
        });
        BuildRefusedException refused = catchThrowableOfType(
                BuildRefusedException.class,
                () -> install(plan(world.archive(), directory, there), world.archive(), own(), there));
        assertThat(refused.reason()).isEqualTo(BuildRefusedException.Reason.FOREIGN_DIRECTORY);
        assertThat(refused.value()).isEqualTo(foreign.toString());
        assertThat(HEARD.take()).isEmpty();
        assertThat(own().root()).doesNotExist();
        assertThat(precious).hasContent("mine");
    }

    @Test
    void anUnknownConfigureOptionIsRefusedWithSimilarOnes() throws Exception {
        BuildOptions options = SampleWorld.options(true, "--enable-extras");
        BuildRefusedException refused = catchThrowableOfType(
                BuildRefusedException.class,
                () -> bring(
                        Step.CONFIGURE, plan(world.archive(), directory, options), world.archive(), own(), options));
        assertThat(refused.reason()).isEqualTo(BuildRefusedException.Reason.UNKNOWN_OPTION);
        assertThat(refused.alternatives()).contains("--enable-extra");
        assertThat(own().journal().read(Step.CONFIGURE)).isEmpty();
    }

    @Test
    void objectsOfOtherMakeArgumentsAreNotReused() throws Exception {
        Path prefix = directory.resolve("opt");
        BuildOptionsBuilder given = new BuildOptionsBuilder();
        given.installDirectory = Optional.of(prefix);
        BuildOptions before = given.build();
        given.makeArguments = List.of("V=0");
        BuildOptions after = given.build();
        bring(Step.CONFIGURE, plan(world.archive(), directory, before), world.archive(), own(), before);
        Path object = Files.writeString(own().tree().resolve("src/lib/json.o"), "of other arguments");
        bring(Step.CONFIGURE, plan(world.archive(), directory, after), world.archive(), own(), after);
        assertThat(object).doesNotExist();
    }
}
