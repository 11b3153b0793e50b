/** The release's own tests: listing them, running them in shards, their results, and the report. */
package io.github.mesosbuild.testing;
