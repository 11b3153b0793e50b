package io.github.mesosbuild.host;

import java.io.IOException;

/** Flags with which a compiler cannot compile even an empty program, so that requirements cannot be checked. */
public final class CompilerFlagsException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String variable;

    /**
     * Reports flags that a compiler rejects.
     *
     * @param variable the variable with the flags, such as {@code CFLAGS}
     * @param error the compiler's error
     */
    CompilerFlagsException(String variable, String value, String compiler, String error) {
        super("Cannot compile anything with " + variable + "=" + value + ": " + compiler + " reports '" + error + "'.");
        this.variable = variable;
    }

    /** Returns the variable with the flags. */
    public String variable() {
        return variable;
    }
}
