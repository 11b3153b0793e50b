/** The reason why a step failed, read from its log: the first real error with its command, file and line. */
package io.github.mesosbuild.steps.log;
