package io.github.mesosbuild.steps;

import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.testing.TestProgress;
import io.github.mesosbuild.testing.TestReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells everything to another listener. Subclasses add to what they override. */
public abstract class ForwardingListener implements BuildListener {
    private final BuildListener next;

    protected ForwardingListener(BuildListener next) {
        this.next = next;
    }

    @Override
    public void curing(List<Quirk> quirks) {
        next.curing(quirks);
    }

    @Override
    public void leavingOutTests(List<Quirk> quirks) {
        next.leavingOutTests(quirks);
    }

    @Override
    public void waitingFor(Path lockFile) {
        next.waitingFor(lockFile);
    }

    @Override
    public void starting(StepState state, Path log) {
        next.starting(state, log);
    }

    @Override
    public void limitedJobs(Step step, int most) {
        next.limitedJobs(step, most);
    }

    @Override
    public void resuming(Step step, int objects, Set<String> removed) {
        next.resuming(step, objects, removed);
    }

    @Override
    public void progressed(StepProgress progress) {
        next.progressed(progress);
    }

    @Override
    public void goingOn(Step step, int jobs, Path log) {
        next.goingOn(step, jobs, log);
    }

    @Override
    public void tested(TestReport report, boolean failureIgnored) {
        next.tested(report, failureIgnored);
    }

    @Override
    public void untested(TestReport report, String because) {
        next.untested(report, because);
    }

    @Override
    public void unlisted(List<String> run, List<String> notRun) {
        next.unlisted(run, notRun);
    }

    @Override
    public void stripped(long before, long after, Optional<String> left) {
        next.stripped(before, after, left);
    }

    @Override
    public void noticed(InstallNotice notice) {
        next.noticed(notice);
    }

    @Override
    public void finished(Step step, Duration took) {
        next.finished(step, took);
    }

    @Override
    public void reused(Step step) {
        next.reused(step);
    }

    @Override
    public void testing(TestProgress progress) {
        next.testing(progress);
    }

    @Override
    public void confined(String user, boolean ownTmp) {
        next.confined(user, ownTmp);
    }

    @Override
    public void left(List<Path> files) {
        next.left(files);
    }
}
