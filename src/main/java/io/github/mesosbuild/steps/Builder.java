package io.github.mesosbuild.steps;

import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.archive.Unpacker;
import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.jobs.JobServers;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.recording.Recording;
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
import java.util.TreeMap;

/** Runs the steps from a verified archive to an installation, and only those that are not up to date. */
public final class Builder {
    private final Supervisor supervisor;
    private final Unpacker unpacker;
    private final Sleeper sleeper;
    private final Clock clock;
    private final JobServers jobServers;
    private final TestRunner testRunner;
    private final Relocator relocator;
    private final Recording recording;
    private final BuildListener listener;

    public Builder(
            Supervisor supervisor,
            Unpacker unpacker,
            Sleeper sleeper,
            Clock clock,
            JobServers jobServers,
            TestRunner testRunner,
            Relocator relocator,
            Recording recording,
            BuildListener listener) {
        this.supervisor = supervisor;
        this.unpacker = unpacker;
        this.sleeper = sleeper;
        this.clock = clock;
        this.jobServers = jobServers;
        this.testRunner = testRunner;
        this.relocator = relocator;
        this.recording = recording;
        this.listener = listener;
    }

    /**
     * Returns the state of each step: whether it is up to date, or why it would run.
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
     * Brings a step, and every step that it needs, up to date in the workspace. No step needs {@link Step#CHECK}.
     *
     * @param goal a step before {@link Step#INSTALL}; see {@link #install} for that one
     * @param request the build
     * @throws BuildException if the build is refused or a step fails
     * @throws UnpackException if the archive cannot be unpacked
     * @throws ProcessException if a command cannot be started
     * @throws IOException if the workspace cannot be read or written
     * @throws InterruptedException if the thread was interrupted; no process is left
     */
    public void bring(Step goal, PlannedBuild request)
            throws BuildException, UnpackException, ProcessException, IOException, InterruptedException {
        if (goal == Step.INSTALL) {
            throw new IllegalArgumentException("use install for the step INSTALL");
        }
        if (goal == Step.CHECK && checkedBefore(request.plan(), request.options())) {
            listener.reused(goal);
            return;
        }
        Set<Step> steps = EnumSet.range(Step.UNPACK, goal);
        steps.removeIf(step -> step == Step.CHECK && goal != Step.CHECK);
        bring(steps, request);
    }

    private void bring(Set<Step> steps, PlannedBuild request)
            throws BuildException, UnpackException, ProcessException, IOException, InterruptedException {
        try (FileLock lock = FileLock.acquire(request.workspace().lockFile(), sleeper, listener::waitingFor)) {
            requireSpace(steps, request.plan(), request.workspace());
            if (steps.contains(Step.CHECK)) {
                requireTestUser(request);
            }
            for (Step step : steps) {
                bringOne(step, request);
            }
        }
    }

    /** Checks the space before anything is unpacked. A tree that is configured already counts as having its space. */
    private static void requireSpace(Set<Step> steps, BuildPlan plan, Workspace workspace)
            throws BuildRefusedException, IOException {
        if (steps.contains(Step.CONFIGURE) && !configured(explain(plan, workspace))) {
            require(Preflight.space(workspace, plan.release().diskBytes()));
        }
    }

    /**
     * Returns whether the sources are unpacked and configured, so that the space that the recipe asks for is in use
     * already.
     */
    public static boolean configured(List<StepState> states) {
        return states.get(Step.UNPACK.ordinal()).upToDate()
                && states.get(Step.CONFIGURE.ordinal()).upToDate();
    }

    /** Checks the user of the tests before an hour of compiling, not after it. */
    private void requireTestUser(PlannedBuild request)
            throws BuildException, ProcessException, IOException, InterruptedException {
        List<StepState> states = explain(request.plan(), request.workspace());
        boolean tests = request.options().tests().selection().partial()
                || !states.get(Step.CHECK.ordinal()).upToDate();
        Optional<Release.Test> test = request.plan().release().build().test();
        if (test.isPresent() && tests && !states.get(Step.MAKE.ordinal()).upToDate()) {
            new ReleaseTests(testRunner, listener, request)
                    .requireUser(test.get(), new StepCommands(request).directory(Step.CHECK));
        }
    }

