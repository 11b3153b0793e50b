/**
 * Safe unpacking of tar archives into a staging directory that gets its final name last. Only this package uses the archive
 * library.
 */
package io.github.mesosbuild.archive;
