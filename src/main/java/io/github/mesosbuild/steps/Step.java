package io.github.mesosbuild.steps;

import java.util.Locale;

/**
 * The steps from a verified archive to an installation, in order. A step is up to date only if all earlier ones are.
 */
public enum Step {
    UNPACK,
    CONFIGURE,
    MAKE,
    CHECK,
    INSTALL;

    /** Returns the name of the step in logs, file names and goals. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
