package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.archive.ArchiveLimits;
import io.github.mesosbuild.bundle.BundleException;
import io.github.mesosbuild.bundle.BundleFit;
import io.github.mesosbuild.bundle.BundleListener;
import io.github.mesosbuild.bundle.BundleRepositories;
import io.github.mesosbuild.bundle.BundleRequest;
import io.github.mesosbuild.bundle.BundleSource;
import io.github.mesosbuild.bundle.TakenBundle;
import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.steps.Builder;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.PlannedBuild;
import io.github.mesosbuild.verify.Verifier;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The part of the pipeline that takes an installation from a shared bundle in place of building it. */
public final class BundleSupply {
    private final BundleSource source;
    private Optional<TakenBundle> taken = Optional.empty();

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
        this.source = new BundleSource(repositories, request, fit, new Verifier(clock), limits, remembering(listener));
    }

    private BundleListener remembering(BundleListener listener) {
        return new BundleListener() {
            @Override
            public void asking(String release, List<String> repositories) {
                listener.asking(release, repositories);
            }

            @Override
            public void taken(TakenBundle bundle) {
                taken = Optional.of(bundle);
                listener.taken(bundle);
            }

            @Override
            public void skipped(String why) {
                listener.skipped(why);
            }

            @Override
            public void missed(String why) {
                listener.missed(why);
            }
        };
    }

    /**
     * Takes the installation of a plan; empty if no bundle has it.
     *
     * @param accepted receives the bundle; not called if another process installed meanwhile
     */
    Optional<Installation> take(Builder builder, PlannedBuild build, Consumer<TakenBundle> accepted)
            throws Failure, IOException, InterruptedException {
        taken = Optional.empty();
        Optional<Installation> installation = builder.take(build, source);
        if (installation.isPresent()) {
            taken.ifPresent(accepted);
        }
        return installation;
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
