package io.github.mesosbuild.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The results that Automake's parallel test harness leaves for each test: a {@code .trs} file with a line {@code
 * :test-result: VERDICT} (one for each test of a TAP script, with its description) next to a {@code .log} (GNU Automake
 * manual, 15.2.1 and 15.3.3).
 */
public final class AutomakeTests {
    private static final Pattern RESULT =
            Pattern.compile(":test-result:\\s*(PASS|FAIL|XFAIL|XPASS|SKIP|ERROR)\\b\\s*(.*)");

    private AutomakeTests() {}

    /**
     * Removes the results of an earlier run, because make may fail before it reaches their directory again.
     *
     * @throws IOException if a file cannot be removed
     */
    public static void forget(Path tree) throws IOException {
        for (Path file : files(tree)) {
            Files.delete(file);
            Files.deleteIfExists(log(file));
        }
    }

    /**
     * Reads the results.
     *
     * @throws IOException if a file cannot be read
     */
    public static List<TestResult> read(Path tree) throws IOException {
        List<TestResult> results = new ArrayList<>();
        for (Path file : files(tree)) {
            String base = file.getFileName().toString().replaceFirst("\\.trs$", "");
            String directory = tree.relativize(file.getParent()).toString();
            Path log = log(file);
            // The time of a TAP script is that of its first test.
            Duration time = AutomakeLog.time(log, file);
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                Matcher result = RESULT.matcher(line);
                if (result.matches()) {
                    TestCase test = result.group(2).isEmpty()
                            ? test(directory, base)
                            : new TestCase(directory, base, AutomakeLog.name(result.group(2)));
                    Optional<String> reason = result.group(2).isEmpty()
                            ? AutomakeLog.reason(log)
                            : AutomakeLog.directive(result.group(2));
                    results.add(result(test, result.group(1), log, time, reason));
                    time = Duration.ZERO;
                }
            }
        }
        return results;
    }

    /**
     * Returns the test of a word in {@code TESTS}.
     *
     * @param directory the directory of the Makefile
     * @param word the word, without the extension that the harness removes
     */
    static TestCase test(Path tree, Path directory, String word) {
        Path file = directory.resolve(word).normalize();
        Path parent = file.startsWith(tree) ? file.getParent() : directory;
        return test(tree.relativize(parent).toString(), file.getFileName().toString());
    }

    /** Returns the test of a script or program. */
    static TestCase test(String directory, String name) {
        return new TestCase(directory, directory.isEmpty() ? "tests" : directory, name);
    }

    private static Path log(Path result) {
        return result.resolveSibling(result.getFileName().toString().replaceFirst("\\.trs$", ".log"));
    }

    private static TestResult result(TestCase test, String verdict, Path log, Duration time, Optional<String> reason)
            throws IOException {
        return switch (verdict) {
            case "PASS" -> TestResult.passed(test, time);
            case "SKIP" ->
                TestResult.skipped(
                        test,
                        "The test skipped itself (SKIP)"
                                + reason.map(line -> ": " + line).orElse("."));
            case "XFAIL" -> TestResult.skipped(test, "The test failed, as the release expects (XFAIL).");
            case "XPASS" -> failed(test, "The test passed, but the release expects it to fail (XPASS).", log, time);
            case "ERROR" -> failed(test, "The test had an error (ERROR).", log, time);
            default -> failed(test, "The test failed (FAIL).", log, time);
        };
    }

    private static TestResult failed(TestCase test, String message, Path log, Duration time) throws IOException {
        OutputExcerpt output = new OutputExcerpt();
        if (Files.isRegularFile(log)) {
            new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().forEach(output::add);
        }
        return TestResult.failed(test, new FailedRun(message, output.text(), log, time));
    }

    private static List<Path> files(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return all.filter(file -> file.toString().endsWith(".trs") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }
}
