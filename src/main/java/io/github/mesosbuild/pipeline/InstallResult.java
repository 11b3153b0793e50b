package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.steps.Installation;

/**
 * The installation that a build made or found.
 *
 * @param reused whether it existed before, so that nothing was built
 */
public record InstallResult(Installation installation, boolean reused) {}
