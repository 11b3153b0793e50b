package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.env.ShellBlock;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The changes that make an installation usable from a shell.
 *
 * @param script the path of the script
 * @param scriptChanged whether it was written
 * @param startUpFile the start-up file, if one was given
 * @param block the change of the block in it
 */
public record EnvironmentChange(
        Path script, boolean scriptChanged, Optional<Path> startUpFile, Optional<ShellBlock.Change> block) {}
