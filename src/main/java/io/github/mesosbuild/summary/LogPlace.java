package io.github.mesosbuild.summary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Finds the line of a log that shows an error. */
final class LogPlace {
    private static final long MOST_LINES = 2_000_000;

    private LogPlace() {}

    /** Returns the number of the first line that contains a message, counted from 1; empty if none does. */
    static OptionalLong of(Path log, String message) {
        String wanted = message.lines().findFirst().orElse("").strip();
        if (wanted.isEmpty()) {
            return OptionalLong.empty();
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
            long number = 1;
            for (String line = lines.readLine(); line != null && number <= MOST_LINES; line = lines.readLine()) {
                if (line.contains(wanted)) {
                    return OptionalLong.of(number);
                }
                number++;
            }
        } catch (IOException unreadable) {
            return OptionalLong.empty();
        }
        return OptionalLong.empty();
    }
}
