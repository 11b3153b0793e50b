package io.github.mesosbuild.mojo;

import io.github.mesosbuild.text.Redactor;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** Failures without secrets. Maven prints their messages and those of their causes, with {@code -e} together with the stack traces. */
final class SafeFailures {
    /** Longer chains of causes are cut. */
    private static final int DEEPEST = 20;

    private SafeFailures() {}

    static MojoFailureException of(MojoFailureException failure, Redactor redactor) {
        if (isSafe(failure, redactor)) {
            return failure;
        }
        MojoFailureException safe =
                new MojoFailureException(redactor.redact(failure.getMessage()), cause(failure.getCause(), redactor));
        safe.setStackTrace(failure.getStackTrace());
        return safe;
    }

    static MojoExecutionException of(MojoExecutionException failure, Redactor redactor) {
        if (isSafe(failure, redactor)) {
            return failure;
        }
        MojoExecutionException safe =
                new MojoExecutionException(redactor.redact(failure.getMessage()), cause(failure.getCause(), redactor));
        safe.setStackTrace(failure.getStackTrace());
        return safe;
    }

    /** Returns the throwable itself if it contains no secret, else a copy without. */
    static Throwable cause(Throwable error, Redactor redactor) {
        return error == null || isSafe(error, redactor) ? error : copy(error, redactor, 0);
    }

    private static boolean isSafe(Throwable error, Redactor redactor) {
        int depth = 0;
        for (Throwable at = error; at != null; at = at.getCause()) {
            String text = at.toString();
            if (!redactor.redact(text).equals(text) || ++depth > DEEPEST) {
                return false;
            }
            for (Throwable suppressed : at.getSuppressed()) {
                String other = suppressed.toString();
                if (suppressed.getCause() != null || !redactor.redact(other).equals(other)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Throwable copy(Throwable error, Redactor redactor, int depth) {
        Throwable cause =
                error.getCause() == null || depth > DEEPEST ? null : copy(error.getCause(), redactor, depth + 1);
        return new Redacted(error, redactor, cause);
    }

    /** An exception of any class, with its stack trace. */
    private static final class Redacted extends Exception {
        private static final long serialVersionUID = 1L;

        private final String text;

        Redacted(Throwable error, Redactor redactor, Throwable cause) {
            super(error.getMessage() == null ? null : redactor.redact(error.getMessage()), cause);
            this.text = redactor.redact(error.toString());
            setStackTrace(error.getStackTrace());
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
