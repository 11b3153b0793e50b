package io.github.mesosbuild.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code .log} file that Automake's {@code test-driver} creates when a test starts. When the test ends, it adds the verdict as the last
 * line and writes the {@code .trs} file.
 */
final class AutomakeLog {
    private static final Pattern VERDICT = Pattern.compile("[A-Z]+ \\S+ \\(exit status: \\d+\\)");

    /** A directive of TAP, as it is kept in the description of a result (GNU Automake manual, 15.4.3). */
    private static final Pattern DIRECTIVE =
            Pattern.compile("(.*?)\\s*# *(?:SKIP|TODO)\\S*\\s*(.*)", Pattern.CASE_INSENSITIVE);

    private static final int LONGEST = 300;

    private AutomakeLog() {}

    /**
     * Returns how long a test ran: from the creation of its log to its result. Zero if the file system or the JDK does not know when a file
     * was created (before JDK 22, 21.0.2 and 17.0.10).
     *
     * @throws IOException if a file cannot be read
     */
    static Duration time(Path log, Path result) throws IOException {
        if (!Files.isRegularFile(log)) {
            return Duration.ZERO;
        }
        BasicFileAttributes attributes = Files.readAttributes(log, BasicFileAttributes.class);
        Duration time = Duration.between(
                attributes.creationTime().toInstant(),
                Files.getLastModifiedTime(result).toInstant());
        return time.isNegative() ? Duration.ZERO : time;
    }

    /**
     * Returns why a test skipped itself: the last line that it printed.
     *
     * @throws IOException if the log cannot be read
     */
    static Optional<String> reason(Path log) throws IOException {
        if (!Files.isRegularFile(log)) {
            return Optional.empty();
        }
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !VERDICT.matcher(line).matches())
                .reduce((earlier, later) -> later)
                .map(AutomakeLog::shortened);
    }

    /** Returns the reason of a directive in the description of a TAP result; empty if there is none. */
    static Optional<String> directive(String description) {
        Matcher directive = DIRECTIVE.matcher(description);
        return directive.matches() && !directive.group(2).isEmpty()
                ? Optional.of(shortened(directive.group(2)))
                : Optional.empty();
    }

    /** Returns the description of a TAP result without a directive. */
    static String name(String description) {
        Matcher directive = DIRECTIVE.matcher(description);
        return directive.matches() && !directive.group(1).isEmpty() ? directive.group(1) : description;
    }

    private static String shortened(String line) {
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
