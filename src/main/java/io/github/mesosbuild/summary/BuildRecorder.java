package io.github.mesosbuild.summary;

import io.github.mesosbuild.bundle.TakenBundle;
import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.launcher.Launcher;
import io.github.mesosbuild.launcher.Statistics;
import io.github.mesosbuild.page.ReportPage;
import io.github.mesosbuild.pipeline.ForwardingPipelineListener;
import io.github.mesosbuild.pipeline.PipelineListener;
import io.github.mesosbuild.recording.Event;
import io.github.mesosbuild.recording.Recording;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.ToolchainSupport;
import io.github.mesosbuild.steps.BuildListener;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepState;
import io.github.mesosbuild.steps.Workspace;
import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Records the events of a build, passes them on, and writes the report at its end. */
public final class BuildRecorder extends ForwardingPipelineListener {
    private final Recording recording;
    private final Clock clock;
    private final Consumer<String> warning;
    private final Function<Exception, ExplainedFailure> messages;
    private final RunFacts facts;
    private List<Quirk> quirks = List.of();
    private Optional<Step> running = Optional.empty();
    private boolean taken;
    private boolean upToDate;

    /**
     * Creates a recorder of one run.
     *
     * @param facts what is known of the run before it starts
     * @param build receives the events of the steps
     * @param pipeline receives the events between the steps
     * @param messages the failures as the console shows them
     * @param warning receives a sentence if the report cannot be written
     */
    public BuildRecorder(
            Recording recording,
            RunFacts facts,
            BuildListener build,
            PipelineListener pipeline,
            Clock clock,
            Function<Exception, ExplainedFailure> messages,
            Consumer<String> warning) {
        super(build, pipeline);
        this.recording = recording;
        this.facts = facts;
        this.clock = clock;
        this.messages = messages;
        this.warning = warning;
        recording.describe(facts.values());
    }

    @Override
    public void building(BuildPlan plan, VerifiedArchive archive) {
        quirks = plan.quirks();
        recording.describe(RunFacts.of(archive));
        for (Quirk quirk : quirks) {
            recording.note(ReportDocument.QUIRK, RunFacts.of(quirk));
            if (!quirk.excludedTests().isEmpty()) {
                recording.note(TestSection.LEFT_OUT, TestSection.leftOut(quirk));
            }
        }
        super.building(plan, archive);
    }

    @Override
    public void supported(ToolchainSupport support) {
        recording.describe(RunFacts.of(support));
        super.supported(support);
    }

    @Override
    public void starting(StepState state, Path log) {
        Step step = state.step();
        restart(state);
        running = Optional.of(step);
        recording.step(step.id(), "started", Map.of("log", "../logs/" + log.getFileName()));
        super.starting(state, log);
    }

    /** Removes what is recorded of the steps that start anew. A make or check that was interrupted continues. */
    private void restart(StepState state) {
        Step step = state.step();
        boolean continues = step.compareTo(Step.MAKE) >= 0
                && (state.why() == StepState.Why.NOT_FINISHED
                        || state.why() == StepState.Why.SELECTED
                        || state.why() == StepState.Why.UP_TO_DATE);
        if (step == Step.CHECK) {
            recording.forget(
                    step.id(),
                    List.of(TestSection.TESTS, TestSection.TEST, TestSection.VERDICTS, TestSection.LEFT_OUT_TESTS));
        }
        if (!continues) {
            Set<Step> anew = step.compareTo(Step.CHECK) >= 0 ? EnumSet.of(step) : EnumSet.range(step, Step.INSTALL);
            recording.restart(anew.stream().map(Step::id).collect(Collectors.toSet()));
        }
    }

    @Override
    public void finished(Step step, Duration took) {
        running = Optional.empty();
        recording.step(step.id(), "finished", Map.of());
        super.finished(step, took);
    }

    @Override
    public void reused(Step step) {
        upToDate = true;
        recording.step(step.id(), "reused", Map.of());
        super.reused(step);
    }

    @Override
    public void tested(TestReport report, boolean failureIgnored) {
        note(report);
        super.tested(report, failureIgnored);
    }

    @Override
    public void untested(TestReport report, String because) {
        note(report);
        super.untested(report, because);
    }

