package io.github.mesosbuild.steps.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code config.log}, where a configure script records the commands and results of its checks (Autoconf manual,
 * 7.1).
 */
public final class ConfigLog {
    private static final Pattern NOTE = Pattern.compile("^(?:\\S*/)?configure:(\\d+): (.*)$");
    private static final Pattern STATUS = Pattern.compile("\\$\\? = (\\d+)");
    private static final int LINES = 60;

    private ConfigLog() {}

    /**
     * The check that made a configure script fail.
     *
     * @param check what was checked, such as {@code for gzread in -lz}
     * @param message the error message of the script
     * @param configureLine the line of the configure script where the check starts
     * @param command the last command of the check that failed, or its last command if none did
     * @param error the first line of that command's output that is an error
     * @param lines the lines of the check in the log, without the source of the test program
     */
    public record FailedCheck(
            String check,
            String message,
            int configureLine,
            Optional<String> command,
            Optional<String> error,
            List<String> lines) {
        public FailedCheck {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Returns the last check before the script failed; empty if it did not fail, or failed before any check.
     *
     * @throws IOException if the log cannot be read
     */
    public static Optional<FailedCheck> failedCheck(Path configLog) throws IOException {
        try (LogLines lines = new LogLines(Files.newInputStream(configLog))) {
            Check check = new Check("", 0);
            for (String line = lines.next(); line != null; line = lines.next()) {
                Matcher note = NOTE.matcher(line);
                String text = note.matches() ? note.group(2) : "";
                if (text.startsWith("checking ")) {
                    check = new Check(text.substring("checking ".length()), Integer.parseInt(note.group(1)));
                }
                check.accept(line, text);
                if (text.startsWith("error: ") && !text.matches("error: in [`'].*':")) {
                    return check.name.isEmpty()
                            ? Optional.empty()
                            : Optional.of(check.failed(text.substring("error: ".length())));
                }
            }
            return Optional.empty();
        }
    }

    private static final class Check {
        private final String name;
        private final int configureLine;
        private final Deque<String> lines = new ArrayDeque<>();
        private Optional<String> running = Optional.empty();
        private Optional<String> runningError = Optional.empty();
        private Optional<String> command = Optional.empty();
        private Optional<String> error = Optional.empty();
        private boolean failed;

        Check(String name, int configureLine) {
            this.name = name;
            this.configureLine = configureLine;
        }

        void accept(String line, String note) {
            if (line.startsWith("| ") || line.equals("|")) {
                return;
            }
            lines.add(line);
            if (lines.size() > LINES) {
                lines.remove();
            }
            Matcher status = STATUS.matcher(note);
            if (note.endsWith(">&5")) {
                running = Optional.of(
                        note.substring(0, note.length() - ">&5".length()).strip());
                runningError = Optional.empty();
            } else if (status.matches()) {
                end(!status.group(1).equals("0"));
            } else if (note.isEmpty() && runningError.isEmpty()) {
                runningError = Diagnostic.of(line)
                        .filter(said -> !said.weak() || said.kind() == FirstError.Kind.COMMAND_MISSING)
                        .map(said -> line);
            }
        }

        private void end(boolean unsuccessful) {
            if (unsuccessful || !failed) {
                command = running;
                error = unsuccessful ? runningError : Optional.empty();
                failed |= unsuccessful;
            }
        }

        FailedCheck failed(String message) {
            return new FailedCheck(name, message, configureLine, command, error, List.copyOf(lines));
        }
    }
}
