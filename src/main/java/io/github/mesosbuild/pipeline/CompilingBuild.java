package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.launcher.LauncherException;
import io.github.mesosbuild.launcher.Launchers;
import io.github.mesosbuild.launcher.PathMapping;
import io.github.mesosbuild.launcher.PreparedLauncher;
import io.github.mesosbuild.launcher.Statistics;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.StepFailedException;
import io.github.mesosbuild.steps.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The surroundings of a build that compiles: the launcher before it, its statistics after it, and the files kept after a failure. */
final class CompilingBuild {
    private final BuildPlan plan;
    private final Workspace workspace;
    private final Optional<PreparedLauncher> launch;
    private final Optional<Statistics> before;
    private final PipelineListener listener;

    private CompilingBuild(
            BuildPlan plan,
            Workspace workspace,
            Optional<PreparedLauncher> launch,
            Optional<Statistics> before,
            PipelineListener listener) {
        this.plan = plan;
        this.workspace = workspace;
        this.launch = launch;
        this.before = before;
        this.listener = listener;
    }

    static CompilingBuild of(BuildPlan plan, Launchers launchers, Workspace workspace, PipelineListener listener)
            throws LauncherException, IOException, InterruptedException {
        Optional<PreparedLauncher> launch =
                launchers.prepare(plan.environment(), plan.configureArguments(), workspace.root());
        launch.ifPresent(listener::launching);
        Optional<Statistics> before = launch.isPresent() ? launch.get().statistics() : Optional.empty();
        return new CompilingBuild(launched(plan, launch, launchers, workspace), workspace, launch, before, listener);
    }

    /** Returns the plan with its launcher, if there is one, without reporting it. */
    static BuildPlan launched(BuildPlan plan, Launchers launchers, Workspace workspace)
            throws LauncherException, IOException, InterruptedException {
        Optional<PreparedLauncher> launch =
                launchers.prepare(plan.environment(), plan.configureArguments(), workspace.root());
        return launched(plan, launch, launchers, workspace);
    }

    private static BuildPlan launched(
            BuildPlan plan, Optional<PreparedLauncher> launch, Launchers launchers, Workspace workspace)
            throws IOException, InterruptedException {
        PathMapping.Calling calling = launch.map(
                        with -> new PathMapping.Calling(with.environment(), with.configureArguments()))
                .orElseGet(() -> new PathMapping.Calling(plan.environment(), plan.configureArguments()));
        if (plan.reproducible()) {
            calling = launchers.mapping().before(calling, workspace.root(), workspace.compilers());
        }
        return plan.calling(calling.environment(), calling.configureArguments());
    }

    BuildPlan plan() {
        return plan;
    }

    void done() throws IOException, InterruptedException {
        if (before.isPresent()) {
            Optional<Statistics> after = launch.get().statistics();
            after.ifPresent(now -> listener.launched(launch.get().launcher(), now.since(before.get())));
        }
    }

    /** Keeps this work directory and removes those that earlier failures left next to it. */
    void failed(StepFailedException failure) throws IOException {
        workspace.journal().failed(failure.step());
        List<Path> removed = new ArrayList<>();
        for (Path directory : children(workspace.root().getParent())) {
            Workspace other = new Workspace(directory);
            if (!directory.equals(workspace.root())
                    && other.journal().lastFailed().isPresent()
                    && remove(other)) {
                removed.add(directory);
            }
        }
        listener.kept(workspace.root(), Trees.size(workspace.root()), removed);
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    /** Removes a work directory, unless a build is running in it or fixed it in the meantime. */
    private static boolean remove(Workspace other) throws IOException {
        try (FileLock lock = FileLock.tryAcquire(other.lockFile()).orElse(null)) {
            if (lock == null || other.journal().lastFailed().isEmpty()) {
                return false;
            }
            Trees.delete(other.root());
            return true;
        }
    }
}
