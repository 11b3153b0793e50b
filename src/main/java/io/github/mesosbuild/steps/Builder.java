package io.github.mesosbuild.steps;

import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.archive.UnpackListener;
import io.github.mesosbuild.archive.Unpacker;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.jobs.JobServers;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.steps.StepState.Why;
import io.github.mesosbuild.testing.TestRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes a verified archive as far as it is asked to, doing only what is not up to date. */
public final class Builder {
    private final Supervisor supervisor;
    private final Unpacker unpacker;
    private final Sleeper sleeper;
    private final Clock clock;
    private final JobServers jobServers;
    private final TestRunner testRunner;
    private final BuildListener listener;

    public Builder(
            Supervisor supervisor,
            Unpacker unpacker,
            Sleeper sleeper,
            Clock clock,
            JobServers jobServers,
            TestRunner testRunner,
            BuildListener listener) {
        this.supervisor = supervisor;
        this.unpacker = unpacker;
        this.sleeper = sleeper;
        this.clock = clock;
        this.jobServers = jobServers;
        this.testRunner = testRunner;
        this.listener = listener;
    }

    /**
     * What each step would do, run by itself.
     *
     * @throws IOException if a record of an earlier run cannot be read
     */
    public static List<StepState> explain(BuildPlan plan, Workspace workspace) throws IOException {
        List<StepState> states = new ArrayList<>();
        for (Step step : Step.values()) {
            states.add(stateOf(step, plan, workspace, states));
        }
        return states;
    }

    private static StepState stateOf(Step step, BuildPlan plan, Workspace workspace, List<StepState> before)
            throws IOException {
        Optional<StepInputs> recorded = step == Step.INSTALL
                ? InstallationStore.inputsAt(plan.prefix())
                        .filter(inputs -> !inputs.values().isEmpty())
                : workspace.journal().read(step).map(Journal.Entry::inputs);
        if (step == Step.CHECK
                && InstallationStore.find(plan).filter(Installation::checked).isPresent()) {
            return new StepState(step, Why.UP_TO_DATE, List.of());
        }
        if (recorded.isEmpty()) {
            return new StepState(step, Why.NOT_FINISHED, List.of());
        }
        List<StepInputs.Change> changes = plan.inputsOf(step).changesSince(recorded.get());
        List<StepInputs.Change> own = changes.stream()
                .filter(change -> !change.input().equals("before"))
                .toList();
        if (!own.isEmpty()) {
            return new StepState(step, Why.INPUTS_CHANGED, own);
        }
        if (!changes.isEmpty()) {
            return new StepState(step, Why.EARLIER_STEP, List.of());
        }
        boolean there = switch (step) {
            case UNPACK -> Files.isDirectory(workspace.source());
            case CONFIGURE, MAKE, CHECK -> Files.isDirectory(workspace.tree());
            case INSTALL -> InstallationStore.find(plan).isPresent();
        };
        if (!there) {
            return new StepState(step, Why.RESULT_GONE, List.of());
        }
        boolean earlierRuns = step != Step.INSTALL && before.stream().anyMatch(state -> !state.upToDate());
        return new StepState(step, earlierRuns ? Why.EARLIER_STEP : Why.UP_TO_DATE, List.of());
    }

    /**
     * Brings a step, and all that it needs, up to date in the workspace. {@link Step#CHECK} is needed by no other.
     *
     * @param goal a step before {@link Step#INSTALL}, for which there is {@link #install}
     * @param archive the verified archive
     * @throws BuildException if something about the build is not right, or a step failed
     * @throws UnpackException if the archive cannot be unpacked
     * @throws ProcessException if a command cannot be started
     * @throws IOException if the workspace cannot be read or written
     * @throws InterruptedException if the thread was interrupted; no process is left
     */
    public void bring(Step goal, BuildPlan plan, Path archive, Workspace workspace, BuildOptions options)
            throws BuildException, UnpackException, ProcessException, IOException, InterruptedException {
        if (goal == Step.INSTALL) {
            throw new IllegalArgumentException("an installation needs more than its step");
        }
        if (goal == Step.CHECK && checkedBefore(plan, options)) {
            listener.reused(goal);
            return;
        }
        Set<Step> steps = EnumSet.range(Step.UNPACK, goal);
        steps.removeIf(step -> step == Step.CHECK && goal != Step.CHECK);
        bring(steps, plan, archive, workspace, options);
    }