    /**
     * Makes the installation of a plan, and runs the release's own tests unless they are skipped; does nothing if the
     * installation is complete. Processes that want the same installation wait for each other, and only the first one
     * makes it.
     *
     * @return the installation
     * @throws BuildException as {@link #bring}
     * @throws UnpackException as {@link #bring}
     * @throws ProcessException as {@link #bring}
     * @throws IOException as {@link #bring}
     * @throws InterruptedException as {@link #bring}
     */
    public Installation install(PlannedBuild request)
            throws BuildException, UnpackException, ProcessException, IOException, InterruptedException {
        BuildPlan plan = request.plan();
        BuildOptions options = request.options();
        boolean tests = InstallSteps.tests(plan, options);
        Optional<Installation> made = made(plan, options);
        if (made.isPresent()) {
            return made.get();
        }
        InstallationStore.requireOwn(plan);
        Path prefix = plan.prefix();
        String parameter = plan.ownStore() ? ChosenDirectory.CACHE : ChosenDirectory.INSTALL;
        require(Preflight.name(new ChosenDirectory(prefix, parameter)));
        Preflight.requireWritten(new ChosenDirectory(InstallPlace.parent(prefix), parameter));
        Path lockFile = InstallPlace.lock(prefix);
        try (FileLock lock = FileLock.acquire(lockFile, sleeper, listener::waitingFor)) {
            made = made(plan, options);
            if (made.isPresent()) {
                return made.get();
            }
            bring(InstallSteps.needed(plan, options), request);
            return InstallationStore.complete(plan, tests && checked(plan, request.workspace()));
        }
    }

    /**
     * Takes the installation of a plan from a source that has it; does nothing if the installation is complete. Processes that want the
     * same installation wait for each other, and only the first one asks the source.
     *
     * @return the installation; empty if the source does not have it, or its programs do not run here
     * @throws Failure if the source fails or the prefix cannot be used
     * @throws IOException as {@link #bring}
     * @throws InterruptedException as {@link #bring}
     */
    public Optional<Installation> take(PlannedBuild request, InstallationSource source)
            throws Failure, IOException, InterruptedException {
        BuildPlan plan = request.plan();
        InstallationStore.requireOwn(plan);
        Path prefix = plan.prefix();
        String parameter = plan.ownStore() ? ChosenDirectory.CACHE : ChosenDirectory.INSTALL;
        require(Preflight.name(new ChosenDirectory(prefix, parameter)));
        Preflight.requireWritten(new ChosenDirectory(InstallPlace.parent(prefix), parameter));
        try (FileLock lock = FileLock.acquire(InstallPlace.lock(prefix), sleeper, listener::waitingFor)) {
            Optional<Installation> made = made(plan, request.options());
            return made.isPresent() ? made : new TakenInstallation(request, supervisor, listener).from(source);
        }
    }

    /**
     * Returns the complete installation that {@link #install} would reuse.
     *
     * @throws IOException if the installation exists and cannot be read
     */
    public static Optional<Installation> made(BuildPlan plan, BuildOptions options) throws IOException {
        boolean tests = InstallSteps.tests(plan, options);
        if (tests && options.tests().selection().partial()) {
            return Optional.empty();
        }
        return InstallationStore.find(plan).filter(installation -> installation.checked() || !tests);
    }

    /**
     * Returns whether all tests of the plan passed for its installation.
     *
     * @throws IOException if the installation exists and cannot be read
     */
    public static boolean checkedBefore(BuildPlan plan, BuildOptions options) throws IOException {
        return !options.tests().selection().partial()
                && InstallationStore.find(plan).filter(Installation::checked).isPresent();
    }

