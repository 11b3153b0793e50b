package io.github.mesosbuild.corridor;

import io.github.mesosbuild.host.CheckReport;
import io.github.mesosbuild.host.Distribution;

/** Failures of this room, for tests of what is said about them. */
public final class DependencyFailures {
    private DependencyFailures() {}

    public static DependenciesException of(CheckReport report, Distribution distribution, String installCommand) {
        return new DependenciesException("sample 1.0.0", report, distribution, installCommand);
    }
}
