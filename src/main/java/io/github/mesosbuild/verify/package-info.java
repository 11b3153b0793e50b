/** May the bytes be trusted: digests, dialects of checksum files, OpenPGP. A verdict is a value with its own sentence. The only room that sees the OpenPGP library. */
package io.github.mesosbuild.verify;
