package io.github.mesosbuild.report;

import io.github.mesosbuild.fetch.FetchListener;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.launcher.Launcher;
import io.github.mesosbuild.launcher.PreparedLauncher;
import io.github.mesosbuild.launcher.Statistics;
import io.github.mesosbuild.pipeline.DryRunResult;
import io.github.mesosbuild.pipeline.EnvironmentChange;
import io.github.mesosbuild.pipeline.Explanation;
import io.github.mesosbuild.pipeline.JdkReport;
import io.github.mesosbuild.pipeline.PipelineListener;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.steps.BuildListener;
import io.github.mesosbuild.steps.InstallNotice;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepProgress;
import io.github.mesosbuild.steps.StepState;
import io.github.mesosbuild.testing.TestProgress;
import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.text.Quantities;
import io.github.mesosbuild.text.ShellWords;
import io.github.mesosbuild.verify.VerificationReport;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Prints the progress of a build. On a terminal, the last line shows it in place; elsewhere, every step has a line at its start, one
 * at its end and one each minute in between.
 */
public final class Console implements BuildListener, FetchListener, PipelineListener {
    private static final Duration HEARTBEAT = Duration.ofMinutes(1);
    private static final Duration WAITING = Duration.ofSeconds(10);

    private final LineSink lines;
    private final StatusLine status;
    private final WorkflowCommands commands;
    private final LongSupplier nanoTime;
    private final StepTable table = new StepTable();
    private Duration lastHeartbeat = Duration.ZERO;
    private TransferLine transfer = new TransferLine(0, 0);
    private Optional<VerifiedArchive> shownArchive = Optional.empty();

    /**
     * Creates a console.
     *
     * @param terminal the terminal that shows progress; empty for log files, batch mode and quiet runs
     * @param nanoTime a monotonic clock, in nanoseconds
     */
    public Console(LineSink lines, Optional<PrintStream> terminal, LongSupplier nanoTime) {
        this(lines, terminal, WorkflowCommands.NONE, nanoTime);
    }

    /**
     * Creates a console for a job of a CI service.
     *
     * @param terminal the terminal that shows progress; empty for log files, batch mode and quiet runs
     * @param commands what the service reads
     * @param nanoTime a monotonic clock, in nanoseconds
     */
    public Console(LineSink lines, Optional<PrintStream> terminal, WorkflowCommands commands, LongSupplier nanoTime) {
        this.lines = lines;
        this.commands = commands;
        this.status = new StatusLine(terminal);
        this.nanoTime = nanoTime;
    }

    /** Prints an ordinary line. */
    public void say(String line) {
        status.clear();
        lines.info(line);
    }

    /** Prints a warning. */
    public void warn(String line) {
        status.clear();
        lines.warn(line);
    }

    /** Erases the progress line, so that others can write to the terminal. */
    public void close() {
        status.clear();
        commands.end();
    }

    /** Shows a failure where a CI service shows errors. Maven prints it anyway. */
    public void failed(String goal, String message) {
        status.clear();
        commands.error(goal, message);
    }

    @Override
    public void curing(List<Quirk> quirks) {
        QuirkLines.applied(quirks).forEach(this::say);
    }

    @Override
    public void leavingOutTests(List<Quirk> quirks) {
        say(QuirkLines.leftOut(quirks));
    }

    @Override
    public void waitingFor(Path lockFile) {
        say("Waiting for another build to release " + lockFile);
    }

    @Override
    public void starting(StepState state, Path log) {
        lastHeartbeat = Duration.ZERO;
        status.clear();
        commands.group(Quantities.capitalized(state.step().id()));
        say(StepLines.starting(state, log));
    }

    @Override
    public void limitedJobs(Step step, int most) {
        say(StepLines.limitedJobs(step, most));
    }

    @Override
    public void resuming(Step step, int objects, Set<String> removed) {
        say(StepLines.resuming(step, objects, removed));
    }

    @Override
    public void progressed(StepProgress progress) {
        Duration elapsed = progress.elapsed();
        if (!isDue(elapsed, HEARTBEAT)) {
            return;
        }
        showProgress(StepLines.progress(progress), elapsed);
    }

