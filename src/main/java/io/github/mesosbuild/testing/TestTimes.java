package io.github.mesosbuild.testing;

import io.github.mesosbuild.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The durations of the tests when they last ran, kept in a file. A test that never ran is assumed to take the median.
 */
final class TestTimes {
    private static final long UNKNOWN_MILLIS = 100;

    private final Path file;
    private final Map<String, String> millis;
    private final long median;

    private TestTimes(Path file, Map<String, String> millis) {
        this.file = file;
        this.millis = millis;
        List<Long> known = millis.values().stream().map(Long::valueOf).sorted().toList();
        this.median = known.isEmpty() ? UNKNOWN_MILLIS : known.get(known.size() / 2);
    }

    static TestTimes read(Path file) throws IOException {
        Map<String, String> millis =
                new TreeMap<>(AtomicFile.readProperties(file).orElse(Map.of()));
        millis.values().removeIf(value -> !value.matches("\\d{1,12}"));
        return new TestTimes(file, millis);
    }

    long millis(TestCase test) {
        String known = millis.get(key(test));
        return known == null ? median : Long.parseLong(known);
    }

    void record(List<TestResult> results) throws IOException {
        for (TestResult result : results) {
            Duration time = result.time();
            // A failure that took no time belongs to a test that did not run.
            boolean ran = result.verdict() != TestVerdict.SKIPPED
                    && !(result.verdict() == TestVerdict.FAILED && time.isZero());
            if (ran) {
                millis.put(key(result.test()), Long.toString(time.toMillis()));
            }
        }
        AtomicFile.writeProperties(file, millis, AtomicFile.PRIVATE);
    }

    private static String key(TestCase test) {
        return test.program() + " " + test.fullName();
    }
}
