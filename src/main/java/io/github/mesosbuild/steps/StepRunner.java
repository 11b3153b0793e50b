package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.jobs.JobServer;
import io.github.mesosbuild.jobs.JobServers;
import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.OutputListener;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.steps.log.BuildLog;
import io.github.mesosbuild.steps.log.ConfigLog;
import io.github.mesosbuild.testing.TestRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs the commands of one build, each step into its own log. */
final class StepRunner {
    private static final Duration SHORT = Duration.ofMinutes(2);
    private static final int LAST_LINES = 20;

    private final Supervisor supervisor;
    private final JobServers jobServers;
    private final BuildListener listener;
    private final BuildPlan plan;
    private final Workspace workspace;
    private final BuildOptions options;
    private final StepCommands commands;

    StepRunner(
            Supervisor supervisor,
            JobServers jobServers,
            BuildListener listener,
            BuildPlan plan,
            Workspace workspace,
            BuildOptions options) {
        this.supervisor = supervisor;
        this.jobServers = jobServers;
        this.listener = listener;
        this.plan = plan;
        this.workspace = workspace;
        this.options = options;
        this.commands = new StepCommands(plan, workspace, options);
    }

    /** Puts what stands in for a JDK and for Maven in its place, as it has to be for this run. */
    void prepare() throws IOException {
        if (plan.java().isPresent()) {
            plan.java().get().write(options.maven());
        }
    }

    void configure() throws BuildException, ProcessException, IOException, InterruptedException {
        Release.Build build = plan.release().build();
        Path script = workspace.source().resolve(build.subdirectory()).resolve("configure");
        if (!Files.isRegularFile(script)) {
            throw BuildRefusedException.noConfigure(plan.release().name(), script);
        }
        requireKnownOptions(script);
        try (BackgroundTask<Optional<String>> trial = BackgroundTask.begin(
                "mesos-maven-plugin tries Maven", new NestedMavenTrial(supervisor, plan, workspace)::fails)) {
            Trees.delete(workspace.tree());
            if (build.separate()) {
                Files.createDirectories(workspace.tree());
            } else {
                Trees.copy(workspace.source(), workspace.tree());
            }
            run(commands.configure(), Step.CONFIGURE, line -> {}, new ObjectCount(List.of()), Optional.empty());
            requireMaven(trial.result());
        }
        listObjects();
    }

    /** Refuses a build of which the part that Maven does would fail. */
    void requireMaven() throws BuildException, ProcessException, IOException, InterruptedException {
        requireMaven(new NestedMavenTrial(supervisor, plan, workspace).fails());
    }

    private void requireMaven(Optional<String> failure) throws BuildException {
        if (failure.isPresent()) {
            throw BuildRefusedException.mavenFails(plan.release().name(), options.maven(), failure.get());
        }
    }

    private void requireKnownOptions(Path script)
            throws BuildException, ProcessException, IOException, InterruptedException {
        if (options.configureArguments().stream().noneMatch(argument -> argument.startsWith("-"))) {
            return;
        }
        CapturedOutput help =
                supervisor.capture(List.of(script.toString(), "--help"), workspace.source(), plan.environment(), SHORT);
        ConfigureOptions known = new ConfigureOptions(help.output());
        for (String argument : options.configureArguments()) {
            if (!known.knows(argument)) {
                throw BuildRefusedException.unknownOption(plan.release().name(), argument, known.like(argument));
            }
        }
    }

    /**
     * Asks make what it would compile. Only a fresh tree may be asked: rules that call {@code $(MAKE)} run even in a dry
     * run (GNU make manual, 5.7.1), and in a half-made tree they would configure bundled libraries. What make itself
     * unpacks is not in the list.
     */
    private void listObjects() throws ProcessException, IOException, InterruptedException {
        List<String> argv = commands.makeWith(List.of());
        argv.addAll(1, List.of("-n", "-k"));
        List<String> objects = new ArrayList<>();
        Command dryRun = new Command(
                "make -n",
                argv,
                commands.directory(Step.MAKE),
                plan.environment(),
                workspace.log("make-dry-run"),
                SHORT,
                Duration.ZERO);
        supervisor.run(dryRun, line -> ObjectCount.compiledBy(line).ifPresent(objects::add));
        AtomicFile.write(workspace.objects(), String.join("\n", objects).getBytes(StandardCharsets.UTF_8));
    }

    void make() throws BuildException, ProcessException, IOException, InterruptedException {
        ObjectCount count = new ObjectCount(
                Files.exists(workspace.objects()) ? Files.readAllLines(workspace.objects()) : List.of());
        requireAllJavaFilesOrNone();
        runMake(Step.MAKE, commands.make(), count::line, count);
    }