    /** Shows that something is taking a while. */
    void waiting(String line, Duration elapsed) {
        if (isDue(elapsed, WAITING)) {
            showProgress(line + ": " + Quantities.duration(elapsed), elapsed);
        }
    }

    private boolean isDue(Duration elapsed, Duration interval) {
        return status.possible() || elapsed.minus(lastHeartbeat).compareTo(interval) >= 0;
    }

    private void showProgress(String line, Duration elapsed) {
        if (status.possible()) {
            status.show(line);
        } else {
            lastHeartbeat = elapsed;
            lines.info(line);
        }
    }

    @Override
    public void goingOn(Step step, int jobs, Path log) {
        warn(StepLines.retrying(step, jobs, log));
    }

    @Override
    public void testing(TestProgress progress) {
        if (isDue(progress.elapsed(), HEARTBEAT)) {
            showProgress(TestSummary.line(progress), progress.elapsed());
        }
    }

    @Override
    public void confined(String user, boolean ownTmp) {
        say(TestSummary.confined(user, ownTmp));
    }

    @Override
    public void left(List<Path> files) {
        warn(TestSummary.left(files));
    }

    @Override
    public void tested(TestReport report, boolean failureIgnored) {
        say(TestSummary.line(report));
        TestSummary.flaky(report).forEach(this::warn);
        if (failureIgnored) {
            TestSummary.failures(report).forEach(this::warn);
            warn("Test failures are ignored because mesos.test.failureIgnore is set.");
        }
    }

    @Override
    public void untested(TestReport report, String because) {
        warn(TestSummary.untested(report, because));
    }

    @Override
    public void unlisted(List<String> run, List<String> notRun) {
        if (!run.isEmpty()) {
            say(TestSummary.alsoRun(run));
        }
        if (!notRun.isEmpty()) {
            warn(TestSummary.notRun(notRun));
        }
    }

    @Override
    public void finished(Step step, Duration took) {
        table.ran(Quantities.capitalized(step.id()), took);
        status.clear();
        commands.end();
        say(Quantities.capitalized(step.id()) + " took " + Quantities.duration(took));
    }

    @Override
    public void reused(Step step) {
        table.reused(Quantities.capitalized(step.id()));
        say(Quantities.capitalized(step.id()) + " is up to date");
    }

    @Override
    public void starting(Source source, long resumedFrom, OptionalLong length) {
        lastHeartbeat = Duration.ZERO;
        transfer = new TransferLine(nanoTime.getAsLong(), resumedFrom);
        say("Fetching " + source + (length.isPresent() ? " (" + Quantities.bytes(length.getAsLong()) + ")" : "")
                + (resumedFrom > 0 ? ", resuming at " + Quantities.bytes(resumedFrom) : ""));
    }

    @Override
    public void progressed(long bytesDone, OptionalLong length) {
        long now = nanoTime.getAsLong();
        Duration elapsed = transfer.elapsed(now);
        if (isDue(elapsed, HEARTBEAT)) {
            showProgress(transfer.text(now, bytesDone, length, status.possible()), elapsed);
        }
    }

    @Override
    public void sourceFailed(Source source, String sentence, String nextStep) {
        warn(sentence + "; " + nextStep + ".");
    }

    @Override
    public void companionFailed(Source source, String sentence) {
        say(sentence + "; continuing without this optional file.");
    }

    @Override
    public void unknownServer(Source source, String id) {
        warn("No <server> in settings.xml has the id '" + id + "' that mesos.mirrors names for " + source
                + "; continuing without credentials.");
    }

    @Override
    public void finished(FetchListener.Summary summary) {
        table.ran("Fetch", summary.elapsed());
        say("Fetched " + summary.fileName() + ", " + Quantities.bytes(summary.size()) + " in "
                + Quantities.duration(summary.elapsed()));
    }

    @Override
    public void verified(VerifiedArchive archive) {
        archive(archive);
    }

    /** Prints why an archive is trusted and where it is, but not twice for the same archive. */
    public void archive(VerifiedArchive archive) {
        if (shownArchive.filter(archive::equals).isEmpty()) {
            archive.sentences().forEach(this::say);
            say("Verified archive: " + archive.file());
            shownArchive = Optional.of(archive);
        }
    }

