/**
 * First recipes: looks at a release that no recipe describes yet, and writes one. Nothing of the archive is run; its files are only
 * read.
 */
package io.github.mesosbuild.draft;
