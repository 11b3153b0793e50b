package io.github.mesosbuild.testing;

import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The results in {@code meson-logs/testlog.json}, which {@code meson test} writes: a JSON object in each line (mesonbuild.com/Unit-tests.html;
 * the names of results are those of {@code TestResult} in mesonbuild/mtest.py at tag 1.0.1).
 */
final class MesonTestLog {
    private static final Path NAME = Path.of("meson-logs", "testlog.json");
    private static final String SUITE = "meson";
    private static final long NANOS = 1_000_000_000L;

    private MesonTestLog() {}

    /** Returns the logs in a tree. */
    static List<Path> files(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return all.filter(file -> file.endsWith(NAME) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    /** Reads a log. Lines that are damaged, because Meson was killed, are left out. */
    static List<TestResult> read(Path file) throws IOException {
        List<TestResult> results = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                // Malformed bytes become replacement characters; Files.newBufferedReader would throw.
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    add(Documents.json(line), file.resolveSibling("testlog.txt"), results);
                } catch (ConfigException damaged) {
                    continue;
                }
            }
        }
        return results;
    }

    private static void add(ConfigNode node, Path log, List<TestResult> results) {
        String name = node.get("name").textOrEmpty();
        String verdict = node.get("result").textOrEmpty();
        if (name.isEmpty() || verdict.isEmpty()) {
            return;
        }
        // Without a program: make cannot run one of these tests alone.
        TestCase test = new TestCase("", SUITE, name);
        Duration time = node.get("duration").value() instanceof Number seconds
                ? Duration.ofNanos((long) (seconds.doubleValue() * NANOS))
                : Duration.ZERO;
        results.add(
                switch (verdict) {
                    case "OK" -> TestResult.passed(test, time);
                    case "SKIP", "IGNORED" -> TestResult.skipped(test, "The test did not run (" + verdict + ").");
                    case "EXPECTEDFAIL" ->
                        TestResult.skipped(test, "The test failed, as the release expects (EXPECTEDFAIL).");
                    default -> TestResult.failed(test, new FailedRun(message(verdict), output(node), log, time));
                });
    }

    private static String message(String verdict) {
        return switch (verdict) {
            case "UNEXPECTEDPASS" -> "The test passed, but the release expects it to fail (UNEXPECTEDPASS).";
            case "TIMEOUT" -> "The test took longer than the release allows (TIMEOUT).";
            case "INTERRUPT" -> "The test was interrupted (INTERRUPT).";
            default -> "The test failed (" + verdict + ").";
        };
    }

    private static String output(ConfigNode node) {
        OutputExcerpt output = new OutputExcerpt();
        for (String stream : List.of("stdout", "stderr")) {
            node.get(stream).textOrEmpty().lines().forEach(output::add);
        }
        return output.text();
    }
}
