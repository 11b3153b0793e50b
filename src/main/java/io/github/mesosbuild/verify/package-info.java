/**
 * Verification of archives: digests, checksum files and OpenPGP signatures. A verdict is a value with its own sentence. Only this
 * package uses the OpenPGP library.
 */
package io.github.mesosbuild.verify;
