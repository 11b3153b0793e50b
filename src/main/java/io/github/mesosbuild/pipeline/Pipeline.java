package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.bundle.BundleDocuments;
import io.github.mesosbuild.bundle.BundleFacts;
import io.github.mesosbuild.bundle.BundlePacker;
import io.github.mesosbuild.bundle.BundleSource;
import io.github.mesosbuild.failure.Failure;
import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.launcher.Launchers;
import io.github.mesosbuild.release.ToolchainSupport;
import io.github.mesosbuild.steps.BuildOptions;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.Builder;
import io.github.mesosbuild.steps.DryRun;
import io.github.mesosbuild.steps.InstallSteps;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.InstallationStore;
import io.github.mesosbuild.steps.PlannedBuild;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepFailedException;
import io.github.mesosbuild.steps.Workspace;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a release through the pipeline, up to a given point. Each call does what is out of date, and nothing else.
 *
 * <p>Any call can throw a {@link Failure} that the user can fix, or an {@link IOException} if the machine fails.
 */
public final class Pipeline {
    private final BuildRequest request;
    private final Builder builder;
    private final BuildHost host;
    private final Launchers launchers;
    private final PipelineListener listener;
    private final ArchiveSupply archives;
    private final EarlyChecks checks;
    private final Optional<BundleSupply> bundles;
    private final BuildPlanner planner;

    public Pipeline(
            BuildRequest request,
            ArchiveSupply archives,
            Builder builder,
            BuildHost host,
            Launchers launchers,
            Optional<BundleSupply> bundles,
            PipelineListener listener) {
        this.request = request;
        this.archives = archives;
        this.builder = builder;
        this.host = host;
        this.launchers = launchers;
        this.bundles = bundles;
        this.listener = listener;
        this.checks = new EarlyChecks(request, host.mounts());
        this.planner = new BuildPlanner(request, archives, host);
    }

    /** Returns the supply of the release's archive. */
    public ArchiveSupply archives() {
        return archives;
    }

    /** Returns what is built. */
    public BuildRequest request() {
        return request;
    }

    /** Checks the requirements, and installs missing packages if that is allowed. */
    public CheckReport checkDependencies() throws Failure, IOException, InterruptedException {
        host.requireJdk(request.release());
        checks.requireForProbing();
        CheckReport report = host.check(request.release());
        List<String> installed = List.of();
        if (!report.ok() && request.host().installDependencies()) {
            installed = report.missingPackages(host.distribution());
            if (!installed.isEmpty()) {
                listener.installingPackages(host.installCommand(installed).line());
                host.install(installed);
                report = host.check(request.release());
            }
        }
        if (!report.ok()) {
            throw new DependenciesException(
                    request.release().name(),
                    report,
                    host.distribution(),
                    host.installCommand(report.missingPackages(host.distribution())),
                    installed);
        }
        return report;
    }

    /**
     * Returns the JDK that builds the release; empty if the release needs none.
     *
     * @throws BuildRefusedException if mesos.javaHome cannot build the release
     */
    public Optional<JdkReport> jdk() throws Failure, IOException {
        host.requireJdk(request.release());
        return host.jdk(request.release());
    }

    /**
     * Rejects a {@code mesos.javaHome} that is not a JDK, before any previously installed programs run.
     *
     * @throws BuildRefusedException if {@code mesos.javaHome} is not a JDK
     */
    public void requireJava() throws BuildRefusedException {
        host.requireJava();
    }

    /** Returns what is known about building the release with the tools and libraries of this machine. */
    public ToolchainSupport support(CheckReport report) throws Failure, IOException, InterruptedException {
        return host.support(request.release(), report);
    }

    /** Brings one step, and everything that it needs, up to date. */
    public void bring(Step step) throws Failure, IOException, InterruptedException {
        PipelineWork.told(listener, () -> {
            requireWay(step);
            VerifiedArchive archive = archives.fetch();
            BuildPlan plan = planner.of(archive.sha256());
            listener.building(plan, archive);
            Compilation<Step> bringing = build -> {
                builder.bring(step, build);
                return step;
            };
            return compiles(step, plan)
                    ? compile(plan, archive, bringing)
                    : bring(archives.withPatches(plan), archive, bringing);
        });
    }

    private Step bring(BuildPlan plan, VerifiedArchive archive, Compilation<Step> bringing)
            throws Failure, IOException, InterruptedException {
        return unpacking(archive, () -> bringing.run(planned(plan, archive, request.options())));
    }

    private boolean compiles(Step step, BuildPlan plan) throws IOException {
        return !(step == Step.CHECK && Builder.checkedBefore(plan, request.options()))
                && Builder.explain(plan, request.workspace()).stream()
                        .anyMatch(state ->
                                state.step() != Step.UNPACK && state.step().compareTo(step) <= 0 && !state.upToDate());
    }

    private PlannedBuild planned(BuildPlan plan, VerifiedArchive archive, BuildOptions options) {
        return new PlannedBuild(plan, archive.file(), request.workspace(), options);
    }

