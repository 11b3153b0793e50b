package io.github.mesosbuild.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.archive.ArchiveFormat;
import io.github.mesosbuild.bundle.BundleCoordinates;
import io.github.mesosbuild.bundle.TakenBundle;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.pipeline.PipelineListener;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.recording.EventFile;
import io.github.mesosbuild.recording.Recording;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.QuirkBuilder;
import io.github.mesosbuild.steps.BuildOptions;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.Builder;
import io.github.mesosbuild.steps.Heard;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.PlannedBuild;
import io.github.mesosbuild.steps.SampleWorld;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepState;
import io.github.mesosbuild.steps.Workspace;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records builds of the sample release with real processes. */
class BuildRecorderTest {
    @TempDir
    Path directory;

    private final List<String> warnings = new ArrayList<>();

    private Workspace workspace() {
        return new Workspace(directory.resolve("work/sample-1.0.0"));
    }

    /** Ignores what happens between the steps. */
    private static PipelineListener silent() {
        return (PipelineListener) Proxy.newProxyInstance(
                PipelineListener.class.getClassLoader(),
                new Class<?>[] {PipelineListener.class},
                (proxy, method, arguments) -> null);
    }

    private interface Work {
        void run(Builder builder, BuildRecorder recorder) throws Exception;
    }

