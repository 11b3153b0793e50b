package io.github.mesosbuild.bundle;

/**
 * A bundle that was accepted.
 *
 * @param coordinates where it is
 * @param exact whether it was built from the same inputs as a build here
 * @param trust why it is trusted, as a sentence
 * @param bytes its size
 */
public record TakenBundle(BundleCoordinates coordinates, boolean exact, String trust, long bytes) {}
