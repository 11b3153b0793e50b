package io.github.mesosbuild.host;

import java.io.IOException;

/** Flags with which a compiler compiles nothing at all, so that nothing can be found out about requirements. */
public final class CompilerFlagsException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String variable;

    /**
     * @param variable that holds the flags, such as {@code CFLAGS}
     * @param error what the compiler said
     */
    CompilerFlagsException(String variable, String value, String compiler, String error) {
        super("Cannot compile anything with " + variable + "=" + value + ": " + compiler + " reports '" + error + "'.");
        this.variable = variable;
    }

    /** The variable that holds the flags. */
    public String variable() {
        return variable;
    }
}
