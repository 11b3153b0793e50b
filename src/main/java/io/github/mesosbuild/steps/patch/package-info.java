/** Patches of recipes: what they change, and whether all of it is in the sources. */
package io.github.mesosbuild.steps.patch;
