package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.PlannedBuild;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.io.IOException;
import java.util.Optional;

/** Plans the build of a release on this machine, as far as its archive is known. */
final class BuildPlanner {
    /** Stands for the digest of an archive that was never fetched. */
    private static final String UNKNOWN = "unknown";

    private final BuildRequest request;
    private final ArchiveSupply archives;
    private final BuildHost host;

    BuildPlanner(BuildRequest request, ArchiveSupply archives, BuildHost host) {
        this.request = request;
        this.archives = archives;
        this.host = host;
    }

    /** Returns the plan for an archive. */
    BuildPlan of(Digest sha256) throws Failure, IOException, InterruptedException {
        return of(sha256.hex());
    }

    /** Returns the plan for the archive, which is fetched if nothing else tells its digest. */
    BuildPlan ofKnownArchive() throws Failure, IOException, InterruptedException {
        Optional<Digest> known = archives.sha256();
        return of(known.isPresent() ? known.get() : archives.fetch().sha256());
    }

    /** Returns the plan for the archive in the cache, or for one that is not known. */
    BuildPlan ofCachedArchive() throws Failure, IOException, InterruptedException {
        Optional<Digest> cached = archives.cached().map(VerifiedArchive::sha256);
        return of(cached.map(Digest::hex).orElse(UNKNOWN));
    }

    /** Returns the plan for the archive as far as it is known without fetching it. */
    BuildPlan ofAnyArchive() throws Failure, IOException, InterruptedException {
        return of(archives.sha256().map(Digest::hex).orElse(UNKNOWN));
    }

    /** Returns the build of a plan whose archive need not be there. */
    PlannedBuild unfetched(BuildPlan plan) throws Failure, IOException {
        return new PlannedBuild(plan, archives.place(), request.workspace(), request.options());
    }

    private BuildPlan of(String archive) throws Failure, IOException, InterruptedException {
        host.requireJdk(request.release());
        return BuildPlan.of(
                request.release(),
                archive,
                host.toolchain(request.release(), request.workspace()),
                request.options(),
                request.installations());
    }
}
