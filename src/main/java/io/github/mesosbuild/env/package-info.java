/** Makes an installation usable from a shell: the environment script, and the block in a start-up file. */
package io.github.mesosbuild.env;
