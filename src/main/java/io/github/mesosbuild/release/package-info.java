/** Releases as data: version, sources, pins, keys, requirements, build arguments and quirks, read from one recipe file per release line. */
package io.github.mesosbuild.release;
