package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.archive.UnpackException;
import io.github.mesosbuild.env.EnvironmentScript;
import io.github.mesosbuild.env.ShellBlock;
import io.github.mesosbuild.env.ShellBlockException;
import io.github.mesosbuild.fetch.FetchException;
import io.github.mesosbuild.fetch.Fetcher;
import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.InstallationException;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.launcher.LauncherException;
import io.github.mesosbuild.launcher.Launchers;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.release.Digest;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.ToolchainSupport;
import io.github.mesosbuild.steps.BuildException;
import io.github.mesosbuild.steps.BuildOptions;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.BuildRefusedException;
import io.github.mesosbuild.steps.BuildRequest;
import io.github.mesosbuild.steps.Builder;
import io.github.mesosbuild.steps.DryRun;
import io.github.mesosbuild.steps.InstallSteps;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.steps.InstallationStore;
import io.github.mesosbuild.steps.Step;
import io.github.mesosbuild.steps.StepFailedException;
import io.github.mesosbuild.steps.Workspace;
import io.github.mesosbuild.verify.KeysException;
import io.github.mesosbuild.verify.VerificationException;
import io.github.mesosbuild.verify.VerificationReport;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes one release along the pipeline, as far as it is asked to. Every call does what is not up to date and no more.
 *
 * <p>Any call may throw the failures of the rooms: {@link FetchException}, {@link VerificationException}, {@link KeysException},
 * {@link DependenciesException}, {@link LauncherException}, {@link InstallationException}, {@link UnpackException}, {@link BuildException} and {@link
 * ProcessException} are for the user to mend; an {@link IOException} is a fault of the machine.
 */
public final class Pipeline {
    /** The name of the environment script in the work directory. */
    public static final String ENVIRONMENT_SCRIPT = "mesos-env.sh";

    private final Request request;
    private final Builder builder;
    private final BuildHost host;
    private final Launchers launchers;
    private final Sleeper sleeper;
    private final PipelineListener listener;
    private final ArchiveSupply archives;
    private final EarlyChecks obstacles;

    public Pipeline(
            Request request,
            Fetcher fetcher,
            Builder builder,
            BuildHost host,
            Launchers launchers,
            Sleeper sleeper,
            Clock clock,
            PipelineListener listener) {
        this.request = request;
        this.builder = builder;
        this.host = host;
        this.launchers = launchers;
        this.sleeper = sleeper;
        this.listener = listener;
        this.archives = new ArchiveSupply(request, fetcher, sleeper, clock, listener);
        this.obstacles = new EarlyChecks(request, host.mounts());
    }

    /** Fetches and verifies the archive, or finds it in the cache. */
    public VerifiedArchive fetch()
            throws FetchException, VerificationException, KeysException, IOException, InterruptedException {
        return archives.fetch();
    }

    /** The archive, if it is in the cache and trusted. */
    public Optional<VerifiedArchive> archive() throws KeysException, IOException {
        return archives.cached();
    }

    /**
     * Fetches the archive if it is not in the cache, and judges it anew in any case: the file is read once more.
     *
     * @param json receives the report for programs
     * @return what was found, also about an archive that is refused; that one is set aside
     */
    public VerificationReport verify(Path json)
            throws FetchException, KeysException, IOException, InterruptedException {
        VerificationReport report = archives.judge();
        AtomicFile.write(json, report.json().getBytes(StandardCharsets.UTF_8));
        return report;
    }

