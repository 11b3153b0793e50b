package io.github.mesosbuild.config;

import java.io.IOException;
import java.util.Optional;

/** Thrown if a document cannot be parsed, or does not have the expected structure. The message is a sentence that names the place. */
public class ConfigException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Problem> problem;

    public ConfigException(String message) {
        super(message);
        this.problem = Optional.empty();
    }

    ConfigException(String message, Throwable cause) {
        super(message, cause);
        this.problem = Optional.empty();
    }

    /** Reports a text that is not YAML. */
    ConfigException(Place place, String sentence, Throwable cause) {
        super("Invalid YAML in line " + place.line() + ", column " + place.column() + ": " + sentence, cause);
        this.problem = Optional.of(new Problem(Optional.of(place), "", "Invalid YAML: " + sentence));
    }

    /** The problem with its place, if the text is not YAML and the place is known. */
    public Optional<Problem> problem() {
        return problem;
    }
}
