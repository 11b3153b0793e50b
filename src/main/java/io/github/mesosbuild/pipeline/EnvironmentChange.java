package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.env.ShellBlock;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What was done to make an installation usable from a shell.
 *
 * @param script where the script lies
 * @param scriptChanged whether it was written
 * @param startUpFile the start-up file, if one was given
 * @param block what was done to the block in it
 */
public record EnvironmentChange(
        Path script, boolean scriptChanged, Optional<Path> startUpFile, Optional<ShellBlock.Change> block) {}
