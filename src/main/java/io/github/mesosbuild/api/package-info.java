/** Clusters for tests, without Maven. They run the same code as the goals. */
package io.github.mesosbuild.api;
