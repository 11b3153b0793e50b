/** Clusters for tests that start them themselves: the same code as the goals', without Maven. */
package io.github.mesosbuild.api;
