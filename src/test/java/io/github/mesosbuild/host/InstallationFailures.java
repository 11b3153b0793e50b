package io.github.mesosbuild.host;

import java.util.List;

/** Creates failures of this package for tests of their remedies. */
public final class InstallationFailures {
    private InstallationFailures() {}

    public static InstallationException of(InstallationException.Kind kind, String commandLine, String output) {
        return new InstallationException(kind, List.of("patch", "zlib1g-dev"), commandLine, output, "It did not work");
    }
}