    /** Returns whether all tests passed, not only selected ones, and without ignored failures. */
    private static boolean checked(BuildPlan plan, Workspace workspace) throws IOException {
        return workspace
                        .journal()
                        .read(Step.CHECK)
                        .filter(entry -> entry.inputs().equals(plan.inputsOf(Step.CHECK)))
                        .isPresent()
                || InstallationStore.find(plan).filter(Installation::checked).isPresent();
    }

    /**
     * Writes the script that opens a shell in the directory and environment of a step.
     *
     * @throws BuildRefusedException if the step has not created its directory yet
     * @throws IOException if the script cannot be written
     */
    public static Path writeShell(Step step, PlannedBuild request) throws BuildRefusedException, IOException {
        return StepShell.write(step, request);
    }

    /**
     * Runs such a script with the standard input and output of this process.
     *
     * @param arguments a command to run; an interactive shell if empty
     * @param environment the environment of the script; the shell in it only sees TERM
     * @return the exit status
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

    private void bringOne(Step step, PlannedBuild request)
            throws BuildException, UnpackException, ProcessException, IOException, InterruptedException {
        Workspace workspace = request.workspace();
        StepState state = explain(request.plan(), workspace).get(step.ordinal());
        boolean someTests =
                step == Step.CHECK && request.options().tests().selection().partial();
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
            run(step, request);
        } catch (BuildException | UnpackException | ProcessException | IOException | UncheckedIOException e) {
            Optional<Path> vanished = before.vanished();
            if (vanished.isEmpty()) {
                throw e;
            }
            workspace.journal().forget(Step.UNPACK);
            throw BuildRefusedException.vanished(step, vanished.get(), e);
        }
    }

    private void run(Step step, PlannedBuild request)
            throws BuildException, UnpackException, ProcessException, IOException, InterruptedException {
        Workspace workspace = request.workspace();
        try (RunningStep running = RunningStep.begin(step, workspace, clock, listener)) {
            boolean recorded = new StepRunner(
                            supervisor, unpacker, jobServers, testRunner, relocator, recording, running, request)
                    .run(step);
            Duration took = running.succeeded();
            if (recorded) {
                workspace.journal().finished(step, request.plan().inputsOf(step), took);
            }
            listener.finished(step, took);
        }
    }

    /**
     * Returns the environment of the steps of a reproducible build: that of its plan, with the newest time in the archive as the time to write
     * in place of the current one, unless the user set another.
     *
     * @throws UnpackException if the archive is damaged
     * @throws IOException if the archive cannot be read
     * @throws InterruptedException if the thread was interrupted
     */
    public Map<String, String> dated(BuildPlan plan, Path archive)
            throws UnpackException, IOException, InterruptedException {
        Map<String, String> environment = new TreeMap<>(plan.environment());
        if (!environment.containsKey(ReproducibleBuild.EPOCH)) {
            environment.put(ReproducibleBuild.EPOCH, ReproducibleBuild.epoch(unpacker.newest(archive)));
        }
        return environment;
    }

    /**
     * Unpacks the sources and resolves what Maven needs when make runs it.
     *
     * @throws BuildException if Maven cannot resolve everything
     * @throws UnpackException as {@link #bring}
     * @throws ProcessException as {@link #bring}
     * @throws IOException as {@link #bring}
     * @throws InterruptedException as {@link #bring}
     */
    public void resolve(PlannedBuild request)
            throws BuildException, UnpackException, ProcessException, IOException, InterruptedException {
        Optional<JavaTools> tools = request.plan().java();
        if (tools.isPresent()
                && request.plan()
                        .release()
                        .build()
                        .java()
                        .flatMap(Release.Java::pom)
                        .isPresent()) {
            bring(Step.UNPACK, request);
            try (FileLock lock = FileLock.acquire(request.workspace().lockFile(), sleeper, listener::waitingFor)) {
                tools.get().write(request.options().maven());
                NestedMavenTrial trial = new NestedMavenTrial(supervisor, request);
                trial.require(trial.failure());
            }
        }
    }

    private static void require(Optional<BuildRefusedException> refusal) throws BuildRefusedException {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }
}
