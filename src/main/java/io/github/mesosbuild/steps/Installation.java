package io.github.mesosbuild.steps;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A release that was built and installed, and whose programs were found to run.
 *
 * @param prefix the directory that it is in and was configured for
 * @param release the name and version of the release
 * @param library the native library that JVM programs load, if the release has one
 * @param checked whether the release's own tests passed
 */
public record Installation(Path prefix, String release, Optional<Path> library, boolean checked) {}
