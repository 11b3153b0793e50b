package io.github.mesosbuild.steps;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A release that was built and installed, and whose programs were found to run.
 *
 * @param prefix the directory that it is in
 * @param release the name and version of the release
 * @param library the native library that JVM programs load, if the release has one
 * @param checked whether the release's own tests passed
 * @param moved variables that its programs need, because it was configured for another directory
 */
public record Installation(
        Path prefix, String release, Optional<Path> library, boolean checked, Map<String, String> moved) {
    public Installation {
        moved = Map.copyOf(moved);
    }

    /** Creates an installation in the directory that it was configured for. */
    public Installation(Path prefix, String release, Optional<Path> library, boolean checked) {
        this(prefix, release, library, checked, Map.of());
    }
}
