package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.jobs.JobCount;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.testing.TestProgress;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A step while it runs. It cleans a tree that an interrupted run left ({@link InterruptedBuildCleanup}), keeps a sign
 * of life ({@link Heartbeat}), adds objects of earlier runs and the remaining time to the progress, and writes a status
 * file.
 *
 * <p>{@code status.json} is replaced atomically, at most once a second: {@code step}; {@code state} (running, finished
 * or failed); {@code done} and {@code total} objects or tests, {@code total} 0 if unknown; {@code elapsed} and {@code
 * remaining} in seconds, the latter null if unknown; the running {@code jobs} of make, how many are {@code allowed},
 * and their {@code memory} in bytes, all null without make; {@code log}; {@code pid} of the process that runs the
 * build; {@code updated}.
 */
final class RunningStep extends ForwardingListener implements AutoCloseable {
    private static final Duration OFTEN_ENOUGH = Duration.ofSeconds(1);

    private final Step step;
    private final Workspace workspace;
    private final Clock clock;
    private final Heartbeat mark;
    private final StepTimes times;
    private final Instant start;
    private Instant written = Instant.EPOCH;
    private StepProgress last;
    private int before;
    private boolean resumed;
    private boolean succeeded;

    private RunningStep(Step step, Workspace workspace, Clock clock, BuildListener next) throws IOException {
        super(next);
        this.step = step;
        this.workspace = workspace;
        this.clock = clock;
        this.mark = workspace.mark();
        this.times = new StepTimes(workspace.times());
        this.start = clock.instant();
        this.last = new StepProgress(step, Duration.ZERO, 0, 0, Optional.empty());
    }

    /**
     * Starts a step.
     *
     * @throws IOException if the tree cannot be cleaned or a file cannot be written
     */
    static RunningStep begin(Step step, Workspace workspace, Clock clock, BuildListener next) throws IOException {
        RunningStep running = new RunningStep(step, workspace, clock, next);
        if (step.compareTo(Step.MAKE) < 0) {
            running.mark.clear();
        } else {
            running.resume();
            running.mark.begin(step);
        }
        running.show("running");
        return running;
    }

    private void resume() throws IOException {
        Optional<Heartbeat.CutOff> cutOff = mark.cutOff();
        if (cutOff.isPresent()) {
            InterruptedBuildCleanup.Found found = InterruptedBuildCleanup.clean(
                    workspace.tree(), cutOff.get().since(), cutOff.get().lastSign());
            resumed = true;
            before = step == Step.MAKE ? listed(found.objects()) : 0;
            super.resuming(step, found.objects().size(), found.removed());
        }
    }

    /**
     * Returns how many of the objects are ones that make has to compile; with libtool {@code x.lo} counts for {@code
     * x.o}.
     */
    private int listed(List<String> objects) throws IOException {
        ObjectCount count =
                new ObjectCount(AtomicFile.readLines(workspace.objects()).orElse(List.of()));
        objects.stream().distinct().forEach(count::present);
        return count.done();
    }

    /**
     * Records that the step succeeded.
     *
     * @return how long the step took
     * @throws IOException if a file cannot be written
     */
    Duration succeeded() throws IOException {
        Duration took = Duration.between(start, clock.instant());
        if (!resumed) {
            times.took(step, took);
        }
        mark.clear();
        succeeded = true;
        return took;
    }

    @Override
    public void close() throws IOException {
        last = new StepProgress(
                step,
                Duration.between(start, clock.instant()),
                last.done(),
                last.total(),
                last.jobs(),
                Optional.empty());
        show(succeeded ? "finished" : "failed");
    }

    @Override
    public void progressed(StepProgress progress) {
        boolean known = progress.total() > 0;
        int had = known ? Math.min(before, progress.total()) : 0;
        int done = known ? Math.min(progress.total(), had + progress.done()) : progress.done();
        StepProgress counted = new StepProgress(step, progress.elapsed(), done, progress.total(), progress.jobs());
        note(new StepProgress(
                step, progress.elapsed(), done, progress.total(), progress.jobs(), times.remaining(counted, had)));
        super.progressed(last);
    }

    private void note(StepProgress progress) {
        last = progress;
        try {
            mark.beat();
            if (Duration.between(written, clock.instant()).compareTo(OFTEN_ENOUGH) >= 0) {
                show("running");
            }
        } catch (IOException e) {
            // The status file is not worth failing the step.
        }
    }

    private void show(String state) throws IOException {
        written = clock.instant();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("step", step.id());
        status.put("state", state);
        status.put("done", last.done());
        status.put("total", last.total());
        status.put("elapsed", seconds(last.elapsed()));
        status.put("remaining", last.remaining().map(RunningStep::seconds).orElse(null));
        status.put("jobs", last.jobs().map(JobCount::running).orElse(null));
        status.put(
                "allowed",
                last.jobs()
                        .map(JobCount::allowed)
                        .filter(OptionalInt::isPresent)
                        .map(OptionalInt::getAsInt)
                        .orElse(null));
        status.put("memory", last.jobs().map(JobCount::memory).orElse(null));
        status.put("log", workspace.log(step.id()).toString());
        status.put("pid", Supervisor.processId());
        status.put("updated", written.truncatedTo(ChronoUnit.MILLIS).toString());
        AtomicFile.show(workspace.status(), Json.report(status).getBytes(StandardCharsets.UTF_8));
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis() / 100, 1);
    }

    @Override
    public void testing(TestProgress progress) {
        note(new StepProgress(step, progress.elapsed(), progress.done(), progress.total(), Optional.empty()));
        super.testing(progress);
    }
}
