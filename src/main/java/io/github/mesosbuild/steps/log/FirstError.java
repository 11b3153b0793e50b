package io.github.mesosbuild.steps.log;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The error that made a build fail, not the errors that follow from it.
 *
 * @param kind the kind of error
 * @param message the tool's message, without the location and the word "error"
 * @param command the command that failed, as the log shows it, or a make that runs it if silent rules hide it; with {@code make -j} the one whose output is the failed
 *     target or whose source is the file of the error; empty if the log does not show it
 * @param directory the directory in which the command ran, as make prints it; empty if the log does not tell, or the command enters it
 * @param file the file with the error, as the log names it: relative to the directory of the command
 * @param line the line in that file, counted from 1
 * @param target the first target that {@code make} failed to make
 * @param context the lines of the log around the error
 * @param hint a detail that the advice depends on: the missing header, library ({@code -lX} or a file), symbol,
 *     program, Python module or rule, the path without permission, or the failed test; for {@code CONFIGURE} the advice
 *     in the box below the message
 */
public record FirstError(
        Kind kind,
        String message,
        Optional<String> command,
        Optional<String> directory,
        Optional<String> file,
        OptionalInt line,
        Optional<String> target,
        List<String> context,
        Optional<String> hint) {

    public FirstError {
        context = List.copyOf(context);
    }

    /** The kinds of errors; each has its own fix. */
    public enum Kind {
        /** A compiler, an assembler or protoc rejects a source or an argument. */
        COMPILE,
        /** A source includes a header that does not exist. */
        MISSING_HEADER,
        /** The linker finds no definition of a symbol. */
        UNDEFINED_SYMBOL,
        /** The linker, libtool or the loader does not find a library. */
        MISSING_LIBRARY,
        /** Any other error of the linker. */
        LINK,
        /** A disk or a quota is full. */
        NO_SPACE,
        /** A program was killed from outside or ran out of memory, usually because of too many jobs. */
        KILLED,
        /** The compiler itself crashed. */
        ICE,
        /** A {@code configure} script failed. */
        CONFIGURE,
        /** A program is not installed or not on the PATH. */
        COMMAND_MISSING,
        /** {@code make} has no rule to make a missing file. */
        NO_RULE,
        /** A test failed or crashed. */
        TEST_FAILED,
        /** Permission denied to read, write or run a file. */
        PERMISSION,
        /** Time stamps made Automake's rules run generators that are not installed. */
        AUTOMAKE_RERUN,
        /** A Python program exited with an exception. */
        PYTHON,
        /** A Java program exited with an exception, or a nested Maven build failed. */
        JAVA,
        /** None of these; the message is the last one before {@code make} failed. */
        UNKNOWN
    }
}
