package io.github.mesosbuild.host;

import java.nio.file.Path;

/**
 * The identity of a tool, for fingerprints.
 *
 * @param name the name of the tool's role, such as {@code c++}
 * @param path the file, with symbolic links resolved
 * @param version the first line of {@code --version}; empty if the tool has no such option
 * @param sha256 the SHA-256 of the file, in lower-case hexadecimal
 */
public record ToolIdentity(String name, Path path, String version, String sha256) {}
