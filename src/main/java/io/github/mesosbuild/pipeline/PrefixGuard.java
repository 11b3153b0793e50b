package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.steps.BuildRefusedException;
import java.nio.file.Path;

/** Decides, before anything slow runs, whether a directory may be installed into. */
@FunctionalInterface
public interface PrefixGuard {
    /** Permits every directory. */
    PrefixGuard NONE = prefix -> {};

    /**
     * Permits installing into a directory, or refuses it.
     *
     * @throws BuildRefusedException if it must not be
     */
    void permit(Path prefix) throws BuildRefusedException;
}
