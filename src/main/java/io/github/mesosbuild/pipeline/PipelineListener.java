package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.launcher.Launcher;
import io.github.mesosbuild.launcher.PreparedLauncher;
import io.github.mesosbuild.launcher.Statistics;
import io.github.mesosbuild.steps.Installation;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.nio.file.Path;
import java.util.List;

/** Hears what the pipeline found out between the steps. */
public interface PipelineListener {
    /** An archive was fetched and may be used. */
    void verified(VerifiedArchive archive);

    /** Another process fetches the same release. */
    void waitingForArchive(Path lockFile);

    /** Another process works in the work directory of the same release. */
    void waitingForWorkspace(Path lockFile);

    /** The requirements were checked, and all are met. */
    void met(CheckReport report);

    /** Packages are installed now, by this command. */
    void installingPackages(String commandLine);

    /** How many compilers will run at once, and why. */
    void jobs(Machine.Jobs jobs);

    /** The release is built without its Java bindings, which nobody asked for. */
    void withoutJava(String release, String why);

    /** Programs cannot be started from the directory of the compilers' temporary files, which seldom matters. */
    void noExec(Path temporary, Path mountPoint);

    /** The compilers are started by a launcher. */
    void launching(PreparedLauncher launch);

    /** The build is done, and the launcher's cache served it so. */
    void launched(Launcher launcher, Statistics statistics);

    /** A step failed; its work directory is kept, and what was kept of earlier failures in others was removed. */
    void kept(Path workDirectory, long bytes, List<Path> removed);

    /** The installation is there. */
    void installed(Installation installation, boolean reused);
}
