package io.github.mesosbuild.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The results that Automake's serial test harness, and its parallel one before version 1.12, print: a line {@code
 * VERDICT: NAME} for each test of a directory, then a summary between lines of equal signs (GNU Automake manual, 15.2.2).
 * Without the summary such lines are output of something else.
 */
final class SerialSummary {
    private static final Pattern RESULT = Pattern.compile("(PASS|FAIL|XFAIL|XPASS|SKIP): (\\S+)");
    private static final Pattern SUMMARY = Pattern.compile("(?:All )?(?:\\d+ of )?(\\d+) tests? (?:passed|failed"
            + "|behaved as expected \\(\\d+ expected failures?\\)"
            + "|did not behave as expected \\(\\d+ unexpected pass(?:es)?\\))");
    private static final Pattern SKIPPED = Pattern.compile("\\((\\d+) tests? (?:was|were) not run\\)");
    private static final Pattern RULE = Pattern.compile("=+");
    private static final Pattern ENTERING = Pattern.compile("\\S*make(?:\\[\\d+])?: Entering directory ['`](/.*)'");
    private static final Pattern LEAVING = Pattern.compile("\\S*make(?:\\[\\d+])?: Leaving directory ['`](/.*)'");
    private static final Pattern COLOR = Pattern.compile("\u001b\\[[0-9;]*m");

    private final Path tree;
    private final Path log;
    private final Deque<Path> directories = new ArrayDeque<>();
    private final List<Matcher> candidates = new ArrayList<>();
    private final List<TestResult> results = new ArrayList<>();
    private int stated = -1;

    private SerialSummary(Path tree, Path log) {
        this.tree = tree;
        this.log = log;
    }

    /**
     * Reads the output of make.
     *
     * @param lines the output
     * @param log the file with the output
     */
    static List<TestResult> read(Path tree, Iterable<String> lines, Path log) {
        SerialSummary summary = new SerialSummary(tree, log);
        lines.forEach(line -> summary.line(COLOR.matcher(line).replaceAll("")));
        return summary.results;
    }

    private void line(String line) {
        Matcher result = RESULT.matcher(line);
        Matcher summary = SUMMARY.matcher(line);
        Matcher skipped = SKIPPED.matcher(line);
        Matcher entering = ENTERING.matcher(line);
        if (result.matches()) {
            candidates.add(result);
        } else if (summary.matches()) {
            stated = Integer.parseInt(summary.group(1));
        } else if (stated >= 0 && skipped.matches()) {
            stated += Integer.parseInt(skipped.group(1));
        } else if (stated >= 0 && RULE.matcher(line).matches()) {
            // Before them are lines that tests printed.
            candidates
                    .subList(Math.max(0, candidates.size() - stated), candidates.size())
                    .forEach(this::take);
            candidates.clear();
            stated = -1;
        } else if (entering.matches()) {
            directories.push(Path.of(entering.group(1)));
        } else if (LEAVING.matcher(line).matches()) {
            directories.poll();
        }
    }

    private void take(Matcher line) {
        Path there = directories.isEmpty() ? tree : directories.peek();
        TestCase test = AutomakeTests.test(tree, there.startsWith(tree) ? there : tree, line.group(2));
        String verdict = line.group(1);
        results.add(
                switch (verdict) {
                    case "PASS" -> TestResult.passed(test, Duration.ZERO);
                    case "SKIP" -> TestResult.skipped(test, "The test skipped itself (SKIP).");
                    case "XFAIL" -> TestResult.skipped(test, "The test failed, as the release expects (XFAIL).");
                    case "XPASS" -> failed(test, "The test passed, but the release expects it to fail (XPASS).");
                    default -> failed(test, "The test failed (FAIL).");
                });
    }

    private TestResult failed(TestCase test, String message) {
        return TestResult.failed(test, new FailedRun(message, "", log, Duration.ZERO));
    }
}
