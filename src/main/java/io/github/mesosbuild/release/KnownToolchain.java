package io.github.mesosbuild.release;

/**
 * Machines of which it is known that the release can be built there.
 *
 * @param when the machines; {@link Release#OWN_VERSION} stands for the version of the release in it
 * @param measured whether the release was built there; if not, it was derived from documentation that it can be
 * @param source on which system it was built and what was done with it, or from what it was derived
 */
public record KnownToolchain(Condition when, boolean measured, String source) {}
