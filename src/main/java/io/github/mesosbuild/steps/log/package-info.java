/** What went wrong, read from the log of a step: the first real error, its command, file and line. */
package io.github.mesosbuild.steps.log;
