package io.github.mesosbuild.corridor;

import io.github.mesosbuild.build.Installation;
import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.Machine;
import io.github.mesosbuild.verify.VerifiedArchive;
import java.nio.file.Path;

/** Hears what the corridor found out between the steps. */
public interface CorridorListener {
    /** An archive was fetched and may be used. */
    void verified(VerifiedArchive archive);

    /** Another process fetches the same release. */
    void waitingForArchive(Path lockFile);

    /** The requirements were checked, and all are met. */
    void met(CheckReport report);

    /** Packages are installed now, by this command. */
    void installingPackages(String commandLine);

    /** How many compilers will run at once, and why. */
    void jobs(Machine.Jobs jobs);

    /** The installation is there. */
    void installed(Installation installation, boolean reused);
}