    private ConfigNode record(BuildPlan plan, Work work) throws Exception {
        Recording recording = new Recording(
                BuildReport.recording(workspace().report()),
                Path.of("/proc"),
                Clock.systemUTC(),
                () -> 0,
                text -> text,
                warnings::add);
        RunFacts facts = new RunFacts(
                UUID.randomUUID().toString(),
                "1.0.0",
                plan.release(),
                BuildOptions.RELEASE,
                workspace().root(),
                "Debian 12",
                2,
                OptionalLong.of(1 << 30),
                Optional.empty());
        BuildRecorder recorder = recorder(recording, facts);
        Builder builder = SampleWorld.builder(
                new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE), recording, recorder);
        try {
            work.run(builder, recorder);
            recorder.ended(Optional.empty());
        } catch (Exception e) {
            recorder.ended(Optional.of(e));
        }
        assertThat(warnings).isEmpty();
        Path report = workspace().report();
        assertThat(Documents.json(Files.readString(report.resolve("trace.json")))
                        .get("traceEvents")
                        .list())
                .isNotEmpty();
        return Documents.json(Files.readString(report.resolve("report.json")));
    }

    private static List<String> steps(ConfigNode report) {
        return report.get("steps").list().stream()
                .map(step ->
                        step.get("name").textOrEmpty() + " " + step.get("state").textOrEmpty())
                .toList();
    }

    private static List<String> made(ConfigNode report) {
        return report.get("commands").list().stream()
                .map(command -> command.get("kind").textOrEmpty() + " "
                        + command.get("what").textOrEmpty())
                .toList();
    }

    @Test
    void aBuildOfTheSampleReleaseIsRecordedAndAnotherOneKeepsItsTimes() throws Exception {
        SampleWorld world = SampleWorld.publish(directory.resolve("published"));
        BuildOptions options = SampleWorld.options(false);
        BuildPlan plan = SampleWorld.plan(world.archive(), options, directory.resolve("installations"));
        PlannedBuild build = new PlannedBuild(plan, world.archive(), workspace(), options);
        ConfigNode report = record(plan, (builder, recorder) -> {
            Installation installation = builder.install(build);
            recorder.installed(installation, false);
        });
        assertThat(report.get("verdict").text()).contains("succeeded");
        assertThat(steps(report))
                .containsExactly("unpack run", "configure run", "make run", "check run", "install run");
        assertThat(made(report)).anyMatch(made -> made.matches("compile (src|tests)/.*\\.o"));
        double seen =
                made(report).stream().filter(made -> made.startsWith("compile")).count();
        try (Stream<Path> files = Files.walk(workspace().tree())) {
            long objects = files.filter(file -> file.toString().endsWith(".o")).count();
            assertThat(seen + report.get("unseen").jsonNumber().orElseThrow())
                    .as("all objects, seen or not")
                    .isEqualTo(objects);
        }
        assertThat(report.get("tests").get("passed").jsonNumber()).contains(14.0);
        assertThat(report.get("tests").get("failures").list()).isEmpty();
        assertThat(report.get("installation").get("libraries").texts()).contains("libc.so.6");
        assertThat(report.get("criticalPath").get("estimates").list()).hasSize(5);

        ConfigNode again = record(plan, (builder, recorder) -> builder.bring(Step.MAKE, build));
        assertThat(steps(again)).containsExactly("unpack run", "configure run", "make run", "check run", "install run");
        assertThat(again.get("runs").list()).hasSize(1);
        assertThat(made(again)).isEqualTo(made(report));
        assertThat(again.get("steps").list().get(2).get("seconds").jsonNumber())
                .isEqualTo(report.get("steps").list().get(2).get("seconds").jsonNumber());
    }

    @Test
    void testsThatAQuirkLeavesOutAreCounted() throws Exception {
        SampleWorld world = SampleWorld.publish(directory.resolve("published"));
        BuildOptions options = SampleWorld.options(false);
        BuildPlan plan = BuildPlan.of(
                SampleWorld.release(world.archive(), release -> {
                    List<Quirk> quirks = new ArrayList<>(release.quirks);
                    quirks.add(QuirkBuilder.quirk("printer", "they need a printer.")
                            .excludedTests("StringsTest.*")
                            .build());
                    release.quirks = quirks;
                }),
                SampleWorld.sha256(world.archive()),
                SampleWorld.toolchain(),
                options,
                directory.resolve("installations"));
        PlannedBuild build = new PlannedBuild(plan, world.archive(), workspace(), options);
        ConfigNode tests = record(plan, (builder, recorder) -> {
                    recorder.building(
                            plan,
                            new VerifiedArchive(
                                    world.archive(),
                                    Files.size(world.archive()),
                                    new Digest(Digest.Algorithm.SHA256, SampleWorld.sha256(world.archive())),
                                    List.of()));
                    builder.bring(Step.CHECK, build);
                })
                .get("tests");
        double leftOut = tests.get("leftOut").jsonNumber().orElseThrow();
        assertThat(leftOut).isPositive();
        assertThat(tests.get("passed").jsonNumber()).contains(14 - leftOut);
        ConfigNode group = tests.get("leftOutBecause").list().get(0);
        assertThat(group.get("because").text()).contains("they need a printer.");
        assertThat(group.get("tests").jsonNumber()).contains(leftOut);
    }

    private static String output(String line) throws Exception {
        Process shell =
                new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).start();
        shell.getOutputStream().close();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aFailedBuildHasItsFirstErrorAndOtherInputsDropItsRecords() throws Exception {
        SampleWorld world = SampleWorld.publish(directory.resolve("published"));
        Path archive = world.archive("compile-error");
        BuildOptions options = SampleWorld.options(true);
        BuildPlan plan = SampleWorld.plan(archive, options, directory.resolve("installations"));
        PlannedBuild build = new PlannedBuild(plan, archive, workspace(), options);
        ConfigNode report = record(plan, (builder, recorder) -> builder.bring(Step.MAKE, build));
        assertThat(report.get("verdict").text()).contains("failed");
        assertThat(steps(report))
                .containsExactly("unpack run", "configure run", "make failed", "check skipped", "install skipped");
        ConfigNode failure = report.get("failure");
        assertThat(failure.get("step").text()).contains("make");
        assertThat(failure.get("message").textOrEmpty()).contains("undeclared_name");
        assertThat(failure.get("log").text()).contains("../logs/make.log");
        int line = failure.get("line").jsonNumber().orElseThrow().intValue();
        assertThat(Files.readAllLines(workspace().log("make")).get(line - 1)).contains("undeclared_name");
        assertThat(failure.get("command").textOrEmpty()).startsWith("cd ").contains("json.cc");
        assertThat(output(failure.get("command").textOrEmpty())).contains("undeclared_name");
        assertThat(failure.get("remedy").textOrEmpty()).startsWith("Check the network:");

        ConfigNode resumed = record(plan, (builder, recorder) -> builder.bring(Step.MAKE, build));
        assertThat(resumed.get("runs").list()).as("make continues").hasSize(2);

        BuildOptions others = SampleWorld.options(true, "--enable-extra");
        BuildPlan anew = SampleWorld.plan(archive, others, directory.resolve("installations"));
        ConfigNode changed = record(
                anew,
                (builder, recorder) ->
                        builder.bring(Step.CONFIGURE, new PlannedBuild(anew, archive, workspace(), others)));
        assertThat(steps(changed))
                .containsExactly("unpack reused", "configure run", "make skipped", "check skipped", "install skipped");
        assertThat(made(changed)).noneMatch(made -> made.startsWith("compile"));
        assertThat(EventFile.read(BuildReport.recording(workspace().report())))
                .noneMatch(event -> event.step().equals("make"));
    }

    @Test
    void aReportThatCannotBeWrittenIsAWarning() throws Exception {
        SampleWorld world = SampleWorld.publish(directory.resolve("published"));
        BuildOptions options = SampleWorld.options(true);
        BuildPlan plan = SampleWorld.plan(world.archive(), options, directory.resolve("installations"));
        Files.createDirectories(workspace().report().resolve("report.json/in the way"));
        BuildRecorder recorder = recorder(plan);
        recorder.starting(new StepState(Step.UNPACK, StepState.Why.NOT_FINISHED, List.of()), Path.of("/unpack.log"));
        recorder.ended(Optional.empty());
        assertThat(warnings).singleElement().asString().startsWith("Cannot write the report of this build: ");
    }

    @Test
    void withoutARecordingThePageOfAnEarlierBuildIsRemoved() throws Exception {
        SampleWorld world = SampleWorld.publish(directory.resolve("published"));
        BuildPlan plan =
                SampleWorld.plan(world.archive(), SampleWorld.options(true), directory.resolve("installations"));
        Files.createDirectories(BuildReport.recording(workspace().report()));
        Path page = Files.writeString(workspace().report().resolve("index.html"), "succeeded");
        BuildRecorder recorder = recorder(plan);
        recorder.starting(new StepState(Step.UNPACK, StepState.Why.NOT_FINISHED, List.of()), Path.of("/unpack.log"));
        recorder.ended(Optional.of(new IOException("broken")));
        assertThat(warnings).singleElement().asString().startsWith("Cannot record what this build does: ");
        assertThat(page).doesNotExist();
    }

    private ConfigNode report() throws Exception {
        return Documents.json(Files.readString(workspace().report().resolve("report.json")));
    }

    private String page() throws IOException {
        return Files.readString(workspace().report().resolve("index.html"));
    }

    @Test
    void aFailureBeforeTheFirstStepIsShownUntilABuildIsUpToDate() throws Exception {
        BuildPlan plan = plan();
        recorder(plan).ended(Optional.of(new IOException("no network")));
        assertThat(workspace().report()).as("nothing was built yet").doesNotExist();
        BuildRecorder built = recorder(plan);
        built.starting(new StepState(Step.UNPACK, StepState.Why.NOT_FINISHED, List.of()), Path.of("/unpack.log"));
        built.finished(Step.UNPACK, Duration.ZERO);
        built.ended(Optional.empty());

        recorder(plan).ended(Optional.of(new IOException("no network")));
        assertThat(report().get("verdict").text()).contains("failed");
        ConfigNode failure = report().get("failure");
        assertThat(failure.get("message").text()).contains("Failed: no network.");
        assertThat(failure.get("context").texts()).containsExactly("no route to host");
        assertThat(failure.get("remedy").text()).contains("Check the network:\n    ip route");
        assertThat(report().get("shown").get("verdict").text()).contains("succeeded");
        assertThat(steps(report())).contains("unpack run");
        assertThat(page())
                .contains("The build failed outside of a step:", "no network", "<p>Check the network:</p>")
                .containsPattern("The last run, on [-0-9]{10} [:0-9]{8} UTC, failed before its first step[.]"
                        + " Everything but the failure is about the run before, which succeeded[.]");

        recorder(plan).ended(Optional.empty());
        assertThat(page()).as("a run that did not look").contains("no network");
        recorder(plan).ended(Optional.of(new InterruptedException()));
        assertThat(page()).as("a run that was interrupted").contains("no network");
        try (FileLock lock = FileLock.tryAcquire(workspace().lockFile()).orElseThrow()) {
            BuildRecorder elsewhere = recorder(plan);
            elsewhere.reused(Step.UNPACK);
            elsewhere.ended(Optional.empty());
            assertThat(page()).as("another process builds").contains("no network");
        }
        BuildRecorder upToDate = recorder(plan);
        upToDate.reused(Step.UNPACK);
        upToDate.ended(Optional.empty());
        assertThat(report().get("verdict").text()).contains("succeeded");
        assertThat(report().get("shown").isPresent()).isFalse();
        assertThat(page()).doesNotContain("no network");
        assertThat(warnings).isEmpty();
    }

    @Test
    void anInstallationFromABundleHasAReport() throws Exception {
        BuildPlan plan = plan();
        BuildRecorder recorder = recorder(plan);
        recorder.taken(new TakenBundle(
                new BundleCoordinates("g", "sample", "1.0.0", "linux-x", ArchiveFormat.TAR_GZ),
                true,
                "Signed by Ana.",
                1234));
        recorder.ended(Optional.empty());
        assertThat(report().get("bundle").get("coordinates").textOrEmpty()).contains("sample:1.0.0");
        assertThat(report().get("bundle").get("exact").flag()).isTrue();
        assertThat(page())
                .contains("The installation was taken from a bundle: nothing was built here.")
                .contains("Signed by Ana.", "built from the same inputs");
        assertThat(warnings).isEmpty();
    }

    private BuildPlan plan() throws Exception {
        SampleWorld world = SampleWorld.publish(directory.resolve("published"));
        return SampleWorld.plan(world.archive(), SampleWorld.options(true), directory.resolve("installations"));
    }

    private BuildRecorder recorder(BuildPlan plan) {
        Recording recording = new Recording(
                BuildReport.recording(workspace().report()),
                Path.of("/proc"),
                Clock.systemUTC(),
                () -> 0,
                text -> text,
                warnings::add);
        RunFacts facts = new RunFacts(
                "a",
                "1",
                plan.release(),
                "release",
                workspace().root(),
                "Debian",
                1,
                OptionalLong.empty(),
                Optional.empty());
        return recorder(recording, facts);
    }

    private BuildRecorder recorder(Recording recording, RunFacts facts) {
        return new BuildRecorder(
                recording,
                facts,
                new Heard(),
                silent(),
                Clock.systemUTC(),
                failure -> new ExplainedFailure(
                        "Failed: " + failure.getMessage() + ".",
                        "no route to host",
                        "Check the network:\n    ip route"),
                warnings::add);
    }
}
