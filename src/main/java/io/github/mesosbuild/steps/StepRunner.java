package io.github.mesosbuild.steps;

import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.archive.Unpacker;
import io.github.mesosbuild.jobs.JobCap;
import io.github.mesosbuild.jobs.JobServer;
import io.github.mesosbuild.jobs.JobServers;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.OutputListener;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.recording.ProcessWatch;
import io.github.mesosbuild.recording.Recording;
import io.github.mesosbuild.steps.log.BuildLog;
import io.github.mesosbuild.steps.log.ConfigLog;
import io.github.mesosbuild.testing.TestRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Runs the actions of one step, and their commands, each into its own log. */
final class StepRunner {
    private static final int LAST_LINES = 20;

    private final Supervisor supervisor;
    private final Unpacker unpacker;
    private final JobServers jobServers;
    private final TestRunner testRunner;
    private final Relocator relocator;
    private final Recording recording;
    private final BuildListener listener;
    private final PlannedBuild request;
    private boolean recorded = true;

    StepRunner(
            Supervisor supervisor,
            Unpacker unpacker,
            JobServers jobServers,
            TestRunner testRunner,
            Relocator relocator,
            Recording recording,
            BuildListener listener,
            PlannedBuild request) {
        this.supervisor = supervisor;
        this.unpacker = unpacker;
        this.jobServers = jobServers;
        this.testRunner = testRunner;
        this.relocator = relocator;
        this.recording = recording;
        this.listener = listener;
        this.request = request;
    }

    /**
     * Runs a step.
     *
     * @return whether the step may be recorded as finished
     */
    boolean run(Step step) throws BuildException, UnpackException, ProcessException, IOException, InterruptedException {
        OptionalInt most = request.plan().jobs(step);
        if (most.isPresent() && most.getAsInt() < request.options().jobs()) {
            listener.limitedJobs(step, most.getAsInt());
        }
        for (Action action : new StepActions(request).of(step)) {
            action.run(this);
        }
        return recorded;
    }

    /** Keeps the step from being recorded as finished, although nothing failed. */
    void leaveUnrecorded() {
        recorded = false;
    }

    Supervisor supervisor() {
        return supervisor;
    }

    Unpacker unpacker() {
        return unpacker;
    }

    TestRunner testRunner() {
        return testRunner;
    }

    Relocator relocator() {
        return relocator;
    }

    BuildListener listener() {
        return listener;
    }

    /** Runs a command that is not make. */
    void run(Command command, Step step) throws BuildException, ProcessException, IOException, InterruptedException {
        run(command, step, new ObjectCount(List.of()), Optional.empty());
    }

    /** Runs make, and again with half of the jobs whenever a compiler was killed for memory. */
    void make(Step step, Command command, ObjectCount count)
            throws BuildException, ProcessException, IOException, InterruptedException {
        JobCap ofRecipe = JobCap.ofRecipe(request.plan().jobs(step));
        OptionalInt cap = OptionalInt.empty();
        do {
            JobCap most = cap.isPresent() ? ofRecipe.killed(cap.getAsInt()) : ofRecipe;
            try (JobServer server = jobServers.open(
                    command, request.workspace().jobPipe(), request.options().jobs(), most)) {
                cap = OptionalInt.empty();
                try {
                    run(server.serve(command), step, count, Optional.of(server));
                } catch (StepFailedException e) {
                    cap = e.killedForMemory() ? server.half() : OptionalInt.empty();
                    if (cap.isEmpty()) {
                        throw e;
                    }
                    Path log = request.workspace().log(step.id() + "-before-" + cap.getAsInt());
                    Files.move(command.log(), log, StandardCopyOption.REPLACE_EXISTING);
                    listener.goingOn(step, cap.getAsInt(), log);
                }
            }
        } while (cap.isPresent());
    }

    private void run(Command command, Step step, ObjectCount count, Optional<JobServer> server)
            throws BuildException, ProcessException, IOException, InterruptedException {
        // An error of an earlier run in the same log would be mistaken for the first one.
        Files.deleteIfExists(command.log());
        Outcome outcome;
        try (ProcessWatch watch = recording.watch(step.id(), request.workspace().tree(), server.isPresent())) {
            outcome = supervisor.run(command, listener(step, count, server, watch));
        }
        if (!outcome.succeeded()) {
            throw failed(command, step, outcome);
        }
    }

    private OutputListener listener(Step step, ObjectCount count, Optional<JobServer> server, ProcessWatch watch) {
        return new OutputListener() {
            private Duration last = Duration.ZERO;

            @Override
            public void line(String line) {
                count.line(line).ifPresent(watch::announced);
            }

            @Override
            public void tick(Duration elapsed) {
                last = elapsed;
                listener.progressed(
                        new StepProgress(step, elapsed, count.done(), count.total(), server.map(JobServer::count)));
            }

            @Override
            public void processes(Collection<Long> pids) {
                watch.include(pids);
                server.ifPresent(jobs -> {
                    jobs.look(last, pids);
                    watch.load(jobs.load());
                });
            }

            @Override
            public void poll(long root) {
                watch.look(root);
            }
        };
    }

    private StepFailedException failed(Command command, Step step, Outcome outcome) throws IOException {
        Path log = command.log();
        Optional<Path> configLog = step == Step.CONFIGURE ? configLog() : Optional.empty();
        return new StepFailedException(
                step,
                outcome,
                BuildLog.firstError(log),
                configLog.isPresent() ? ConfigLog.failedCheck(configLog.get()) : Optional.empty(),
                configLog,
                lastLines(log));
    }

    /** Returns the last lines without those of the supervisor, which show the command. */
    private static List<String> lastLines(Path log) throws IOException {
        return BuildLog.tail(log, LAST_LINES).stream()
                .filter(line -> !line.startsWith("# "))
                .toList();
    }

    /** Returns the newest {@code config.log}: a configure that calls others fails in the last one that it called. */
    private Optional<Path> configLog() throws IOException {
        Path tree = request.workspace().tree();
        if (!Files.isDirectory(tree)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(file -> file.endsWith("config.log"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
        }
    }
}
