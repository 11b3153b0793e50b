package io.github.mesosbuild.steps.log;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The error that made a build fail, not the echoes of it that follow.
 *
 * @param kind what sort of error it is
 * @param message what the tool said, without the place and the word "error"
 * @param command the command that caused it, as the log shows it; under {@code make -j} the one whose output is the failed
 *     target or whose source is the file of the error; empty if the log does not show it
 * @param file the file that the error is in, as the log names it: relative to the directory of the command
 * @param line the line in that file, counted from 1
 * @param target the target that {@code make} gave up first
 * @param context the lines of the log around the error
 * @param hint what the cure depends on: the missing header, library ({@code -lX} or a file), symbol, program, Python module
 *     or rule, the path without permission, the failed test; for {@code CONFIGURE} the advice in the box below the message
 */
public record FirstError(
        Kind kind,
        String message,
        Optional<String> command,
        Optional<String> file,
        OptionalInt line,
        Optional<String> target,
        List<String> context,
        Optional<String> hint) {

    public FirstError {
        context = List.copyOf(context);
    }

    /** Sorts of errors; each has its own cure. */
    public enum Kind {
        /** A compiler, an assembler or protoc rejects a source, or an argument. */
        COMPILE,
        /** A source includes a header that is not there. */
        MISSING_HEADER,
        /** The linker finds no definition of a symbol. */
        UNDEFINED_SYMBOL,
        /** The linker, libtool or the loader finds no such library. */
        MISSING_LIBRARY,
        /** Any other error of the linker. */
        LINK,
        /** A disk or a quota is full. */
        NO_SPACE,
        /** A program was killed from outside or had no memory, mostly for too many jobs. */
        KILLED,
        /** The compiler itself crashed. */
        ICE,
        /** A {@code configure} script gave up. */
        CONFIGURE,
        /** A program is not installed or not on the PATH. */
        COMMAND_MISSING,
        /** {@code make} knows no way to make a file that is not there. */
        NO_RULE,
        /** A test failed or crashed. */
        TEST_FAILED,
        /** A file may not be read, written or run. */
        PERMISSION,
        /** Time stamps made Automake's rules run again the generators, which are not there. */
        AUTOMAKE_RERUN,
        /** A Python program ended with an exception. */
        PYTHON,
        /** A Java program ended with an exception, or a nested Maven build failed. */
        JAVA,
        /** None of these; the message is the last that was said before {@code make} gave up. */
        UNKNOWN
    }
}
