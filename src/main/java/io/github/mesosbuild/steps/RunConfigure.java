package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.ProcessException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Runs {@code configure} in a fresh build tree, and lists the objects that make will compile there. */
record RunConfigure(PlannedBuild request, StepCommands commands) implements Action {
    private static final Duration SHORT = Duration.ofMinutes(2);

    /** How deep the configure scripts of bundled libraries are. */
    private static final int DEEPEST_CONFIGURE = 6;

    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    @Override
    public void run(StepRunner runner) throws BuildException, ProcessException, IOException, InterruptedException {
        NestedMavenTrial maven = new NestedMavenTrial(runner.supervisor(), request);
        try (BackgroundTask<Optional<String>> trial =
                BackgroundTask.begin("mesos-maven-plugin nested Maven trial", maven::failure)) {
            configure(runner);
            maven.require(trial.result());
        }
        listObjects(runner);
    }

    private void configure(StepRunner runner)
            throws BuildException, ProcessException, IOException, InterruptedException {
        try {
            runner.run(commands.configure(), Step.CONFIGURE);
        } finally {
            hideArguments();
        }
    }

    /** What configure leaves repeats its arguments and its environment, for everybody to read. */
    private void hideArguments() throws IOException {
        Path tree = request.workspace().tree();
        if (!Files.isDirectory(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree, DEEPEST_CONFIGURE)) {
            for (Path file : files.filter(RunConfigure::repeatsArguments).toList()) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                permissions.retainAll(OWNERS);
                Files.setPosixFilePermissions(file, permissions);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean repeatsArguments(Path file) {
        return (file.endsWith("config.log") || file.endsWith("config.status"))
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public List<String> lines() {
        return List.of(commands.configure().shellLine());
    }

    /**
     * Refuses an archive without {@code configure}, and an option of the user that {@code configure} does not know.
     *
     * @throws BuildRefusedException if there is such a problem
     */
    static void requireKnownOptions(PlannedBuild request, StepRunner runner)
            throws BuildRefusedException, ProcessException, IOException, InterruptedException {
        Workspace workspace = request.workspace();
        BuildPlan plan = request.plan();
        OtherConfigure other = new OtherConfigure(plan);
        if (other.used()) {
            other.require(request.release(), new StepCommands(request).configureDirectory());
            return;
        }
        Path script = workspace
                .source()
                .resolve(plan.release().build().subdirectory())
                .resolve("configure");
        if (!Files.isRegularFile(script)) {
            throw BuildRefusedException.noConfigure(request.release(), script);
        }
        List<String> given = request.options().configureArguments();
        if (given.stream().noneMatch(argument -> argument.startsWith("-"))) {
            return;
        }
        CapturedOutput help = runner.supervisor()
                .capture(List.of(script.toString(), "--help"), workspace.source(), plan.environment(), SHORT);
        ConfigureOptions known = new ConfigureOptions(help.output());
        for (String argument : given) {
            if (!known.knows(argument)) {
                throw BuildRefusedException.unknownOption(request.release(), argument, known.like(argument));
            }
        }
    }

    /**
     * Asks make what it would compile. Only a fresh tree may be asked: rules that call {@code $(MAKE)} run even in a dry
     * run (GNU make manual, 5.7.1), and in a half-made tree they would configure bundled libraries. Sources that make
     * itself unpacks are not in the list.
     */
    private void listObjects(StepRunner runner) throws ProcessException, IOException, InterruptedException {
        List<String> argv = commands.makeWith(List.of());
        argv.addAll(1, List.of("-n", "-k"));
        List<String> objects = new ArrayList<>();
        Command dryRun = new Command(
                "make -n",
                argv,
                commands.directory(Step.MAKE),
                request.plan().environment(),
                request.workspace().log("make-dry-run"),
                SHORT,
                Duration.ZERO);
        runner.supervisor().run(dryRun, line -> ObjectCount.compiledBy(line).ifPresent(objects::add));
        AtomicFile.write(
                request.workspace().objects(),
                String.join("\n", objects).getBytes(StandardCharsets.UTF_8),
                AtomicFile.PRIVATE);
    }
}
