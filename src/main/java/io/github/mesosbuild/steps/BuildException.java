package io.github.mesosbuild.steps;

import io.github.mesosbuild.failure.Failure;

/** A build that cannot go on for a reason that the user can mend. */
public abstract sealed class BuildException extends Failure
        permits StepFailedException, TestsFailedException, BuildRefusedException {
    private static final long serialVersionUID = 1L;

    BuildException(String message) {
        super(message);
    }

    BuildException(String message, Throwable cause) {
        super(message, cause);
    }
}
