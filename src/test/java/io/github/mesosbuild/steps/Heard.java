package io.github.mesosbuild.steps;

import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.testing.TestProgress;
import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.testing.TestVerdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Records the events of a build, one short line each, and the largest number of objects. */
public final class Heard implements BuildListener {
    private final List<String> lines = new ArrayList<>();
    private int total;

    /** The events since the last call. */
    public List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    int total() {
        return total;
    }

    @Override
    public void curing(List<Quirk> quirks) {
        quirks.forEach(quirk -> lines.add("curing " + quirk.name()));
    }

    @Override
    public void leavingOutTests(List<Quirk> quirks) {
        lines.add("leaving out tests of " + quirks.stream().map(Quirk::name).toList());
    }

    @Override
    public void waitingFor(Path lockFile) {
        lines.add("waiting");
    }

    @Override
    public void starting(StepState state, Path log) {
        lines.add("start " + state.step().id() + " " + state.why()
                + state.changes().stream()
                        .map(StepInputs.Change::input)
                        .collect(Collectors.joining(",", " ", ""))
                        .stripTrailing());
    }

    @Override
    public void limitedJobs(Step step, int most) {
        lines.add("limit " + step.id() + " to " + most);
    }

    @Override
    public void resuming(Step step, int objects, Set<String> removed) {
        lines.add("resume " + step.id() + " " + objects + " " + removed);
    }

    @Override
    public void progressed(StepProgress progress) {
        total = Math.max(total, progress.total());
    }

    @Override
    public void stripped(long before, long after, Optional<String> left) {
        lines.add("stripped" + (after < before ? " smaller" : "")
                + left.map(" left: "::concat).orElse(""));
    }

    @Override
    public void noticed(InstallNotice notice) {
        lines.add(
                notice instanceof InstallNotice.Direct direct
                        ? "direct " + direct.files()
                        : "closed " + ((InstallNotice.Closed) notice).mode());
    }

    @Override
    public void goingOn(Step step, int jobs, Path log) {
        lines.add("go on " + step.id() + " " + jobs + " " + log.getFileName());
    }

    @Override
    public void testing(TestProgress progress) {}

    @Override
    public void tested(TestReport report, boolean failureIgnored) {
        lines.add("tested " + report.count(TestVerdict.PASSED) + " passed, " + report.count(TestVerdict.FAILED)
                + " failed" + (failureIgnored ? ", ignored" : ""));
    }

    @Override
    public void untested(TestReport report, String because) {
        lines.add("untested: " + because);
    }

    @Override
    public void unlisted(List<String> run, List<String> notRun) {
        lines.add("unlisted " + run + ", not run " + notRun);
    }

    @Override
    public void finished(Step step, Duration took) {
        lines.add("finish " + step.id());
    }

    @Override
    public void reused(Step step) {
        lines.add("reuse " + step.id());
    }
}
