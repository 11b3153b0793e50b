package io.github.mesosbuild.steps;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A release that was built, installed and proved to run.
 *
 * @param prefix the directory that it was configured for and lies in
 * @param release its name and version
 * @param library the native library that JVM programs load, if it has one
 * @param checked whether the release's own tests passed for it
 */
public record Installation(Path prefix, String release, Optional<Path> library, boolean checked) {}
