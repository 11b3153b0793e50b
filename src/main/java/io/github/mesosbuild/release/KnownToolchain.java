package io.github.mesosbuild.release;

/**
 * Machines that can build the release.
 *
 * @param when the machines; the tool {@link Release#OWN_VERSION} is the release itself
 * @param measured whether the release was built there; otherwise documentation implies that the build works
 * @param source the system that the release was built on, or the documentation
 */
public record KnownToolchain(Condition when, boolean measured, String source) {}
