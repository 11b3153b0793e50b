/**
 * The pipeline from a release to an installation, with one call for each thing that a goal does. It connects all packages below it.
 */
package io.github.mesosbuild.pipeline;
