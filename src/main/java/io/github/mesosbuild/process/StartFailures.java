package io.github.mesosbuild.process;

import io.github.mesosbuild.process.ProcessException.Kind;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains why a process did not start, by the system's error number (errno(3) on Linux and macOS). */
final class StartFailures {
    private static final Pattern ERROR = Pattern.compile("error=(\\d+), *(.*)");
    private static final int ENOENT = 2;
    private static final int E2BIG = 7;
    private static final int ENOEXEC = 8;
    private static final int EAGAIN = 11;
    private static final int ENOMEM = 12;
    private static final int ENFILE = 23;
    private static final int EMFILE = 24;
    private static final int ETXTBSY = 26;
    private static final int EAGAIN_OF_MACOS = 35;

    private StartFailures() {}

    /** Returns the failure to start a command whose program exists and is executable. */
    static ProcessException failure(Command command, String program, IOException cause) {
        String message = String.valueOf(cause.getMessage());
        Matcher error = ERROR.matcher(message);
        int number = error.find()
                ? Integer.parseInt(error.group(1))
                : tooManyFiles(message) || helperHadNone(message) ? EMFILE : 0;
        Kind kind = kind(number);
        return new ProcessException(
                kind,
                command.name(),
                program,
                "Cannot start " + what(command, program) + ": " + why(kind, message),
                cause);
    }

    /** Returns the failure to open a command's log because too many files are open. */
    static ProcessException tooManyFiles(String program, IOException cause) {
        return new ProcessException(
                Kind.TOO_MANY_FILES,
                program,
                program,
                "Cannot start " + program + ": " + why(Kind.TOO_MANY_FILES, ""),
                cause);
    }

    /** Returns the program, followed by the command's name if that is different. */
    static String what(Command command, String program) {
        return command.name().equals(command.argv().get(0)) || command.name().equals(program)
                ? program
                : program + " for " + command.name();
    }

    /** Returns whether an exception's message is that of EMFILE or ENFILE. */
    static boolean tooManyFiles(String message) {
        return message.contains("Too many open files");
    }

    /** The JDK starts programs through a helper, which inherits all open files of the JVM and opens some more. */
    private static boolean helperHadNone(String message) {
        return message.contains("spawn helper")
                && !OpenFiles.now().map(OpenFiles::enough).orElse(false);
    }

    private static Kind kind(int error) {
        return switch (error) {
            case EMFILE, ENFILE -> Kind.TOO_MANY_FILES;
            case EAGAIN, EAGAIN_OF_MACOS -> Kind.TOO_MANY_PROCESSES;
            case ENOMEM -> Kind.NO_MEMORY;
            case E2BIG -> Kind.TOO_LONG;
            case ENOENT -> Kind.NO_INTERPRETER;
            case ENOEXEC -> Kind.NOT_FOR_THIS_MACHINE;
            case ETXTBSY -> Kind.BUSY;
            default -> Kind.NOT_STARTED;
        };
    }

    private static String why(Kind kind, String message) {
        return switch (kind) {
            case TOO_MANY_FILES -> "too many open files" + limit() + ".";
            case TOO_MANY_PROCESSES ->
                "too many processes or threads. The limit of your user (ulimit -u) or of the control group (pids.max) has been"
                        + " reached.";
            case NO_MEMORY -> "out of memory.";
            case TOO_LONG -> "its arguments and environment variables are longer than the system allows.";
            case NO_INTERPRETER -> "its interpreter (in its first line) or its loader does not exist.";
            case NOT_FOR_THIS_MACHINE -> "it is not a program for this machine's architecture.";
            case BUSY -> "another process is writing the file.";
            default -> message + ".";
        };
    }

    /** Returns how many files this JVM may have open. It raises its soft limit to the hard limit when it starts. */
    private static String limit() {
        return OpenFiles.now()
                .map(files -> " (Maven's limit is " + files.limit() + ", ulimit -n)")
                .orElse(" (ulimit -n)");
    }
}
