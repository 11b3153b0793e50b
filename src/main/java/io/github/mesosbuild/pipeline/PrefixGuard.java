package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.steps.BuildRefusedException;
import java.nio.file.Path;

/** Decides whether something may be installed in a directory, before anything slow is done. */
@FunctionalInterface
public interface PrefixGuard {
    /** Permits every directory. */
    PrefixGuard NONE = prefix -> {};

    /** @throws BuildRefusedException if nothing may be installed there */
    void permit(Path prefix) throws BuildRefusedException;
}
