package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.bundle.BundleException;
import io.github.mesosbuild.bundle.BundleFit;
import io.github.mesosbuild.bundle.BundleListener;
import io.github.mesosbuild.bundle.BundleRepositories;
import io.github.mesosbuild.bundle.BundleRequest;
import io.github.mesosbuild.bundle.BundleSource;
import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.steps.Builder;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.PlannedBuild;
import io.github.mesosbuild.verify.Verifier;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The part of the pipeline that takes an installation from a shared bundle in place of building it. */
public final class BundleSupply {
    private final BundleSource source;

    /**
     * Creates a supply.
     *
     * @param fit decides what can run on this machine
     * @param limits the limits beyond which an archive is refused
     */
    public BundleSupply(
            BundleRepositories repositories,
            BundleRequest request,
            BundleFit fit,
            ArchiveLimits limits,
            BundleListener listener,
            Clock clock) {
        this.source = new BundleSource(repositories, request, fit, new Verifier(clock), limits, listener);
    }

    /** Takes the installation of a plan; empty if no bundle has it. */
    Optional<Installation> take(Builder builder, PlannedBuild build) throws Failure, IOException, InterruptedException {
        return builder.take(build, source);
    }

    /** Returns what {@link #take} would find, in lines. */
    List<String> explain(PlannedBuild build) throws InterruptedException {
        return source.explain(build);
    }

    /** Fetches the bundle that {@link #take} would take. */
    Optional<BundleSource.Fetched> fetch(PlannedBuild build) throws BundleException, IOException, InterruptedException {
        return source.fetch(build);
    }
}
