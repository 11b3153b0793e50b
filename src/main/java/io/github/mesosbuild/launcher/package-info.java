/**
 * Compiler launchers, which avoid repeated compilations (ccache, sccache) or distribute them over machines (distcc,
 * icecc).
 */
package io.github.mesosbuild.launcher;
