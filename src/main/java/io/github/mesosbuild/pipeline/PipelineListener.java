package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.bundle.TakenBundle;
import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.launcher.Launcher;
import io.github.mesosbuild.launcher.PreparedLauncher;
import io.github.mesosbuild.launcher.Statistics;
import io.github.mesosbuild.release.ToolchainSupport;
import io.github.mesosbuild.steps.BuildPlan;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Receives events of the pipeline between the steps. */
public interface PipelineListener {
    /** An archive was fetched and verified. */
    void verified(VerifiedArchive archive);

    /** Another process is fetching the same release. */
    void waitingForArchive(Path lockFile);

    /** Another process is working in the work directory of the same release. */
    void waitingForWorkspace(Path lockFile);

    /** All requirements are met. */
    void met(CheckReport report);

    /** Packages are about to be installed with this command. */
    void installingPackages(String commandLine);

    /** The number of compilers that run at once, and why. */
    void jobs(Machine.Jobs jobs);

    /** The release is built without its Java bindings, although nobody asked for that. */
    void withoutJava(String release, String why);

    /** Programs cannot run from the directory of the compilers' temporary files, which rarely matters. */
    void noExec(Path temporary, Path mountPoint);

    /** A launcher starts the compilers. */
    void launching(PreparedLauncher launch);

    /** The build is done, with these statistics of the launcher's cache. */
    void launched(Launcher launcher, Statistics statistics);

    /** A step failed. Its work directory is kept, and those that earlier failures left were removed. */
    void kept(Path workDirectory, long bytes, List<Path> removed);

    /** The installation was taken from a bundle; {@link #installed} follows. */
    default void taken(TakenBundle bundle) {}

    /** The installation exists. */
    void installed(Installation installation, boolean reused);

    /** A release is about to be built, if it is not up to date. */
    default void building(BuildPlan plan, VerifiedArchive archive) {}

    /** What is known about building the release with the tools of this machine. */
    default void supported(ToolchainSupport support) {}

    /** The pipeline has done what was asked, or failed with an exception. */
    default void ended(Optional<Exception> failure) {}

    /** The page of what the build did was written. */
    default void reported(Path page) {}
}
