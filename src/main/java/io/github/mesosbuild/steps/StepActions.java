package io.github.mesosbuild.steps;

import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.release.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The actions of each step of a build, in the order in which they are run or printed. */
final class StepActions {
    private final PlannedBuild request;
    private final BuildPlan plan;
    private final Workspace workspace;
    private final StepCommands commands;

    StepActions(PlannedBuild request) {
        this.request = request;
        this.plan = request.plan();
        this.workspace = request.workspace();
        this.commands = new StepCommands(request);
    }

    List<Action> of(Step step) {
        return switch (step) {
            case UNPACK ->
                List.of(
                        new Action.Remove(workspace.tree()),
                        new Action.Remove(workspace.source()),
                        new UnpackSources(plan, request.archive(), workspace.source()),
                        new ApplyPatches(request));
            case CONFIGURE ->
                withJavaTools(List.of(
                        new PrepareSources(request.release(), plan.environment(), commands),
                        new Action.Require(runner -> RunConfigure.requireKnownOptions(request, runner)),
                        new Action.Remove(workspace.tree()),
                        plan.release().build().separate()
                                ? new Action.CreateDirectory(workspace.tree())
                                : new Action.Copy(workspace.source(), workspace.tree()),
                        new RunConfigure(request, commands)));
            case MAKE ->
                withJavaTools(List.of(
                        new Action.RemoveUnlessComplete(commands.javaFiles().values().stream()
                                .map(commands.directory(step)::resolve)
                                .toList()),
                        make(step, commands.make(), Optional.of(workspace.objects()))));
            case CHECK ->
                withJavaTools(plan.release().build().test().stream()
                        .map(test -> new RunTests(request, commands, test))
                        .toList());
            case INSTALL -> withJavaTools(install());
        };
    }

    private List<Action> withJavaTools(List<? extends Action> rest) {
        List<Action> actions = new ArrayList<>();
        plan.java()
                .ifPresent(tools -> actions.add(
                        new Action.WriteJavaTools(tools, request.options().maven())));
        actions.addAll(rest);
        return actions;
    }

    private RunMake make(Step step, Command command, Optional<Path> objects) {
        return new RunMake(step, command, commands.alone(step, command), objects);
    }

    private List<Action> install() {
        Path staged = commands.staged();
        List<Action> actions = new ArrayList<>();
        actions.add(new Action.Require(runner -> InstallationStore.requireOwn(plan)));
        actions.add(new Action.Remove(commands.staging()));
        Release.Install rule = plan.release().build().install();
        if (rule instanceof Release.MakeInstall makeInstall) {
            Command command = commands.install(makeInstall);
            RunMake make = commands.parallel(makeInstall)
                    ? make(Step.INSTALL, command, Optional.empty())
                    : new RunMake(Step.INSTALL, command, command, Optional.empty());
            actions.add(new InstallByMake(make, plan, staged));
        } else if (rule instanceof Release.CopyInstall copyInstall) {
            actions.addAll(copies(copyInstall.files(), staged));
        }
        actions.add(new Action.Require(runner -> requireInstalled(staged)));
        actions.addAll(copies(commands.javaFiles(), staged));
        if (plan.strip()) {
            actions.add(new Strip(staged, plan.environment()));
        }
        if (plan.reproducible()) {
            actions.add(new NormalizeJars(staged, plan.environment()));
            actions.add(new RelocateInstallation(staged, plan.configured(), plan.prefix()));
        }
        actions.add(new PlaceInstallation(plan, staged));
        actions.add(new Action.Remove(commands.staging()));
        for (Release.Proof proof : plan.release().build().proofs()) {
            actions.add(new ProveInstallation(commands.proof(proof), proof.prints()));
        }
        return actions;
    }

    /**
     * Returns the actions that copy files into the staged tree.
     *
     * @param files the file in the build tree by its path in the installation
     */
    private List<Action> copies(Map<String, String> files, Path staged) {
        Path built = commands.directory(Step.INSTALL);
        List<Action> copies = new ArrayList<>();
        files.forEach((target, file) -> copies.add(new Action.Copy(built.resolve(file), staged.resolve(target))));
        return copies;
    }

    private void requireInstalled(Path staged) throws BuildRefusedException {
        if (!Files.isDirectory(staged)) {
            throw BuildRefusedException.nothingInstalled(request.release(), plan.prefix());
        }
    }
}
