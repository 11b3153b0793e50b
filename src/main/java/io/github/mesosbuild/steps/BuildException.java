package io.github.mesosbuild.steps;

import io.github.mesosbuild.failure.Failure;

/** A build that failed for a reason that the user can fix. */
public abstract class BuildException extends Failure {
    private static final long serialVersionUID = 1L;

    /** @param message what happened; it ends with a period */
    protected BuildException(String message) {
        super(message);
    }

    /** @param message what happened; it ends with a period */
    protected BuildException(String message, Throwable cause) {
        super(message, cause);
    }
}