    private void bring(Set<Step> steps, BuildPlan plan, Path archive, Workspace workspace, BuildOptions options)
            throws BuildException, UnpackException, ProcessException, IOException, InterruptedException {
        try (FileLock lock = FileLock.acquire(workspace.lockFile(), sleeper, listener::waitingFor)) {
            requireSpace(steps, plan, workspace);
            if (steps.contains(Step.CHECK)) {
                requireTestUser(plan, workspace, options);
            }
            for (Step step : steps) {
                bringOne(step, plan, archive, workspace, options);
            }
        }
    }

    /** Before anything is unpacked. What is unpacked and configured already fills no more. */
    private static void requireSpace(Set<Step> steps, BuildPlan plan, Workspace workspace)
            throws BuildRefusedException, IOException {
        if (steps.contains(Step.CONFIGURE) && !configured(explain(plan, workspace))) {
            require(Preflight.space(workspace, plan.release().diskBytes()));
        }
    }

    /** Whether nothing is unpacked or configured any more, so that the recipe's figure of space does not count. */
    public static boolean configured(List<StepState> states) {
        return states.get(Step.UNPACK.ordinal()).upToDate()
                && states.get(Step.CONFIGURE.ordinal()).upToDate();
    }

    /** Before an hour of compiling, not after it. */
    private void requireTestUser(BuildPlan plan, Workspace workspace, BuildOptions options)
            throws BuildException, ProcessException, IOException, InterruptedException {
        List<StepState> states = explain(plan, workspace);
        boolean tests = options.tests().selection().partial()
                || !states.get(Step.CHECK.ordinal()).upToDate();
        if (tests && !states.get(Step.MAKE.ordinal()).upToDate()) {
            new StepRunner(supervisor, jobServers, listener, plan, workspace, options).requireTestUser(testRunner);
        }
    }

    /**
     * Makes the installation of a plan, with the release's own tests unless they are skipped, or finds it made.
     * Processes that want the same installation wait for each other, and all but the first find it.
     *
     * @return the installation
     * @throws BuildException as {@link #bring}
     * @throws UnpackException as {@link #bring}
     * @throws ProcessException as {@link #bring}
     * @throws IOException as {@link #bring}
     * @throws InterruptedException as {@link #bring}
     */
    public Installation install(BuildPlan plan, Path archive, Workspace workspace, BuildOptions options)
            throws BuildException, UnpackException, ProcessException, IOException, InterruptedException {
        boolean tests = InstallSteps.tests(plan, options);
        Optional<Installation> made = made(plan, options);
        if (made.isPresent()) {
            return made.get();
        }
        InstallationStore.requireOwn(plan);
        Path prefix = plan.prefix();
        String parameter = plan.ownStore() ? ChosenDirectory.CACHE : ChosenDirectory.INSTALL;
        require(Preflight.name(new ChosenDirectory(prefix, parameter)));
        Preflight.requireWritten(new ChosenDirectory(prefix.getParent(), parameter));
        Path lockFile = prefix.resolveSibling("." + prefix.getFileName() + ".lock");
        try (FileLock lock = FileLock.acquire(lockFile, sleeper, listener::waitingFor)) {
            made = made(plan, options);
            if (made.isPresent()) {
                return made.get();
            }
            bring(InstallSteps.needed(plan, options), plan, archive, workspace, options);
            return InstallationStore.complete(plan, tests && checked(plan, workspace));
        }
    }

    /**
     * The installation that {@link #install} would find made.
     *
     * @throws IOException if it is there and cannot be read
     */
    public static Optional<Installation> made(BuildPlan plan, BuildOptions options) throws IOException {
        boolean tests = InstallSteps.tests(plan, options);
        if (tests && options.tests().selection().partial()) {
            return Optional.empty();
        }
        return InstallationStore.find(plan).filter(installation -> installation.checked() || !tests);
    }

    /**
     * Whether all tests of a plan passed before its installation was made.
     *
     * @throws IOException if the installation is there and cannot be read
     */
    public static boolean checkedBefore(BuildPlan plan, BuildOptions options) throws IOException {
        return !options.tests().selection().partial()
                && InstallationStore.find(plan).filter(Installation::checked).isPresent();
    }

    /** Not after a run in which only some tests were selected, or in which failures were ignored. */
    private static boolean checked(BuildPlan plan, Workspace workspace) throws IOException {
        return workspace
                        .journal()
                        .read(Step.CHECK)
                        .filter(entry -> entry.inputs().equals(plan.inputsOf(Step.CHECK)))
                        .isPresent()
                || InstallationStore.find(plan).filter(Installation::checked).isPresent();
    }

