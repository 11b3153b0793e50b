package io.github.mesosbuild.host;

import java.nio.file.Path;

/**
 * Which very program a tool is: what a fingerprint holds of it.
 *
 * @param name the name under which the host knows it, such as {@code c++}
 * @param path the file, symbolic links resolved
 * @param version the first line of its {@code --version}; empty if it has no such option
 * @param sha256 of the file's content, lower-case hexadecimal
 */
public record ToolIdentity(String name, Path path, String version, String sha256) {}
