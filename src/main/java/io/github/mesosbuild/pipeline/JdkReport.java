package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.host.Jdk;

/**
 * The JDK of a release that needs one.
 *
 * @param selected where it is, and who selected it
 * @param found what is there
 * @param hasBindings whether the release has Java bindings
 * @param wanted whether Java bindings are wanted
 */
public record JdkReport(SelectedJdk selected, Jdk found, boolean hasBindings, boolean wanted) {}
