/** Tar in: unpacked safely, into a staging directory that gets its name last. The only room that sees the archive library. */
package io.github.mesosbuild.archive;
