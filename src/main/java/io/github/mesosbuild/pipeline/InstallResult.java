package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.steps.Installation;

/**
 * An installation at the end of the pipeline.
 *
 * @param reused whether it was found made, and nothing was done for it
 */
public record InstallResult(Installation installation, boolean reused) {}