    /** Makes the installation, unless it exists. */
    public InstallResult install() throws Failure, IOException, InterruptedException {
        return install(PrefixGuard.NONE);
    }

    /** Makes the installation unless it exists, if the guard permits its directory. */
    public InstallResult install(PrefixGuard guard) throws Failure, IOException, InterruptedException {
        return PipelineWork.told(listener, () -> make(guard));
    }

    private InstallResult make(PrefixGuard guard) throws Failure, IOException, InterruptedException {
        Optional<InstallResult> shared = bundles.isPresent() ? take(guard) : Optional.empty();
        if (shared.isPresent()) {
            return shared.get();
        }
        requireWay(Step.INSTALL);
        VerifiedArchive archive = archives.fetch();
        BuildPlan plan = planner.of(archive.sha256());
        guard.permit(plan.prefix());
        EarlyChecks.requireOurs(plan);
        listener.building(plan, archive);
        Optional<Installation> made = Builder.made(plan, request.options());
        Installation installation = made.isPresent() ? made.get() : compile(plan, archive, builder::install);
        listener.installed(installation, made.isPresent());
        return new InstallResult(installation, made.isPresent());
    }

    /** Takes the installation from a bundle, unless it exists. Neither the archive nor a compiler is needed for that. */
    private Optional<InstallResult> take(PrefixGuard guard) throws Failure, IOException, InterruptedException {
        archives.request().requireProof();
        host.requireJdk(request.release());
        checks.requireForInstalling();
        BuildPlan plan = planner.ofKnownArchive();
        guard.permit(plan.prefix());
        EarlyChecks.requireOurs(plan);
        Optional<Installation> made = Builder.made(plan, request.options());
        Optional<Installation> installation =
                made.isPresent() ? made : bundles.get().take(builder, planner.unfetched(plan), listener::taken);
        installation.ifPresent(found -> listener.installed(found, made.isPresent()));
        return installation.map(found -> new InstallResult(found, made.isPresent()));
    }

    /**
     * Makes the installation, unless it exists, and packs it.
     *
     * @param directory the directory that receives the bundle
     */
    public BundlePacker.Packed pack(BundlePacker packer, Path directory)
            throws Failure, IOException, InterruptedException {
        Installation installation = install().installation();
        BuildPlan plan = planner.of(archives.sha256().orElseThrow());
        BundleFacts.Source source = BundleDocuments.source(
                request.release().source(), plan.identity().archive(), archives.verification());
        Map<Path, String> places = Map.of(request.workspace().root(), "{work}", plan.javaHome(), "{javaHome}");
        return packer.pack(
                plan, installation, new BundleDocuments(plan, host.distribution(), source, places), directory);
    }

    /** The part of a build that runs compilers. */
    private interface Compilation<T> {
        T run(PlannedBuild build) throws Failure, IOException, InterruptedException;
    }

    private <T> T unpacking(VerifiedArchive archive, PipelineWork<T> work)
            throws Failure, IOException, InterruptedException {
        try {
            return work.run();
        } catch (UnpackException e) {
            if (e.kind() == UnpackException.Kind.CHANGED) {
                archives.doubt(archive);
            }
            throw e;
        }
    }

    private <T> T compile(BuildPlan planned, VerifiedArchive archive, Compilation<T> compilation)
            throws Failure, IOException, InterruptedException {
        checks.warn(host.temporary(request.options().environment()), listener);
        BuildPlan plan = planned;
        if (request.host().checkDependencies()) {
            CheckReport report = checkDependencies();
            listener.met(report);
            listener.supported(host.support(request.release(), report));
            plan = planAfterInstallation(planned, archive);
        }
        plan = archives.withPatches(plan);
        CompilingBuild compiling =
                CompilingBuild.of(dated(plan, archive.file()), launchers, request.workspace(), listener);
        T result;
        try {
            PlannedBuild build = planned(compiling.plan(), archive, options());
            result = unpacking(archive, () -> compilation.run(build));
        } catch (StepFailedException e) {
            compiling.failed(e);
            throw e;
        }
        compiling.done();
        return result;
    }

    /** Fetches what the release's own Maven build needs, into the local repository. */
    public void resolve() throws Failure, IOException, InterruptedException {
        PipelineWork.told(listener, () -> {
            requireWay(Step.UNPACK);
            VerifiedArchive archive = archives.fetch();
            sayIfWithoutJava();
            builder.resolve(planned(archives.withPatches(planner.of(archive.sha256())), archive, request.options()));
            return archive;
        });
    }

    /** Returns what {@link #install} would do. Fetches and builds nothing. */
    public Explanation explain() throws Failure, IOException, InterruptedException {
        Optional<VerifiedArchive> archive = archives.cached();
        if (archive.isEmpty() && (bundles.isEmpty() || archives.sha256().isEmpty())) {
            return Explanation.unfetched(bundles.isEmpty() ? List.of() : archives.late());
        }
        BuildPlan plan = planner.of(archives.sha256().orElseThrow());
        Optional<Installation> made = Builder.made(plan, request.options());
        List<String> offered =
                bundles.isPresent() && made.isEmpty() ? bundles.get().explain(planner.unfetched(plan)) : List.of();
        return new Explanation(
                archive.map(VerifiedArchive::file),
                made,
                offered,
                plan.quirks(),
                archive.isPresent() || made.isPresent()
                        ? InstallSteps.explain(plan, request.workspace(), request.options())
                        : List.of(),
                InstallSteps.limits(plan));
    }

