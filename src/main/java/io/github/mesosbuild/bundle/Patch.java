package io.github.mesosbuild.bundle;

/**
 * Bytes that replace as many bytes of a file.
 *
 * @param offset the place of the first one
 * @param bytes the new bytes
 */
record Patch(long offset, byte[] bytes) {}
