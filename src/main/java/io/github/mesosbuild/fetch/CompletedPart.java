package io.github.mesosbuild.fetch;

import io.github.mesosbuild.release.Digest;
import java.util.Map;

/**
 * A completely downloaded part file.
 *
 * @param size the size in bytes
 * @param digests the digests of the file
 * @param resumed whether some of the bytes are from an earlier attempt
 */
record CompletedPart(long size, Map<Digest.Algorithm, Digest> digests, boolean resumed) {}
