package io.github.mesosbuild.steps;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Puts an installation in place that was made elsewhere, once its programs have been shown to run here. */
final class TakenInstallation {
    private final PlannedBuild request;
    private final Supervisor supervisor;
    private final BuildListener listener;

    TakenInstallation(PlannedBuild request, Supervisor supervisor, BuildListener listener) {
        this.request = request;
        this.supervisor = supervisor;
        this.listener = listener;
    }

    /** Must be called with the lock of the prefix. */
    Optional<Installation> from(InstallationSource source) throws Failure, IOException, InterruptedException {
        BuildPlan plan = request.plan();
        Path staged = InstallPlace.staging(plan.prefix());
        Trees.delete(staged);
        try {
            Optional<InstallationSource.Staged> found = source.stage(request, staged);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            try {
                prove(staged);
            } catch (BuildRefusedException e) {
                source.refused(e);
                return Optional.empty();
            } catch (ProcessException e) {
                if (!e.isAboutTheProgram()) {
                    throw e;
                }
                source.refused(e);
                return Optional.empty();
            }
            found.get().relocation().apply();
            InstallationStore.place(staged, plan);
            if (!plan.ownStore()) {
                PlaceInstallation.closed(plan.prefix()).ifPresent(listener::noticed);
            }
            return Optional.of(InstallationStore.complete(plan, found.get().checked()));
        } finally {
            Trees.delete(staged);
        }
    }

    private void prove(Path directory) throws Failure, InterruptedException {
        StepCommands commands = new StepCommands(request);
        for (Release.Proof proof : request.plan().release().build().proofs()) {
            new ProveInstallation(commands.proof(proof, directory), proof.prints()).prove(supervisor);
        }
    }
}
