/** The steps from a source tree to an installation: their fingerprints, their journal, the first real error of a log. */
package io.github.mesosbuild.steps;
