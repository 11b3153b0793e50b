package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.env.EnvironmentScript;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.steps.InstallationStore;
import io.github.mesosbuild.steps.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Removes one release's files from the work directory: sources, objects, logs and lock. Also removes the environment script if it is
 * for one of the release's installations or for one that no longer exists. Keeps the files of other releases and of clusters.
 */
public final class WorkDirectoryCleaner {
    private final Release release;
    private final Workspace workspace;
    private final Path environmentScript;
    private final Sleeper sleeper;
    private final PipelineListener listener;

    public WorkDirectoryCleaner(Release release, Path workDirectory, Sleeper sleeper, PipelineListener listener) {
        this.release = release;
        this.workspace = BuildRequest.workspace(release, workDirectory);
        this.environmentScript = EnvironmentFiles.script(workDirectory);
        this.sleeper = sleeper;
        this.listener = listener;
    }

    /** Removes the files. */
    public CleanResult run() throws IOException, InterruptedException {
        Optional<Path> tree = removeTree();
        boolean script = Trees.exists(environmentScript);
        boolean own = script && isOwn();
        if (own) {
            Files.delete(environmentScript);
        }
        return new CleanResult(
                tree,
                Optional.of(environmentScript).filter(file -> own),
                Optional.of(environmentScript).filter(file -> script && !own));
    }

    private Optional<Path> removeTree() throws IOException, InterruptedException {
        if (!Trees.exists(workspace.root()) && !Trees.exists(workspace.lockFile())) {
            return Optional.empty();
        }
        try (FileLock lock = FileLock.acquire(workspace.lockFile(), sleeper, listener::waitingForWorkspace)) {
            boolean there = Trees.exists(workspace.root());
            Trees.delete(workspace.root());
            lock.remove();
            return Optional.of(workspace.root()).filter(root -> there);
        }
    }

    private boolean isOwn() throws IOException {
        if (!Files.isRegularFile(environmentScript)) {
            return false;
        }
        Optional<Path> prefix =
                EnvironmentScript.prefixOf(new String(Files.readAllBytes(environmentScript), StandardCharsets.UTF_8));
        return prefix.isPresent()
                && InstallationStore.releaseAt(prefix.get())
                        .map(release.name()::equals)
                        .orElse(true);
    }
}