    /** Prints what is known about an archive, and the name of the file with the same data for programs. */
    public void report(VerificationReport report, Path json) {
        report.text().lines().forEach(this::say);
        say("Report: " + json);
    }

    @Override
    public void waitingForArchive(Path lockFile) {
        say("Waiting for another build that is fetching the same release (" + lockFile + ")");
    }

    @Override
    public void met(CheckReport report) {
        say("Checked " + Quantities.count(report.findings().size(), "requirement") + ": all met");
    }

    /** Prints the requirements and what was found for each, as a table. */
    public void table(CheckReport report) {
        RequirementTable.lines(report).forEach(this::say);
    }

    /** Prints the JDK that a release is built with, and whether its Java bindings are built. */
    public void jdk(String release, JdkReport report) {
        say(JdkSentences.selected(report));
        JdkSentences.notWanted(release, report).ifPresent(this::say);
        JdkSentences.incomplete(release, report).ifPresent(this::warn);
    }

    @Override
    public void installingPackages(String commandLine) {
        say("Installing the missing packages: " + commandLine);
    }

    @Override
    public void jobs(Machine.Jobs jobs) {
        say(jobs.why());
    }

    @Override
    public void withoutJava(String release, String why) {
        warn(JdkSentences.builtWithout(release, why));
    }

    @Override
    public void stripped(long before, long after, Optional<String> left) {
        InstallNotices.stripped(before, after).ifPresent(this::say);
        left.ifPresent(why -> warn("Some files were not stripped: " + why));
    }

    @Override
    public void noticed(InstallNotice notice) {
        warn(InstallNotices.sentence(notice));
    }

    @Override
    public void noExec(Path temporary, Path mountPoint) {
        warn("Cannot start programs in " + temporary + " (TMPDIR): the file system at " + mountPoint
                + " is mounted noexec. If a step fails with 'Permission denied' there, set mesos.environment.TMPDIR to a"
                + " directory on another file system.");
    }

    @Override
    public void launching(PreparedLauncher launch) {
        say(launch.sentence());
    }

    @Override
    public void launched(Launcher launcher, Statistics statistics) {
        say(launcher.program() + ": " + statistics);
    }

    @Override
    public void kept(Path workDirectory, long bytes, List<Path> removed) {
        removed.forEach(directory -> say("Removed " + directory + ", kept from an earlier failure"));
        say("Kept the work directory " + workDirectory + " (" + Quantities.bytes(bytes)
                + "); 'mesos:shell' opens a shell in it, 'mesos:clean' removes it");
    }

    @Override
    public void installed(Installation installation, boolean reused) {
        table.take().forEach(this::say);
        say(Quantities.capitalized(installation.release()) + (reused ? " is up to date" : " is installed") + " in "
                + installation.prefix() + (reused ? ": nothing to do" : ""));
    }

    /** Prints what changed in the environment script and in the start-up file. */
    public void environment(EnvironmentChange change) {
        if (change.scriptChanged()) {
            say("Wrote " + change.script() + "; to use it: . " + ShellWords.quoted(change.script()));
        }
        change.block()
                .ifPresent(block -> say(change.startUpFile().map(Path::toString).orElse("") + ": " + block.sentence()));
    }

    /** Prints what a build would do, and why. */
    public void explain(String release, Explanation explanation) {
        Explanations.lines(release, explanation).forEach(this::say);
    }

    /** Prints what a goal would do. The commands are one message, so that they have no log prefix and can be copied. */
    public void dryRun(DryRunResult result) {
        result.fetch().map(Explanations::fetch).ifPresent(sentences -> sentences.forEach(this::say));
        if (!result.lines().isEmpty()) {
            say("Dry run: nothing was executed. These commands do the same:\n" + String.join("\n", result.lines()));
        }
    }

    /** Prints how to open a shell when there is no terminal. */
    public void shell(Path script) {
        say("No terminal is available, so no shell was opened. To open it: sh " + ShellWords.quoted(script));
    }

    @Override
    public void reported(Path page) {
        say("Report: " + page);
    }

    @Override
    public void waitingForWorkspace(Path lockFile) {
        waitingFor(lockFile);
    }
}
