/** Installations as archives that other machines install instead of building them. */
package io.github.mesosbuild.bundle;