    /** Fetches the bundle that {@link #install} would take; empty if there is none, or bundles are not used. */
    public Optional<BundleSource.Fetched> fetchBundle() throws Failure, IOException, InterruptedException {
        if (bundles.isEmpty()) {
            return Optional.empty();
        }
        return bundles.get().fetch(planner.unfetched(planner.ofKnownArchive()));
    }

    /**
     * Returns what would be done up to a step. Nothing is fetched, unpacked or run; only the tools of this machine are asked for
     * their versions.
     */
    public DryRunResult dryRun(Step goal) throws Failure, IOException, InterruptedException {
        DryRunResult fetch = archives.dryRun();
        BuildPlan plan = CompilingBuild.launched(
                datedIfCached(planner.ofAnyArchive(), archives.cached()), launchers, request.workspace());
        BuildOptions options =
                request.options().withJobs(host.jobs(request.host().limits()).count());
        return new DryRunResult(
                fetch.fetch(), DryRun.of(goal, new PlannedBuild(plan, archives.place(), request.workspace(), options)));
    }

    /**
     * Writes a script that opens a shell with the directory and environment of a step.
     *
     * @param chosen the step; by default the one that failed last, else make
     */
    public Path writeShell(Optional<Step> chosen) throws Failure, IOException, InterruptedException {
        Workspace workspace = request.workspace();
        Step step = chosen.isPresent()
                ? chosen.get()
                : workspace.journal().lastFailed().orElse(Step.MAKE);
        BuildPlan plan = datedIfCached(planner.ofCachedArchive(), archives.cached());
        return Builder.writeShell(
                step,
                new PlannedBuild(
                        CompilingBuild.launched(plan, launchers, workspace),
                        archives.place(),
                        workspace,
                        request.options()));
    }

    /** Opens the shell of such a script on this process's own terminal, or runs a command in it, and returns the exit status. */
    public int openShell(Path script, List<String> command, Map<String, String> environment)
            throws Failure, IOException, InterruptedException {
        return builder.openShell(script, command, environment);
    }

    /** Removes the installation that {@link #install} would find, and returns it. */
    public Optional<Path> cleanInstallation() throws Failure, IOException, InterruptedException {
        Optional<VerifiedArchive> archive = archives.cached();
        if (archive.isEmpty()) {
            return Optional.empty();
        }
        BuildPlan plan = planner.of(archive.get().sha256());
        return InstallationStore.remove(plan) ? Optional.of(plan.prefix()) : Optional.empty();
    }

    private void requireWay(Step goal) throws Failure, IOException, InterruptedException {
        archives.request().requireProof();
        host.requireJdk(request.release());
        boolean cached = archives.cached().isPresent();
        checks.require(goal, cached, archives.sha256(), planner::of);
        if (!cached && goal != Step.UNPACK) {
            requireForCompiling(goal);
        }
    }

    /** Rejects, before the archive is fetched, what would stop the compilers. */
    private void requireForCompiling(Step goal) throws Failure, IOException, InterruptedException {
        BuildPlan plan = planner.ofAnyArchive();
        EarlyChecks.requireOurs(plan);
        if (goal == Step.INSTALL && Builder.made(plan, request.options()).isPresent()) {
            return;
        }
        launchers.require(plan.environment());
        host.requireMemory(request.release(), request.host().limits());
    }

    /** Returns the plan of a reproducible build with the time of its archive. */
    private BuildPlan dated(BuildPlan plan, Path archive) throws Failure, IOException, InterruptedException {
        return plan.reproducible() ? plan.calling(builder.dated(plan, archive), plan.configureArguments()) : plan;
    }

    private BuildPlan datedIfCached(BuildPlan plan, Optional<VerifiedArchive> archive)
            throws Failure, IOException, InterruptedException {
        return archive.isPresent() ? dated(plan, archive.get().file()) : plan;
    }

    /** Plans again: a compiler that was just installed has its own quirks. */
    private BuildPlan planAfterInstallation(BuildPlan plan, VerifiedArchive archive)
            throws Failure, IOException, InterruptedException {
        return request.host().installDependencies() ? planner.of(archive.sha256()) : plan;
    }

    private void sayIfWithoutJava() throws IOException {
        host.withoutJava(request.release())
                .ifPresent(why -> listener.withoutJava(request.release().name(), why));
    }

    /** Returns the options of a build that compiles. */
    private BuildOptions options() throws Failure, IOException {
        host.requireMemory(request.release(), request.host().limits());
        sayIfWithoutJava();
        Machine.Jobs jobs = host.jobs(request.host().limits());
        listener.jobs(jobs);
        return request.options().withJobs(jobs.count());
    }
}