    private void note(TestReport report) {
        TestSection.verdicts(report)
                .forEach(verdicts -> recording.note(TestSection.VERDICTS, inCheck(new LinkedHashMap<>(verdicts))));
        recording.note(TestSection.TESTS, inCheck(TestSection.totals(report, quirks)));
        quirks.stream()
                .filter(quirk -> !quirk.excludedTests().isEmpty())
                .forEach(quirk -> recording.note(
                        TestSection.LEFT_OUT_TESTS, inCheck(new LinkedHashMap<>(TestSection.leftOut(quirk, report)))));
        TestSection.named(report)
                .forEach(result -> recording.note(TestSection.TEST, inCheck(TestSection.test(result))));
    }

    private static Map<String, Object> inCheck(Map<String, Object> values) {
        values.put("step", Step.CHECK.id());
        return values;
    }

    @Override
    public void launched(Launcher launcher, Statistics statistics) {
        recording.note(
                ReportDocument.CACHE,
                Map.of("name", launcher.program(), "hits", statistics.hits(), "misses", statistics.misses()));
        super.launched(launcher, statistics);
    }

    @Override
    public void taken(TakenBundle bundle) {
        taken = true;
        recording.note(
                ReportDocument.BUNDLE,
                Map.of(
                        "coordinates", bundle.coordinates().toString(),
                        "exact", bundle.exact(),
                        "trust", bundle.trust(),
                        "bytes", bundle.bytes()));
        super.taken(bundle);
    }

    @Override
    public void installed(Installation installation, boolean reused) {
        upToDate |= reused;
        recording.note(ReportDocument.INSTALLED, Map.of("prefix", installation.prefix()));
        super.installed(installation, reused);
    }

    private void report(Optional<Exception> failure) throws IOException {
        failure.flatMap(cause -> FailureFacts.of(cause, messages.apply(cause), running))
                .ifPresent(values -> {
                    Map<String, Object> ofThisRun = new LinkedHashMap<>(values);
                    ofThisRun.put("run", facts.run());
                    recording.note(ReportDocument.FAILURE, ofThisRun);
                });
        recording.note(
                ReportDocument.DONE,
                Map.of(
                        "run",
                        facts.run(),
                        "verdict",
                        failure.map(FailureFacts::verdict).orElse("succeeded")));
        recording.close();
        Path directory = recording.path().getParent();
        if (recording.stopped() || BuildReport.write(directory, clock).isEmpty()) {
            // A page of an earlier build would be mistaken for this one's.
            for (String file : List.of(ReportPage.FILE, BuildReport.REPORT, BuildReport.TRACE)) {
                Files.deleteIfExists(directory.resolve(file));
            }
        } else {
            reported(ReportPage.write(directory));
        }
    }

    /** A run without a step did not lock the directory, in which another process may be building. */
    private void reportWithoutStep(Optional<Exception> failure) throws IOException {
        boolean failed = failure.filter(cause -> FailureFacts.verdict(cause).equals("failed"))
                .isPresent();
        boolean replaces = (failed || upToDate) && Files.exists(recording.path());
        if (failure.isPresent() ? !failed || !replaces : !taken && !replaces) {
            return;
        }
        Path lockFile = new Workspace(facts.directory()).lockFile();
        Files.createDirectories(lockFile.toAbsolutePath().getParent());
        Optional<FileLock> lock = FileLock.tryAcquire(lockFile);
        if (lock.isEmpty()) {
            return;
        }
        try (FileLock held = lock.get()) {
            if (failed || taken) {
                recording.beginWithoutStep();
                report(failure);
            } else if (recording.dropLast(BuildRecorder::failedBeforeItsFirstStep)) {
                Path directory = recording.path().getParent();
                if (BuildReport.write(directory, clock).isPresent()) {
                    ReportPage.write(directory);
                }
            }
        }
    }

    private static boolean failedBeforeItsFirstStep(List<Event> run) {
        return run.stream().allMatch(event -> event.step().isEmpty())
                && run.stream().anyMatch(event -> event.kind().equals(ReportDocument.FAILURE));
    }

    @Override
    public void ended(Optional<Exception> failure) {
        try {
            if (recording.begun()) {
                report(failure);
            } else {
                reportWithoutStep(failure);
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // A build does not fail because of its report.
            warning.accept("Cannot write the report of this build: " + e);
        }
        super.ended(failure);
    }
}
