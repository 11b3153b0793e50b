package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.Distribution;
import io.github.mesosbuild.host.InstallCommand;
import java.util.List;

/** Failures of this room, for tests of what is said about them. */
public final class DependencyFailures {
    private DependencyFailures() {}

    public static DependenciesException of(CheckReport report, Distribution distribution, InstallCommand command) {
        return new DependenciesException("sample 1.0.0", report, distribution, command, List.of());
    }

    /** After those packages were installed. */
    public static DependenciesException after(
            List<String> installed, CheckReport report, Distribution distribution, InstallCommand command) {
        return new DependenciesException("sample 1.0.0", report, distribution, command, installed);
    }
}