    /**
     * Writes the script that opens a shell in a step's place.
     *
     * @throws BuildRefusedException if the step has no directory yet
     * @throws IOException if it cannot be written
     */
    public static Path writeShell(Step step, BuildPlan plan, Workspace workspace, BuildOptions options)
            throws BuildRefusedException, IOException {
        return StepShell.write(step, plan, workspace, options);
    }

    /**
     * Runs such a script with this process's own standard input and output.
     *
     * @param arguments a command to run in the step's place; an interactive shell if there are none
     * @param environment of the script itself, of which the step sees TERM
     * @return its exit status
     * @throws ProcessException if it cannot be started
     * @throws InterruptedException if the thread was interrupted; no process is left
     */
    public int openShell(Path script, List<String> arguments, Map<String, String> environment)
            throws ProcessException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", script.toString()));
        argv.addAll(arguments);
        return supervisor.attach(new Command(
                "shell",
                argv,
                script.getParent(),
                environment,
                script.resolveSibling("shell.log"),
                Duration.ZERO,
                Duration.ZERO));
    }

    private void bringOne(Step step, BuildPlan plan, Path archive, Workspace workspace, BuildOptions options)
            throws BuildException, UnpackException, ProcessException, IOException, InterruptedException {
        StepState state = explain(plan, workspace).get(step.ordinal());
        boolean someTests = step == Step.CHECK && options.tests().selection().partial();
        if (state.upToDate() && !someTests) {
            listener.reused(step);
            return;
        }
        ChosenDirectory work = new ChosenDirectory(workspace.root(), ChosenDirectory.WORK);
        require(Preflight.name(work));
        Preflight.requireWritten(work);
        if (!someTests) {
            workspace.journal().forget(step);
        }
        listener.starting(state, workspace.log(step.id()));
        WorkspaceSnapshot before = WorkspaceSnapshot.at(step, workspace);
        try {
            run(step, plan, archive, workspace, options);
        } catch (BuildException | UnpackException | ProcessException | IOException | UncheckedIOException e) {
            Optional<Path> vanished = before.vanished();
            if (vanished.isEmpty()) {
                throw e;
            }
            workspace.journal().forget(Step.UNPACK);
            throw BuildRefusedException.vanished(step, vanished.get(), e);
        }
    }

    private void run(Step step, BuildPlan plan, Path archive, Workspace workspace, BuildOptions options)
            throws BuildException, UnpackException, ProcessException, IOException, InterruptedException {
        try (RunningStep running = RunningStep.begin(step, workspace, clock, listener)) {
            StepRunner runner = new StepRunner(supervisor, jobServers, running, plan, workspace, options);
            runner.prepare();
            boolean whole = true;
            switch (step) {
                case UNPACK -> unpack(plan, archive, workspace);
                case CONFIGURE -> runner.configure();
                case MAKE -> runner.make();
                case CHECK -> whole = runner.check(testRunner);
                case INSTALL -> runner.install();
            }
            Duration took = running.succeeded();
            if (whole) {
                workspace.journal().finished(step, plan.inputsOf(step), took);
            }
            listener.finished(step, took);
        }
    }

    /**
     * Resolves what a Maven that make runs needs, after the sources are unpacked.
     *
     * @throws BuildException if it cannot be had
     * @throws UnpackException as {@link #bring}
     * @throws ProcessException as {@link #bring}
     * @throws IOException as {@link #bring}
     * @throws InterruptedException as {@link #bring}
     */
    public void resolve(BuildPlan plan, Path archive, Workspace workspace, BuildOptions options)
            throws BuildException, UnpackException, ProcessException, IOException, InterruptedException {
        if (plan.java().isPresent()
                && plan.release().build().java().flatMap(Release.Java::pom).isPresent()) {
            bring(Step.UNPACK, plan, archive, workspace, options);
            try (FileLock lock = FileLock.acquire(workspace.lockFile(), sleeper, listener::waitingFor)) {
                StepRunner runner = new StepRunner(supervisor, jobServers, listener, plan, workspace, options);
                runner.prepare();
                runner.requireMaven();
            }
        }
    }

    private void unpack(BuildPlan plan, Path archive, Workspace workspace)
            throws UnpackException, IOException, InterruptedException {
        plan.quirks().forEach(listener::curing);
        Trees.delete(workspace.tree());
        Trees.delete(workspace.source());
        unpacker.unpack(
                archive,
                workspace.source(),
                plan.release().source().directory(),
                directory -> SourceEdits.apply(plan.quirks(), directory),
                UnpackListener.SILENT);
    }

    private static void require(Optional<BuildRefusedException> refusal) throws BuildRefusedException {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }
}
