package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.host.Jdk;

/**
 * The JDK of a release that needs one.
 *
 * @param selected its directory, and what selected it
 * @param found what the directory contains
 * @param hasBindings whether the release has Java bindings
 * @param wanted whether Java bindings are wanted
 */
public record JdkReport(SelectedJdk selected, Jdk found, boolean hasBindings, boolean wanted) {}
