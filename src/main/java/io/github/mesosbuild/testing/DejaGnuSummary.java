package io.github.mesosbuild.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The results in the {@code .sum} files of DejaGnu: one line {@code VERDICT: NAME} for each test, after a line that names
 * the script that ran it (DejaGnu manual, "Output Files" and "A POSIX Conforming Test Framework").
 */
final class DejaGnuSummary {
    private static final Pattern START = Pattern.compile("(?i)test run by .+ on .+");
    private static final Pattern SCRIPT = Pattern.compile("Running (\\S+\\.exp) \\.\\.\\.");
    private static final Pattern RESULT =
            Pattern.compile("(PASS|FAIL|XFAIL|XPASS|KFAIL|KPASS|UNRESOLVED|UNTESTED|UNSUPPORTED|ERROR): (.+)");

    private DejaGnuSummary() {}

    /** Returns the summaries in a tree. Files of another format with the same suffix, such as checksums, are left out. */
    static List<Path> files(Path tree) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path file : all.filter(file -> file.toString().endsWith(".sum") && Files.isRegularFile(file))
                    .sorted()
                    .toList()) {
                try (BufferedReader lines = reader(file)) {
                    String first = lines.readLine();
                    if (first != null && START.matcher(first).matches()) {
                        files.add(file);
                    }
                }
            }
        }
        return files;
    }

    /** Reads a summary. The output of failed tests is taken from the {@code .log} file beside it. */
    static List<TestResult> read(Path tree, Path file) throws IOException {
        String directory = tree.relativize(file.getParent()).toString();
        Path log = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.sum$", ".log"));
        List<Map.Entry<TestCase, String>> found = new ArrayList<>();
        String suite = directory.isEmpty() ? "tests" : directory;
        try (BufferedReader lines = reader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher script = SCRIPT.matcher(line);
                Matcher result = RESULT.matcher(line);
                if (script.matches()) {
                    suite = lastTwo(script.group(1));
                } else if (result.matches()) {
                    // Without a program: make cannot run one of these tests alone.
                    found.add(Map.entry(new TestCase("", suite, result.group(2)), result.group(1)));
                }
            }
        }
        boolean anyFailed = found.stream().anyMatch(one -> isFailure(one.getValue()));
        Map<String, String> outputs = anyFailed ? outputs(log) : Map.of();
        return found.stream()
                .map(one -> result(one.getKey(), one.getValue(), outputs, log))
                .toList();
    }

    private static String lastTwo(String script) {
        Path path = Path.of(script);
        int names = path.getNameCount();
        return path.subpath(Math.max(0, names - 2), names).toString();
    }

    /** Returns the lines of a log between each failure and the result before it. */
    private static Map<String, String> outputs(Path log) throws IOException {
        Map<String, String> outputs = new HashMap<>();
        if (!Files.isRegularFile(log)) {
            return outputs;
        }
        OutputExcerpt output = new OutputExcerpt();
        try (BufferedReader lines = reader(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher result = RESULT.matcher(line);
                if (!result.matches()) {
                    output.add(line);
                    continue;
                }
                if (isFailure(result.group(1))) {
                    outputs.put(line, output.text());
                }
                output = new OutputExcerpt();
            }
        }
        return outputs;
    }

    private static boolean isFailure(String verdict) {
        return switch (verdict) {
            case "FAIL", "XPASS", "KPASS", "UNRESOLVED", "ERROR" -> true;
            default -> false;
        };
    }

    private static TestResult result(TestCase test, String verdict, Map<String, String> outputs, Path log) {
        return switch (verdict) {
            case "PASS" -> TestResult.passed(test, Duration.ZERO);
            case "XFAIL", "KFAIL" ->
                TestResult.skipped(test, "The test failed, as the release expects (" + verdict + ").");
            case "UNTESTED", "UNSUPPORTED" -> TestResult.skipped(test, "The test did not run (" + verdict + ").");
            default -> {
                String message = switch (verdict) {
                    case "XPASS", "KPASS" -> "The test passed, but the release expects it to fail (" + verdict + ").";
                    case "FAIL" -> "The test failed (FAIL).";
                    case "UNRESOLVED" -> "The test has no clear result (UNRESOLVED).";
                    default -> "The test had an error (ERROR).";
                };
                String output = outputs.getOrDefault(verdict + ": " + test.name(), "");
                yield TestResult.failed(test, new FailedRun(message, output, log, Duration.ZERO));
            }
        };
    }

    private static BufferedReader reader(Path file) throws IOException {
        // Malformed bytes become replacement characters; Files.newBufferedReader would throw.
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }
}
