package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.env.EnvironmentScript;
import io.github.mesosbuild.files.FileLock;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.steps.InstallationStore;
import io.github.mesosbuild.steps.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Removes from the work directory what concerns one release: its sources, objects and logs, its lock, and the environment script if that
 * is for one of the release's installations or for one that is gone. Other releases and clusters have their files there too.
 */
final class WorkDirectoryCleaner {
    private final Request request;
    private final Path environmentScript;
    private final Sleeper sleeper;
    private final PipelineListener listener;

    WorkDirectoryCleaner(Request request, Path environmentScript, Sleeper sleeper, PipelineListener listener) {
        this.request = request;
        this.environmentScript = environmentScript;
        this.sleeper = sleeper;
        this.listener = listener;
    }

    CleanResult run() throws IOException, InterruptedException {
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
        Workspace workspace = request.workspace();
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
                        .map(request.release().name()::equals)
                        .orElse(true);
    }
}
