package io.github.mesosbuild.fetch;

import io.github.mesosbuild.release.Digest;
import java.util.Map;

/** A complete part file. {@code resumed} says that some of it was there before this attempt. */
record CompletedPart(long size, Map<Digest.Algorithm, Digest> digests, boolean resumed) {}
