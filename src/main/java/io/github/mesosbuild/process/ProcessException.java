package io.github.mesosbuild.process;

import io.github.mesosbuild.failure.Failure;

/** A command that could not be started, or whose output could not be read. */
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

    /** The reason, which determines the meaning of {@link #value()}. */
    public enum Kind {
        /** The program does not exist; the value is its name as given. */
        PROGRAM_MISSING,
        /** The program is a directory or not executable; the value is its path. */
        PROGRAM_NOT_EXECUTABLE,
        /** The working directory does not exist or is not a directory; the value is its path. */
        DIRECTORY_MISSING,
        /** The locale's encoding cannot express an argument or variable; the value is that text. */
        NOT_ENCODABLE,
        /** The program is on a file system mounted noexec; the value is its path. */
        NO_EXEC,
        /** The log cannot be written or read; the value is its path. */
        LOG,
        /** The temporary directory cannot be used; the value is its path. */
        TEMPORARY,
        /** This process or the system has too many open files; the value is the program. */
        TOO_MANY_FILES,
        /** A limit on processes has been reached; the value is the program. */
        TOO_MANY_PROCESSES,
        /** There is not enough memory for another process; the value is the program. */
        NO_MEMORY,
        /** Arguments and environment are too long; the value is the program. */
        TOO_LONG,
        /** A script's interpreter or a program's loader does not exist; the value is the script or program. */
        NO_INTERPRETER,
        /** The file is neither a script nor a program for this architecture; the value is its path. */
        NOT_FOR_THIS_MACHINE,
        /** Another process is writing the file; the value is its path. */
        BUSY,
        /** The system refused to start the program for another reason; the value is the program. */
        NOT_STARTED
    }

    /** Returns the reason. */
    public Kind kind() {
        return kind;
    }

    /** Returns whether the fault lies with this program or its arguments, so that another program could be started. */
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

    /** Returns the command's name. */
    public String commandName() {
        return commandName;
    }

    /** Returns the offending value; see {@link Kind}. */
    public String value() {
        return value;
    }
}
