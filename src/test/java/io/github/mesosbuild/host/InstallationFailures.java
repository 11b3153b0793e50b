package io.github.mesosbuild.host;

import java.util.List;

/** Failures of this room, for tests of what is said about them. */
public final class InstallationFailures {
    private InstallationFailures() {}

    public static InstallationException of(InstallationException.Kind kind, String commandLine, String output) {
        return new InstallationException(kind, List.of("patch", "zlib1g-dev"), commandLine, output, "It did not work");
    }
}
