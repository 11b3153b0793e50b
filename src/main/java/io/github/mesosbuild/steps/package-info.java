/**
 * The steps from an archive to an installation, as lists of actions; their fingerprints and journal; the first real
 * error of a log.
 */
package io.github.mesosbuild.steps;
