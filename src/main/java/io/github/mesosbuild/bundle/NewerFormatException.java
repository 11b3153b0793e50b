package io.github.mesosbuild.bundle;

import io.github.mesosbuild.config.ConfigException;

/** Thrown if a description has a format that a newer version of this plugin introduced. */
final class NewerFormatException extends ConfigException {
    private static final long serialVersionUID = 1L;

    private final int format;

    NewerFormatException(int format) {
        super("It " + clause(format) + ": update the plugin.");
        this.format = format;
    }

    /** Returns the reason, to continue a sentence that begins with the bundle. */
    String clause() {
        return clause(format);
    }

    private static String clause(int format) {
        return "was made by a newer version of this plugin, with format " + format;
    }
}
