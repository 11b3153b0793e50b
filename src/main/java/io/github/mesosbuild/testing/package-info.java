/** The release's own tests: which there are, in which shards they run, how each went, and the report of all. */
package io.github.mesosbuild.testing;
