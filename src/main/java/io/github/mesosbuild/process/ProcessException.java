package io.github.mesosbuild.process;

import io.github.mesosbuild.failure.Failure;

/** A command that could not be started, or not be followed. */
public final class ProcessException extends Failure {
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
        /** The program is on a file system from which none can be started; the value is its path. */
        NO_EXEC,
        /** The log cannot be written or read; the value is its path. */
        LOG,
        /** The directory of temporary files cannot be used; the value is its path. */
        TEMPORARY,
        /** This process, or the system, has too many files open; the value is the program. */
        TOO_MANY_FILES,
        /** A limit of processes is reached; the value is the program. */
        TOO_MANY_PROCESSES,
        /** There is no memory for another process; the value is the program. */
        NO_MEMORY,
        /** Arguments and environment are too long; the value is the program. */
        TOO_LONG,
        /** The interpreter of a script, or the loader of a program, is missing; the value is the script. */
        NO_INTERPRETER,
        /** The file is neither a script nor a program of this machine; the value is its path. */
        NOT_FOR_THIS_MACHINE,
        /** The file is being written; the value is its path. */
        BUSY,
        /** The system refused to start it for another reason; the value is the program. */
        NOT_STARTED
    }

    /** What was wrong. */
    public Kind kind() {
        return kind;
    }

    /** Whether another program might well start: it is this one, or how it was called, that is wrong, and not the machine. */
    public boolean isAboutTheProgram() {
        return switch (kind) {
            case PROGRAM_MISSING,
                    PROGRAM_NOT_EXECUTABLE,
                    NO_EXEC,
                    NOT_ENCODABLE,
                    NO_INTERPRETER,
                    NOT_FOR_THIS_MACHINE,
                    BUSY,
                    NOT_STARTED -> true;
            case DIRECTORY_MISSING, LOG, TEMPORARY, TOO_MANY_FILES, TOO_MANY_PROCESSES, NO_MEMORY, TOO_LONG -> false;
        };
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
