package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.bundle.TakenBundle;
import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.launcher.Launcher;
import io.github.mesosbuild.launcher.PreparedLauncher;
import io.github.mesosbuild.launcher.Statistics;
import io.github.mesosbuild.release.ToolchainSupport;
import io.github.mesosbuild.steps.BuildListener;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.ForwardingListener;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells everything to two other listeners: one of the steps, one of the pipeline. Subclasses add to what they override. */
public abstract class ForwardingPipelineListener extends ForwardingListener implements PipelineListener {
    private final PipelineListener next;

    protected ForwardingPipelineListener(BuildListener build, PipelineListener next) {
        super(build);
        this.next = next;
    }

    @Override
    public void verified(VerifiedArchive archive) {
        next.verified(archive);
    }

    @Override
    public void waitingForArchive(Path lockFile) {
        next.waitingForArchive(lockFile);
    }

    @Override
    public void waitingForWorkspace(Path lockFile) {
        next.waitingForWorkspace(lockFile);
    }

    @Override
    public void met(CheckReport report) {
        next.met(report);
    }

    @Override
    public void installingPackages(String commandLine) {
        next.installingPackages(commandLine);
    }

    @Override
    public void jobs(Machine.Jobs jobs) {
        next.jobs(jobs);
    }

    @Override
    public void withoutJava(String release, String why) {
        next.withoutJava(release, why);
    }

    @Override
    public void noExec(Path temporary, Path mountPoint) {
        next.noExec(temporary, mountPoint);
    }

    @Override
    public void launching(PreparedLauncher launch) {
        next.launching(launch);
    }

    @Override
    public void launched(Launcher launcher, Statistics statistics) {
        next.launched(launcher, statistics);
    }

    @Override
    public void kept(Path workDirectory, long bytes, List<Path> removed) {
        next.kept(workDirectory, bytes, removed);
    }

    @Override
    public void taken(TakenBundle bundle) {
        next.taken(bundle);
    }

    @Override
    public void installed(Installation installation, boolean reused) {
        next.installed(installation, reused);
    }

    @Override
    public void building(BuildPlan plan, VerifiedArchive archive) {
        next.building(plan, archive);
    }

    @Override
    public void supported(ToolchainSupport support) {
        next.supported(support);
    }

    @Override
    public void ended(Optional<Exception> failure) {
        next.ended(failure);
    }

    @Override
    public void reported(Path page) {
        next.reported(page);
    }
}
