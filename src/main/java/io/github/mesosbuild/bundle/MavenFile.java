package io.github.mesosbuild.bundle;

/**
 * A file of a Maven repository.
 *
 * @param group the group ID
 * @param artifact the artifact ID
 * @param version the version
 * @param classifier the classifier; empty for none
 * @param extension the extension, without a leading period
 */
public record MavenFile(String group, String artifact, String version, String classifier, String extension) {}
