package io.github.mesosbuild.steps;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Release;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Puts an installation in place that was made elsewhere, once its programs have been shown to run here. */
final class TakenInstallation {
    private static final byte[] SCRIPT = {'#', '!'};

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
                for (ProveInstallation proof : proofs(staged, false)) {
                    proof.prove(supervisor);
                }
            } catch (BuildRefusedException e) {
                source.refused(e);
                return Optional.empty();
            }
            InstallationStore.place(staged, plan);
            if (!plan.ownStore()) {
                PlaceInstallation.closed(plan.prefix()).ifPresent(listener::noticed);
            }
            for (ProveInstallation proof : proofs(plan.prefix(), true)) {
                proof.prove(supervisor);
            }
            return Optional.of(InstallationStore.complete(plan, found.get().checked()));
        } finally {
            Trees.delete(staged);
        }
    }

    /**
     * Returns the proofs by scripts or by other programs. A script contains the directory of the installation, so it runs only there.
     */
    private List<ProveInstallation> proofs(Path directory, boolean scripts) throws IOException {
        StepCommands commands = new StepCommands(request);
        List<ProveInstallation> proofs = new ArrayList<>();
        for (Release.Proof proof : request.plan().release().build().proofs()) {
            if (isScript(directory.resolve(proof.command().get(0))) == scripts) {
                proofs.add(new ProveInstallation(commands.proof(proof, directory), proof.prints()));
            }
        }
        return proofs;
    }

    private static boolean isScript(Path program) throws IOException {
        if (!Files.isRegularFile(program)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(program)) {
            return Arrays.equals(in.readNBytes(SCRIPT.length), SCRIPT);
        }
    }
}