    /** Checks the requirements, and installs the packages that are missing if that is asked for. */
    public CheckReport checkDependencies()
            throws DependenciesException, InstallationException, BuildException, IOException, InterruptedException {
        host.requireJdk(request.release());
        obstacles.requireForProbing();
        CheckReport report = host.check(request.release());
        List<String> installed = List.of();
        if (!report.ok() && request.installDependencies()) {
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
     * The JDK that the release is built with; empty for a release that needs none.
     *
     * @throws BuildRefusedException if mesos.javaHome names one that will not do
     */
    public Optional<JdkReport> jdk() throws BuildRefusedException, IOException {
        host.requireJdk(request.release());
        return host.jdk(request.release());
    }

    /**
     * Refuses a mesos.javaHome that is none, for programs that were installed before.
     *
     * @throws BuildRefusedException if it is none
     */
    public void requireJava() throws BuildRefusedException {
        host.requireJava();
    }

    /** What is known of building the release with the tools and libraries of this machine. */
    public ToolchainSupport standing(CheckReport report)
            throws IOException, BuildRefusedException, InterruptedException {
        return host.standing(request.release(), report);
    }

    /** Brings one step, and all that it needs, up to date. */
    public void bring(Step step)
            throws FetchException, VerificationException, KeysException, DependenciesException, InstallationException,
                    LauncherException, BuildException, UnpackException, ProcessException, IOException,
                    InterruptedException {
        requireWay(step);
        VerifiedArchive archive = fetch();
        BuildPlan plan = plan(archive);
        boolean done = step == Step.CHECK && Builder.checkedBefore(plan, request.options());
        boolean compiles = !done
                && Builder.explain(plan, request.workspace()).stream()
                        .anyMatch(state ->
                                state.step() != Step.UNPACK && state.step().compareTo(step) <= 0 && !state.upToDate());
        if (compiles) {
            warnOfTemporary();
        }
        if (compiles && request.checkDependencies()) {
            listener.met(checkDependencies());
            plan = planAfterInstallation(plan, archive);
        }
        if (compiles) {
            CompilingBuild compiling = CompilingBuild.of(plan, launchers, request.workspace(), listener);
            try {
                builder.bring(step, new BuildRequest(compiling.plan(), archive.file(), request.workspace(), options()));
            } catch (StepFailedException e) {
                compiling.failed(e);
                throw e;
            }
            compiling.done();
        } else {
            builder.bring(step, new BuildRequest(plan, archive.file(), request.workspace(), request.options()));
        }
    }

    /** Makes the installation, or finds it made. */
    public InstallResult install()
            throws FetchException, VerificationException, KeysException, DependenciesException, InstallationException,
                    LauncherException, BuildException, UnpackException, ProcessException, IOException,
                    InterruptedException {
        return install(PrefixGuard.NONE);
    }

    /** Makes the installation, or finds it made, if its directory is permitted. */
    public InstallResult install(PrefixGuard guard)
            throws FetchException, VerificationException, KeysException, DependenciesException, InstallationException,
                    LauncherException, BuildException, UnpackException, ProcessException, IOException,
                    InterruptedException {
        requireWay(Step.INSTALL);
        VerifiedArchive archive = fetch();
        BuildPlan plan = plan(archive);
        guard.permit(plan.prefix());
        Optional<Installation> made = Builder.made(plan, request.options());
        if (made.isPresent()) {
            listener.installed(made.get(), true);
            return new InstallResult(made.get(), true);
        }
        warnOfTemporary();
        if (request.checkDependencies()) {
            listener.met(checkDependencies());
            plan = planAfterInstallation(plan, archive);
        }
        CompilingBuild compiling = CompilingBuild.of(plan, launchers, request.workspace(), listener);
        Installation installation;
        try {
            installation =
                    builder.install(new BuildRequest(compiling.plan(), archive.file(), request.workspace(), options()));
        } catch (StepFailedException e) {
            compiling.failed(e);
            throw e;
        }
        compiling.done();
        listener.installed(installation, false);
        return new InstallResult(installation, false);
    }

    /** Fetches what a Maven that make runs needs, into the local repository. */
    public void resolve()
            throws FetchException, VerificationException, KeysException, BuildException, UnpackException,
                    ProcessException, IOException, InterruptedException {
        requireWay(Step.UNPACK);
        VerifiedArchive archive = fetch();
        sayIfWithoutJava();
        builder.resolve(new BuildRequest(plan(archive), archive.file(), request.workspace(), request.options()));
    }

    /** What {@link #install} would do. Nothing is fetched or built. */
    public Explanation explain() throws KeysException, BuildException, IOException, InterruptedException {
        Optional<VerifiedArchive> archive = archives.cached();
        if (archive.isEmpty()) {
            return new Explanation(Optional.empty(), Optional.empty(), List.of());
        }
        BuildPlan plan = plan(archive.get());
        return new Explanation(
                archive.map(VerifiedArchive::file),
                Builder.made(plan, request.options()),
                InstallSteps.explain(plan, request.workspace(), request.options()));
    }

    /**
     * What would be done up to a step. Nothing is fetched, unpacked or run, only the tools of this machine are asked for their
     * versions.
     *
     * @param goal the step; empty for the fetch alone
     */
    public DryRunResult rehearse(Optional<Step> goal)
            throws KeysException, BuildException, LauncherException, IOException, InterruptedException {
        Release.Source source = request.release().source();
        Optional<VerifiedArchive> archive = archives.cached();
        List<String> fetch = new ArrayList<>();
        Optional<Digest> digest = archive.map(VerifiedArchive::sha256);
        if (archive.isEmpty()) {
            fetch.add("Would fetch " + source.fileName() + " from "
                    + request.sources().stream().map(Source::toString).collect(Collectors.joining(", or from "))
                    + ", and verify it.");
            digest = obstacles.pinned();
            if (digest.isEmpty()) {
                fetch.add(
                        "Its SHA-256 is not pinned: where it will lie, and where it is installed unless mesos.installDirectory"
                                + " says it, is not known before it is fetched.");
            }
        }
        if (goal.isEmpty()) {
            return new DryRunResult(fetch, List.of());
        }
        BuildPlan plan = CompilingBuild.launched(
                plan(digest.map(Digest::hex).orElse("unknown")), launchers, request.workspace());
        Path place = archives.place(digest);
        BuildOptions options =
                request.options().withJobs(host.jobs(request.limits()).count());
        return new DryRunResult(
                fetch, DryRun.of(goal.get(), new BuildRequest(plan, place, request.workspace(), options)));
    }

    /**
     * Writes a script that opens a shell in the place of a step: its directory and its environment.
     *
     * @param chosen the step; the one that failed last if empty, else make
     */
    public Path writeShell(Optional<Step> chosen)
            throws KeysException, BuildException, LauncherException, IOException, InterruptedException {
        Workspace workspace = request.workspace();
        Step step = chosen.isPresent()
                ? chosen.get()
                : workspace.journal().lastFailed().orElse(Step.MAKE);
        Optional<VerifiedArchive> archive = archives.cached();
        Optional<Digest> digest = archive.map(VerifiedArchive::sha256);
        BuildPlan plan = plan(digest.map(Digest::hex).orElse("unknown"));
        return Builder.writeShell(
                step,
                new BuildRequest(
                        CompilingBuild.launched(plan, launchers, workspace),
                        archives.place(digest),
                        workspace,
                        request.options()));
    }

    /** Opens the shell of such a script on this process's own terminal, or runs a command in it, and answers its exit status. */
    public int openShell(Path script, List<String> command, Map<String, String> environment)
            throws ProcessException, InterruptedException {
        return builder.openShell(script, command, environment);
    }

    /** Removes what concerns this release in the work directory. */
    public CleanResult clean() throws IOException, InterruptedException {
        return new WorkDirectoryCleaner(request, environmentScript(), sleeper, listener).run();
    }

    /** Removes the installation that {@link #install} would find. */
    public Optional<Path> cleanInstallation() throws KeysException, BuildException, IOException, InterruptedException {
        Optional<VerifiedArchive> archive = archives.cached();
        if (archive.isEmpty()) {
            return Optional.empty();
        }
        BuildPlan plan = plan(archive.get());
        return InstallationStore.remove(plan) ? Optional.of(plan.prefix()) : Optional.empty();
    }

    /**
     * Writes the script that makes an installation usable from a shell, and the block in a start-up file if one is given.
     *
     * @throws ShellBlockException if the start-up file cannot be changed safely
     */
    public EnvironmentChange writeEnvironment(Installation installation, Optional<Path> startUpFile)
            throws ShellBlockException, IOException {
        String text = new EnvironmentScript(installation.prefix(), installation.library()).text();
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        Path script = environmentScript();
        boolean changed = !Files.exists(script) || !Arrays.equals(Files.readAllBytes(script), content);
        if (changed) {
            AtomicFile.write(script, content);
        }
        Optional<ShellBlock.Change> block =
                startUpFile.isPresent() ? Optional.of(new ShellBlock(startUpFile.get()).put(text)) : Optional.empty();
        return new EnvironmentChange(script, changed, startUpFile, block);
    }

    /**
     * Takes the script, and the block in a start-up file if one is given, away again.
     *
     * @throws ShellBlockException if the start-up file cannot be changed safely
     */
    public EnvironmentChange removeEnvironment(Optional<Path> startUpFile) throws ShellBlockException, IOException {
        Files.deleteIfExists(environmentScript());
        Optional<ShellBlock.Change> block =
                startUpFile.isPresent() ? Optional.of(new ShellBlock(startUpFile.get()).remove()) : Optional.empty();
        return new EnvironmentChange(environmentScript(), false, startUpFile, block);
    }

    /**
     * Refuses a start-up file that {@link #writeEnvironment} could not change, before an hour of building.
     *
     * @throws ShellBlockException if it cannot be changed safely
     */
    public void requireStartUpFile(Optional<Path> startUpFile) throws ShellBlockException, IOException {
        if (startUpFile.isPresent()) {
            new ShellBlock(startUpFile.get()).require();
        }
    }

    private void requireWay(Step goal) throws KeysException, BuildException, IOException, InterruptedException {
        host.requireJdk(request.release());
        obstacles.require(goal, archives.cached().map(VerifiedArchive::sha256), this::plan);
    }

    private void warnOfTemporary() {
        obstacles.warn(host.temporary(request.options().environment()), listener);
    }

    /** Where the environment script is written. */
    public Path environmentScript() {
        return request.workDirectory().resolve(ENVIRONMENT_SCRIPT);
    }

    /** A compiler that was installed just now has its own quirks. */
    private BuildPlan planAfterInstallation(BuildPlan plan, VerifiedArchive archive)
            throws BuildException, IOException, InterruptedException {
        return request.installDependencies() ? plan(archive) : plan;
    }

    private BuildPlan plan(VerifiedArchive archive) throws BuildException, IOException, InterruptedException {
        return plan(archive.sha256().hex());
    }

    private BuildPlan plan(String archive) throws BuildException, IOException, InterruptedException {
        host.requireJdk(request.release());
        return BuildPlan.of(
                request.release(),
                archive,
                host.toolchain(request.release(), request.workspace()),
                request.options(),
                request.installations());
    }

    private void sayIfWithoutJava() throws IOException {
        host.withoutJava(request.release())
                .ifPresent(why -> listener.withoutJava(request.release().name(), why));
    }

    /** Of a build that compiles. */
    private BuildOptions options() throws BuildException, IOException {
        host.requireMemory(request.release(), request.limits());
        sayIfWithoutJava();
        Machine.Jobs jobs = host.jobs(request.limits());
        listener.jobs(jobs);
        return request.options().withJobs(jobs.count());
    }
}
