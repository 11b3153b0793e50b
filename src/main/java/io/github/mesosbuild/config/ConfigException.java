package io.github.mesosbuild.config;

import java.io.IOException;

/** Thrown if a document cannot be parsed, or does not have the expected structure. The message is a sentence that names the place. */
public class ConfigException extends IOException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }

    ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
