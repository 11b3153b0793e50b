package io.github.mesosbuild.report;

import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.bundle.BundleException;
import io.github.mesosbuild.bundle.RelocationException;
import io.github.mesosbuild.cluster.ClusterException;
import io.github.mesosbuild.draft.DraftException;
import io.github.mesosbuild.env.ShellBlockException;
import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.fetch.FetchException;
import io.github.mesosbuild.host.CompilerFlagsException;
import io.github.mesosbuild.host.InstallationException;
import io.github.mesosbuild.launcher.LauncherException;
import io.github.mesosbuild.node.DescriptionException;
import io.github.mesosbuild.node.NodeException;
import io.github.mesosbuild.pipeline.DependenciesException;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.release.RecipeException;
import io.github.mesosbuild.release.UnknownVersionException;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.ReproducibleException;
import io.github.mesosbuild.steps.StepFailedException;
import io.github.mesosbuild.steps.TestsFailedException;
import io.github.mesosbuild.verify.KeysException;
import io.github.mesosbuild.verify.SigningException;
import io.github.mesosbuild.verify.VerificationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Explains every failure that the user can fix and what to do about it. Only this package contains such sentences. */
public final class Remedies {
    /**
     * The context that some remedies depend on besides the failure.
     *
     * @param goOffline the command that downloads everything an offline run needs
     * @param places the paths that the goal's parameters choose
     */
    record Setting(String goOffline, ParameterPlaces places) {}

    private static final Map<Class<?>, BiFunction<Exception, Setting, ExplainedFailure>> BY_CLASS = Map.ofEntries(
            remedy(RecipeException.class, (e, setting) -> ArchiveRemedies.recipe(e)),
            remedy(DraftException.class, (e, setting) -> DraftRemedies.explain(e)),
            remedy(UnknownVersionException.class, (e, setting) -> ArchiveRemedies.version(e)),
            remedy(KeysException.class, (e, setting) -> ArchiveRemedies.keys(e)),
            remedy(FetchException.class, (e, setting) -> ArchiveRemedies.fetch(e, setting.goOffline())),
            remedy(SigningException.class, (e, setting) -> SigningRemedies.explain(e)),
            remedy(VerificationException.class, (e, setting) -> ArchiveRemedies.verify(e)),
            remedy(UnpackException.class, (e, setting) -> ArchiveRemedies.unpack(e)),
            remedy(DependenciesException.class, (e, setting) -> HostRemedies.dependencies(e)),
            remedy(InstallationException.class, (e, setting) -> HostRemedies.installation(e)),
            remedy(CompilerFlagsException.class, (e, setting) -> HostRemedies.flags(e)),
            remedy(LauncherException.class, (e, setting) -> HostRemedies.launcher(e)),
            remedy(ShellBlockException.class, (e, setting) -> HostRemedies.startUpFile(e)),
            remedy(BundleException.class, (e, setting) -> BundleRemedies.bundle(e)),
            remedy(RelocationException.class, (e, setting) -> BundleRemedies.relocation(e)),
            remedy(ReproducibleException.class, (e, setting) -> BundleRemedies.reproducible(e)),
            remedy(BuildRefusedException.class, (e, setting) -> BuildRemedies.refused(e, setting.goOffline())),
            remedy(StepFailedException.class, (e, setting) -> StepFailures.explain(e, setting.places())),
            remedy(TestsFailedException.class, (e, setting) -> TestSummary.explain(e)),
            remedy(ClusterException.class, (e, setting) -> ExplainedFailure.of(e, ClusterRemedies.next(e))),
            remedy(DescriptionException.class, (e, setting) -> NodeRemedies.explain(e)),
            remedy(NodeException.class, (e, setting) -> NodeRunRemedies.explain(e)),
            remedy(ProcessException.class, (e, setting) -> MachineRemedies.process(e, setting.places())));

    private Remedies() {}

    private static <F extends Exception> Map.Entry<Class<?>, BiFunction<Exception, Setting, ExplainedFailure>> remedy(
            Class<F> failure, BiFunction<F, Setting, ExplainedFailure> explanation) {
        return Map.entry(failure, (e, setting) -> explanation.apply(failure.cast(e), setting));
    }

    /** Returns whether failures of that class are explained. */
    static boolean covers(Class<?> failure) {
        return BY_CLASS.containsKey(failure);
    }

    /**
     * Explains a failure; empty if the user cannot fix it.
     *
     * @param goOffline the command that downloads everything an offline run needs
     */
    public static Optional<ExplainedFailure> explain(Throwable failure, String goOffline) {
        return explain(failure, goOffline, ParameterPlaces.NONE);
    }

    /**
     * Explains a failure; empty if the user cannot fix it.
     *
     * @param goOffline the command that downloads everything an offline run needs
     * @param places the paths that the goal's parameters choose
     */
    public static Optional<ExplainedFailure> explain(Throwable failure, String goOffline, ParameterPlaces places) {
        return MachineRemedies.tooManyFiles(failure).or(() -> explain(failure, new Setting(goOffline, places)));
    }

    /** Explains a failure that is a fault of this plugin. */
    public static ExplainedFailure internalError(Throwable failure) {
        return new ExplainedFailure(
                "Internal error: " + failure.toString().replaceFirst("\\.$", "") + ".",
                "Please report it with the output of 'mvn -X'.");
    }

    private static Optional<ExplainedFailure> explain(Throwable failure, Setting setting) {
        if (failure instanceof UncheckedIOException unchecked) {
            return explain(unchecked.getCause(), setting);
        }
        if (failure instanceof Exception known && covers(failure.getClass())) {
            return Optional.of(BY_CLASS.get(failure.getClass()).apply(known, setting));
        }
        if (failure instanceof IOException file) {
            return file.getCause() instanceof ProcessException cause
                    ? explain(cause, setting)
                    : MachineRemedies.files(file, setting.places());
        }
        return Optional.empty();
    }
}
