package io.github.mesosbuild.testing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Follows the output of a googletest program (1.7 to 1.12, {@code PrettyUnitTestResultPrinter}): the running test, the
 * results of those before it, and the output of each.
 */
final class ShardOutput {
    /** Matched at the end of a line, because the last output of a test may lack a line break. */
    private static final Pattern MARK = Pattern.compile("\\[( RUN      |       OK |  FAILED  |  SKIPPED )] "
            + "([\\w/]+\\.[\\w/]+)(?:, where .*?)?(?: \\((\\d+) ms\\))?$");

    /**
     * A finished test.
     *
     * @param verdict PASSED, FAILED or SKIPPED
     */
    record Ended(TestVerdict verdict, Duration time, String output) {}

    private final Map<String, TestCase> tests;
    private final LongSupplier nanoTime;
    private final Map<TestCase, Ended> ended = new LinkedHashMap<>();
    private Optional<TestCase> current = Optional.empty();
    private OutputExcerpt output = new OutputExcerpt();
    private long since;

    ShardOutput(Iterable<TestCase> tests, LongSupplier nanoTime) {
        this.tests = new LinkedHashMap<>();
        tests.forEach(test -> this.tests.put(test.fullName(), test));
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** Takes a line, and returns the verdict if it ends a test. */
    Optional<TestVerdict> line(String line) {
        Matcher mark = MARK.matcher(line);
        TestCase test = mark.find() ? tests.get(mark.group(2)) : null;
        if (test == null) {
            output.add(line);
            return Optional.empty();
        }
        if (mark.group(1).equals(" RUN      ")) {
            current = Optional.of(test);
            since = nanoTime.getAsLong();
            output = new OutputExcerpt();
            return Optional.empty();
        }
        if (!current.equals(Optional.of(test))) {
            return Optional.empty();
        }
        if (mark.start() > 0) {
            output.add(line.substring(0, mark.start()));
        }
        TestVerdict verdict = switch (mark.group(1).strip()) {
            case "OK" -> TestVerdict.PASSED;
            case "SKIPPED" -> TestVerdict.SKIPPED;
            default -> TestVerdict.FAILED;
        };
        Duration time = mark.group(3) == null ? running() : Duration.ofMillis(Long.parseLong(mark.group(3)));
        ended.put(test, new Ended(verdict, time, output.text()));
        current = Optional.empty();
        since = nanoTime.getAsLong();
        output = new OutputExcerpt();
        return Optional.of(verdict);
    }

    /** Returns the finished tests, in their order. */
    Map<TestCase, Ended> ended() {
        return ended;
    }

    /** Returns the running test. */
    Optional<TestCase> current() {
        return current;
    }

    /** Returns how long the test has run; between tests, the time since the last one ended. */
    Duration running() {
        return Duration.ofNanos(nanoTime.getAsLong() - since);
    }

    /** Returns the output of the running test; between tests, the output since the last one. */
    String written() {
        return output.text();
    }

    /** Returns the lines that describe the failure, without the output before it. */
    static String message(String output) {
        String text = output.lines()
                .dropWhile(line -> !line.endsWith(": Failure") && !line.contains("unknown file"))
                .limit(4)
                .collect(Collectors.joining("\n"));
        return text.isEmpty() ? output.lines().limit(4).collect(Collectors.joining("\n")) : text;
    }
}
