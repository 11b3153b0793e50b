/** The base of all failures that the user can fix. */
package io.github.mesosbuild.failure;
