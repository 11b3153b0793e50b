/** All text that a person reads: every remedy, progress on a terminal, quiet logs elsewhere. */
package io.github.mesosbuild.report;
