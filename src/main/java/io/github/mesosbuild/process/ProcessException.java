package io.github.mesosbuild.process;

/** A command that could not be started, or not be followed. */
public final class ProcessException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String commandName;
    private final String value;

    ProcessException(Kind kind, String commandName, String value, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.commandName = commandName;
        this.value = value;
    }

    /** What was wrong, and thereby what {@link #value()} is. */
    public enum Kind {
        /** No such program; the value is its name as given. */
        PROGRAM_MISSING,
        /** The program is there but is a directory or may not be executed; the value is its path. */
        PROGRAM_NOT_EXECUTABLE,
        /** The working directory is missing or not a directory; the value is its path. */
        DIRECTORY_MISSING,
        /** An argument or variable that the locale's encoding cannot express; the value is that argument or variable. */
        NOT_ENCODABLE,
        /** The log cannot be written or read; the value is its path. */
        LOG,
        /** The system refused to start it (arguments too long, interpreter of a script missing); the value is the program. */
        NOT_STARTED
    }

    /** What was wrong. */
    public Kind kind() {
        return kind;
    }

    /** {@link Command#name()} of the command. */
    public String commandName() {
        return commandName;
    }

    /** The offending value; see {@link Kind}. */
    public String value() {
        return value;
    }
}
