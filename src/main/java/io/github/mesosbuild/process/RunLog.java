package io.github.mesosbuild.process;

import io.github.mesosbuild.files.PrivateFiles;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Writes a header and a footer into a command's log: lines that start with {@code # }. */
final class RunLog {
    private RunLog() {}

    /** Appends the command, its directory and environment, and returns the offset at which the output starts. */
    static long begin(Command command) throws IOException {
        StringBuilder header = new StringBuilder();
        comment(header, "command: " + command.shellArgv());
        comment(header, "directory: " + command.directory());
        command.environment()
                .forEach((variable, value) ->
                        comment(header, "environment: " + ShellWords.shownAssignment(variable, value)));
        PrivateFiles.append(command.log(), header.toString().getBytes(StandardCharsets.UTF_8));
        return Files.size(command.log());
    }

    /** Appends the result on a line of its own. A full disk or a removed log is ignored, so as not to hide the result. */
    static void end(Outcome outcome, boolean lineIsOpen) {
        StringBuilder footer = new StringBuilder(lineIsOpen ? "\n" : "");
        comment(
                footer,
                String.format(
                        Locale.ROOT,
                        "end: %s, exit code %d, %.3f s",
                        outcome.end(),
                        outcome.exitCode(),
                        outcome.elapsed().toNanos() / 1e9));
        try {
            Files.write(
                    outcome.command().log(),
                    footer.toString().getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            // The caller has the same data in the outcome.
        }
    }

    /** Returns the failure to write or read a command's log. */
    static ProcessException failure(Command command, IOException cause) {
        if (StartFailures.tooManyFiles(String.valueOf(cause.getMessage()))) {
            return StartFailures.failure(command, command.argv().get(0), cause);
        }
        return new ProcessException(
                ProcessException.Kind.LOG,
                command.name(),
                command.log().toString(),
                "Cannot write or read the log of " + command.name() + ", " + command.log() + ": " + why(cause) + ".",
                cause);
    }

    /** Returns the message, with an explanation for exceptions whose message is only the file's name. */
    static String why(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof NoSuchFileException) {
            return message + " does not exist";
        }
        return cause instanceof AccessDeniedException ? "permission denied: " + message : message;
    }

    private static void comment(StringBuilder to, String text) {
        to.append("# ").append(text.replace("\n", "\n# ")).append('\n');
    }
}
