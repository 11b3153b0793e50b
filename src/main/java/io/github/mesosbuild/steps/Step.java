package io.github.mesosbuild.steps;

import java.util.Locale;

/** What is done to a verified archive, in this order. A step is up to date only if those before it are. */
public enum Step {
    UNPACK,
    CONFIGURE,
    MAKE,
    CHECK,
    INSTALL;

    /** Its name in logs, file names and goals. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
