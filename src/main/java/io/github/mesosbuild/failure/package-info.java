/** The base of all failures that the user can fix, and a failure as it is shown. */
package io.github.mesosbuild.failure;
