/**
 * The whole way from a release to an installation, one call for each thing that a user may ask. It puts the rooms together and
 * sees all of them but {@code mojo} and {@code report}.
 */
package io.github.mesosbuild.pipeline;
