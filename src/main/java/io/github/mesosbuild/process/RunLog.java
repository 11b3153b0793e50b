package io.github.mesosbuild.process;

import io.github.mesosbuild.text.Redactor;
import io.github.mesosbuild.text.ShellWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** What is written into a command's log besides its output: lines that start with {@code # }. */
final class RunLog {
    private RunLog() {}

    /** Appends what runs, where, and in which environment, and answers where the output starts. */
    static long begin(Command command) throws IOException {
        StringBuilder header = new StringBuilder();
        comment(header, "command: " + Redactor.withoutPasswords(command.shellArgv()));
        comment(header, "directory: " + command.directory());
        command.environment()
                .forEach((variable, value) ->
                        comment(header, "environment: " + ShellWords.shownAssignment(variable, value)));
        Files.createDirectories(command.log().getParent());
        append(command.log(), header.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return Files.size(command.log());
    }

    /** Appends how it ended, on a line of its own, if that is possible: neither a full disk nor a removed log hides the outcome. */
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
            append(outcome.command().log(), footer.toString(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            // The outcome says the same.
        }
    }

    /** What is thrown if the log of a command cannot be written or read. */
    static ProcessException failure(Command command, IOException cause) {
        if (StartFailures.tooManyFiles(String.valueOf(cause.getMessage()))) {
            return StartFailures.failure(command, command.argv().get(0), cause);
        }
        return new ProcessException(
                ProcessException.Kind.LOG,
                command.name(),
                command.log().toString(),
                "Cannot write or read the log " + command.log() + " of " + command.name() + ": " + why(cause) + ".",
                cause);
    }

    /** The message, and of exceptions that only name the file what they mean. */
    static String why(IOException cause) {
        String said = String.valueOf(cause.getMessage());
        if (cause instanceof NoSuchFileException) {
            return said + " is missing";
        }
        return cause instanceof AccessDeniedException ? "permission denied: " + said : said;
    }

    private static void comment(StringBuilder to, String text) {
        to.append("# ").append(text.replace("\n", "\n# ")).append('\n');
    }

    private static void append(Path log, String text, OpenOption... options) throws IOException {
        Files.write(log, text.getBytes(StandardCharsets.UTF_8), options);
    }
}
