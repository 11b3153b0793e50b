package io.github.mesosbuild.pipeline;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that were removed from a work directory.
 *
 * @param tree the release's directory, if there was one
 * @param script the environment script, if it was removed
 * @param otherScript the environment script, if it is for another release
 */
public record CleanResult(Optional<Path> tree, Optional<Path> script, Optional<Path> otherScript) {}