    /** make knows of one file, and takes it that a Maven which made that one made them all. */
    private void requireAllJavaFilesOrNone() throws IOException {
        List<Path> files = commands.javaFiles().values().stream()
                .map(commands.directory(Step.MAKE)::resolve)
                .toList();
        if (!files.stream().allMatch(Files::exists)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Refuses a build whose tests could not run as the user as whom they should. */
    void requireTestUser(TestRunner tests) throws BuildException, ProcessException, IOException, InterruptedException {
        Optional<Release.Test> test = plan.release().build().test();
        if (test.isPresent()) {
            new ReleaseTests(tests, listener, plan, workspace, options)
                    .requireUser(test.get(), commands.directory(Step.CHECK));
        }
    }

    /** Answers whether all tests were run and none failed. */
    boolean check(TestRunner tests) throws BuildException, ProcessException, IOException, InterruptedException {
        Optional<Release.Test> test = plan.release().build().test();
        if (test.isEmpty()) {
            return true;
        }
        return new ReleaseTests(tests, listener, plan, workspace, options)
                .run(
                        test.get(),
                        commands.directory(Step.CHECK),
                        environment -> runMake(
                                Step.CHECK,
                                commands.check(test.get(), environment),
                                line -> {},
                                new ObjectCount(List.of())));
    }

    void install() throws BuildException, ProcessException, IOException, InterruptedException {
        Path prefix = plan.prefix();
        InstallationStore.requireOwn(plan);
        Path staging = commands.staging();
        Trees.delete(staging);
        Path staged = commands.staged();
        Release.Install rule = plan.release().build().install();
        if (rule instanceof Release.MakeInstall makeInstall) {
            runMake(Step.INSTALL, commands.install(makeInstall), line -> {}, new ObjectCount(List.of()));
        } else if (rule instanceof Release.CopyInstall copyInstall) {
            for (Map.Entry<String, String> file : copyInstall.files().entrySet()) {
                Path target = staged.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Trees.copy(commands.directory(Step.INSTALL).resolve(file.getValue()), target);
            }
        }
        if (!Files.isDirectory(staged)) {
            throw BuildRefusedException.nothingInstalled(plan.release().name(), prefix);
        }
        for (Map.Entry<String, String> file : commands.javaFiles().entrySet()) {
            Path target = staged.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Trees.copy(commands.directory(Step.INSTALL).resolve(file.getValue()), target);
        }
        if (plan.strip()) {
            Stripping.Result stripped = new Stripping(supervisor, plan.environment()).strip(staged);
            listener.stripped(stripped.before(), stripped.after(), stripped.left());
        }
        InstallationStore.place(staged, plan);
        Trees.delete(staging);
        prove();
    }

    private void prove() throws BuildException, ProcessException, InterruptedException {
        for (Release.Proof proof : plan.release().build().proofs()) {
            Command command = commands.proof(proof);
            CapturedOutput captured =
                    supervisor.capture(command.argv(), command.directory(), command.environment(), command.timeout());
            if (!captured.output().contains(proof.prints())) {
                throw BuildRefusedException.notProved(command, proof.prints(), captured.output());
            }
        }
    }

    /** Goes on with half of the jobs whenever a compiler was killed for memory. */
    private void runMake(Step step, Command command, Consumer<String> lines, ObjectCount count)
            throws BuildException, ProcessException, IOException, InterruptedException {
        OptionalInt cap = OptionalInt.empty();
        do {
            int most = cap.orElse(Integer.MAX_VALUE);
            try (JobServer server = jobServers.open(command, workspace.jobPipe(), options.jobs(), most)) {
                cap = OptionalInt.empty();
                try {
                    run(server.serve(command), step, lines, count, Optional.of(server));
                } catch (StepFailedException e) {
                    cap = e.killedForMemory() ? server.half() : OptionalInt.empty();
                    if (cap.isEmpty()) {
                        throw e;
                    }
                    Path log = workspace.log(step.id() + "-before-" + cap.getAsInt());
                    Files.move(command.log(), log, StandardCopyOption.REPLACE_EXISTING);
                    listener.goingOn(step, cap.getAsInt(), log);
                }
            }
        } while (cap.isPresent());
    }

    private void run(Command command, Step step, Consumer<String> lines, ObjectCount count, Optional<JobServer> server)
            throws BuildException, ProcessException, IOException, InterruptedException {
        // The log is that of this run: an error of an earlier one would be taken for the first.
        Files.deleteIfExists(command.log());
        Outcome outcome = supervisor.run(command, new OutputListener() {
            private Duration last = Duration.ZERO;

            @Override
            public void line(String line) {
                lines.accept(line);
            }

            @Override
            public void tick(Duration elapsed) {
                last = elapsed;
                listener.progressed(
                        new StepProgress(step, elapsed, count.done(), count.total(), server.map(JobServer::count)));
            }

            @Override
            public void processes(Collection<Long> pids) {
                server.ifPresent(jobs -> jobs.look(last, pids));
            }
        });
        if (!outcome.succeeded()) {
            Path log = command.log();
            Optional<Path> configLog = step == Step.CONFIGURE ? configLog() : Optional.empty();
            throw new StepFailedException(
                    step,
                    outcome,
                    BuildLog.firstError(log),
                    configLog.isPresent() ? ConfigLog.failedCheck(configLog.get()) : Optional.empty(),
                    configLog,
                    lastLines(log));
        }
    }

    /** Without the lines that the supervisor wrote: they tell the command, which the user knows. */
    private static List<String> lastLines(Path log) throws IOException {
        return BuildLog.tail(log, LAST_LINES).stream()
                .filter(line -> !line.startsWith("# "))
                .toList();
    }

    /** The youngest of all {@code config.log}: a configure that calls others fails in the last that it called. */
    private Optional<Path> configLog() throws IOException {
        try (Stream<Path> files = Files.walk(workspace.tree())) {
            return files.filter(file -> file.endsWith("config.log"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
        }
    }
}
