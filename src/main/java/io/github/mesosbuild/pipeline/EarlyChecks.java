package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.files.Mounts;
import io.github.mesosbuild.process.OpenFiles;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.Builder;
import io.github.mesosbuild.steps.ChosenDirectory;
import io.github.mesosbuild.steps.InstallationStore;
import io.github.mesosbuild.steps.Preflight;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks, before anything is fetched or started, that would otherwise stop a build later. */
final class EarlyChecks {
    private final BuildRequest request;
    private final Preflight preflight;

    EarlyChecks(BuildRequest request, Mounts mounts) {
        this.request = request;
        this.preflight = new Preflight(mounts);
    }

    /** Plans the build of an archive. */
    @FunctionalInterface
    interface Planning {
        BuildPlan of(Digest sha256) throws Failure, IOException, InterruptedException;
    }

    /**
     * Rejects a build that would stop before a step, unless the step is already done. What somebody else's work directory tells about
     * done steps is not believed.
     *
     * @param cached whether the archive is in the cache
     * @param archive the archive's digest, if it is known
     */
    void require(Step goal, boolean cached, Optional<Digest> archive, Planning planning)
            throws BuildRefusedException, IOException, InterruptedException {
        if (!cached) {
            refuse(preflight.writable(new ChosenDirectory(request.cacheDirectory(), ChosenDirectory.CACHE)));
        }
        List<BuildRefusedException> found = ofBuilding(goal);
        if (!found.isEmpty() && archive.isPresent()) {
            found = stillInTheWay(goal, planning, archive.get(), found);
        }
        refuse(found.stream().findFirst());
    }

    /** Rejects a machine or a directory that cannot take an installation that was made elsewhere. */
    void requireForInstalling() throws BuildRefusedException, IOException {
        List<BuildRefusedException> obstacles = new ArrayList<>();
        placeInstallation(obstacles);
        preflight.temporary(Supervisor.temporaryDirectory()).ifPresent(obstacles::add);
        Preflight.files(OpenFiles.now()).ifPresent(obstacles::add);
        refuse(obstacles.stream().findFirst());
    }

    private List<BuildRefusedException> stillInTheWay(
            Step goal, Planning planning, Digest archive, List<BuildRefusedException> found)
            throws InterruptedException {
        try {
            BuildPlan plan = planning.of(archive);
            List<StepState> states = Builder.explain(plan, request.workspace());
            boolean done = done(goal, plan, states);
            return found.stream()
                    .filter(obstacle -> switch (obstacle.reason()) {
                        case FOREIGN_OWNER -> true;
                        case NO_SPACE -> !done && !Builder.configured(states);
                        default -> !done;
                    })
                    .toList();
        } catch (Failure | IOException e) {
            // The obstacle may be the cause of this failure too.
            return found;
        }
    }

    private boolean done(Step goal, BuildPlan plan, List<StepState> states) throws IOException {
        return switch (goal) {
            case INSTALL -> Builder.made(plan, request.options()).isPresent();
            case CHECK -> Builder.checkedBefore(plan, request.options());
            case UNPACK, CONFIGURE, MAKE ->
                states.subList(0, goal.ordinal() + 1).stream().allMatch(StepState::upToDate);
        };
    }

    private static void refuse(Optional<BuildRefusedException> obstacle) throws BuildRefusedException {
        if (obstacle.isPresent()) {
            throw obstacle.get();
        }
    }

    /** Returns the obstacles, in the order in which a build would meet them. */
    private List<BuildRefusedException> ofBuilding(Step goal) throws IOException {
        List<BuildRefusedException> obstacles = new ArrayList<>();
        boolean runs = goal != Step.UNPACK;
        ChosenDirectory work = new ChosenDirectory(request.workspace().root(), ChosenDirectory.WORK);
        place(work, runs, obstacles);
        Preflight.owned(work)
                .or(() -> Preflight.owned(new ChosenDirectory(request.workDirectory(), ChosenDirectory.WORK)))
                .ifPresent(obstacles::add);
        if (goal == Step.INSTALL) {
            placeInstallation(obstacles);
        }
        if (goal.compareTo(Step.CHECK) >= 0 && !request.options().skipTests()) {
            preflight
                    .writable(new ChosenDirectory(request.options().tests().reports(), ChosenDirectory.REPORTS))
                    .ifPresent(obstacles::add);
        }
        preflight.temporary(Supervisor.temporaryDirectory()).ifPresent(obstacles::add);
        Preflight.files(OpenFiles.now()).ifPresent(obstacles::add);
        if (runs) {
            Preflight.space(request.workspace(), request.release().diskBytes()).ifPresent(obstacles::add);
        }
        return obstacles;
    }

    private void placeInstallation(List<BuildRefusedException> obstacles) throws IOException {
        Optional<Path> chosen = request.options().installDirectory();
        place(
                chosen.map(directory -> new ChosenDirectory(directory, ChosenDirectory.INSTALL))
                        .orElse(new ChosenDirectory(request.installations(), ChosenDirectory.CACHE)),
                true,
                obstacles);
        if (chosen.isPresent()) {
            foreign(chosen.get()).ifPresent(obstacles::add);
        }
    }

    /** Rejects an installation in the cache that somebody else could have made. */
    static void requireOurs(BuildPlan plan) throws BuildRefusedException {
        if (plan.ownStore()) {
            refuse(Preflight.owned(new ChosenDirectory(plan.prefix(), ChosenDirectory.CACHE)));
        }
    }

    /** Rejects a machine on which the programs that check requirements cannot run. */
    void requireForProbing() throws BuildRefusedException {
        ChosenDirectory work = new ChosenDirectory(request.workspace().root(), ChosenDirectory.WORK);
        refuse(preflight
                .writable(work)
                .or(() -> preflight.executable(work))
                .or(() -> preflight.temporary(Supervisor.temporaryDirectory()))
                .or(() -> Preflight.files(OpenFiles.now())));
    }

    private void place(ChosenDirectory place, boolean runs, List<BuildRefusedException> obstacles) {
        preflight
                .usable(place)
                .or(() -> runs ? preflight.executable(place) : Optional.empty())
                .ifPresent(obstacles::add);
    }

    private static Optional<BuildRefusedException> foreign(Path directory) throws IOException {
        try {
            InstallationStore.requireOwn(directory);
            return Optional.empty();
        } catch (BuildRefusedException e) {
            return Optional.of(e);
        }
    }

    /** Warns if programs cannot run from the directory of the compilers' temporary files. */
    void warn(Path temporary, PipelineListener listener) {
        preflight.noExec(temporary).ifPresent(mount -> listener.noExec(temporary, mount.point()));
    }
}
