package io.github.mesosbuild.steps;

import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.release.Release;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The commands of the steps, as they are run and as they are printed. */
final class StepCommands {
    private static final Duration SHORT = Duration.ofMinutes(2);

    private final BuildPlan plan;
    private final Workspace workspace;
    private final BuildOptions options;

    StepCommands(PlannedBuild request) {
        this.plan = request.plan();
        this.workspace = request.workspace();
        this.options = request.options();
    }

    /** Returns the directory that a step runs in. */
    Path directory(Step step) {
        Release.Build build = plan.release().build();
        if (step == Step.UNPACK) {
            return workspace.source();
        }
        return build.separate() ? workspace.tree() : workspace.tree().resolve(build.subdirectory());
    }

    /** Returns all variables of a step. */
    Map<String, String> environment(Step step) {
        // The proof of an installation, and a shell to try it, use the environment of the step that makes it.
        boolean runs = step == Step.CHECK || step == Step.INSTALL;
        Map<String, String> environment = new HashMap<>(runs ? plan.runEnvironment() : plan.environment());
        environment.putAll(new OtherConfigure(plan).variables());
        boolean programs = plan.release()
                .build()
                .test()
                .filter(test -> !test.programs().isEmpty())
                .isPresent();
        String excluded = plan.quirks().stream()
                .flatMap(quirk -> quirk.excludedTests().stream())
                .collect(Collectors.joining(":"));
        if (step == Step.CHECK && programs && !excluded.isEmpty()) {
            environment.put("GTEST_FILTER", "-" + excluded);
        }
        return environment;
    }

    /** Returns the directory with {@code configure} in the sources. */
    Path configureDirectory() {
        return workspace.source().resolve(plan.release().build().subdirectory());
    }

    /** Returns the commands that make {@code configure}. */
    List<Command> prepare() {
        List<Command> commands = new ArrayList<>();
        for (List<String> argv : plan.release().build().prepare()) {
            commands.add(new Command(
                    "prepare",
                    argv,
                    configureDirectory(),
                    plan.environment(),
                    workspace.log(commands.isEmpty() ? "prepare" : "prepare-" + (commands.size() + 1)),
                    options.timeouts().total(),
                    options.timeouts().silent()));
        }
        return commands;
    }

    Command configure() {
        Release.Build build = plan.release().build();
        OtherConfigure other = new OtherConfigure(plan);
        if (other.used()) {
            return command(
                    Step.CONFIGURE, other.argv(build.separate() ? configureDirectory() : directory(Step.CONFIGURE)));
        }
        Path script = build.separate()
                ? configureDirectory().resolve("configure")
                : directory(Step.CONFIGURE).resolve("configure");
        // With a relative path, the names of most source files in the objects are the same in any directory.
        Path called = plan.reproducible() ? directory(Step.CONFIGURE).relativize(script) : script;
        List<String> argv = new ArrayList<>(
                List.of((called.getParent() == null ? Path.of(".").resolve(called) : called).toString()));
        argv.addAll(plan.configureArguments());
        return command(Step.CONFIGURE, argv);
    }

    Command make() {
        return command(Step.MAKE, makeWith(List.of()));
    }

    Command check(Release.Test test) {
        return check(test, environment(Step.CHECK), List.of(), workspace.log(Step.CHECK.id()));
    }

    /**
     * @param arguments arguments for this run only
     * @param log where the output goes
     */
    Command check(Release.Test test, Map<String, String> environment, List<String> arguments, Path log) {
        List<String> words = new ArrayList<>(arguments);
        words.add(test.target());
        return command(Step.CHECK, makeWith(words), environment, log);
    }

    /** Returns whether the target that installs may have several jobs. */
    boolean parallel(Release.MakeInstall rule) {
        return plan.jobs(Step.INSTALL).orElse(rule.parallel() ? Integer.MAX_VALUE : 1) > 1;
    }

    /** Returns the command that installs, with one job unless the recipe allows more: the last {@code -j} counts. */
    Command install(Release.MakeInstall rule) {
        List<String> argv = makeWith(parallel(rule) ? List.of() : List.of("-j1"));
        argv.addAll(List.of(rule.target(), "DESTDIR=" + staging()));
        return command(Step.INSTALL, argv);
    }

    /**
     * Returns the Java files that {@code make install} leaves out: the file in the build directory by its path in the
     * installation.
     */
    Map<String, String> javaFiles() {
        return plan.java()
                .flatMap(tools -> plan.release().build().java())
                .map(Release.Java::files)
                .map(TreeMap::new)
                .orElseGet(TreeMap::new);
    }

    /** Returns the directory that {@code make install} writes to before the tree gets its final name. */
    Path staging() {
        return InstallPlace.staging(plan.prefix());
    }

    /** Returns the directory inside {@link #staging} that the release is configured for. */
    Path staged() {
        return staging().resolve(plan.configured().getRoot().relativize(plan.configured()));
    }

    /** Returns the command that shows that the installation runs. */
    Command proof(Release.Proof proof) {
        return proof(proof, plan.prefix());
    }

    /** Returns the command that shows that the installation runs in a directory. */
    Command proof(Release.Proof proof, Path directory) {
        List<String> argv = new ArrayList<>(proof.command());
        argv.set(0, directory.resolve(proof.command().get(0)).toString());
        Map<String, String> environment = plan.runEnvironment();
        proof.environment().forEach((name, value) -> {
            if (!options.environment().containsKey(name)) {
                environment.put(name, value);
            }
        });
        return new Command("proof", argv, directory, environment, workspace.log("proof"), SHORT, Duration.ZERO);
    }

    /** Returns the same command with a fixed number of jobs, for a shell without our job server. */
    Command alone(Step step, Command make) {
        List<String> argv = new ArrayList<>(make.argv());
        argv.add(1, "-j" + jobs(step));
        return new Command(
                make.name(),
                argv,
                make.directory(),
                make.environment(),
                make.log(),
                make.timeout(),
                make.silentTimeout());
    }

    /** Returns the number of jobs that a step starts with. */
    int jobs(Step step) {
        return Math.min(options.jobs(), plan.jobs(step).orElse(Integer.MAX_VALUE));
    }

    List<String> makeWith(List<String> targets) {
        List<String> argv = new ArrayList<>(List.of("make"));
        argv.addAll(plan.makeArguments());
        argv.addAll(targets);
        return argv;
    }

    private Command command(Step step, List<String> argv) {
        return command(step, argv, environment(step), workspace.log(step.id()));
    }

    private Command command(Step step, List<String> argv, Map<String, String> environment, Path log) {
        return new Command(
                step.id(),
                argv,
                directory(step),
                environment,
                log,
                options.timeouts().total(),
                options.timeouts().silent());
    }
}
