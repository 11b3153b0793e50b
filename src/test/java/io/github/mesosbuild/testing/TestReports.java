package io.github.mesosbuild.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reports, for tests of their messages. */
public final class TestReports {
    private TestReports() {}

    /** A report with this many tests of each verdict, {@code PassedTest.T0} and so on. */
    public static TestReport of(String release, int passed, int skipped, int flaky, int failed) {
        List<TestResult> results = new ArrayList<>();
        FailedRun attempt = new FailedRun(
                "a.cc:7: Failure\nExpected: 1\nActual: 2",
                "a.cc:7: Failure\n",
                Path.of("/logs/tests/a.log"),
                Duration.ofMillis(7));
        for (int i = 0; i < passed; i++) {
            results.add(TestResult.passed(test("PassedTest", i), Duration.ofMillis(5)));
        }
        for (int i = 0; i < skipped; i++) {
            results.add(TestResult.skipped(test("SkippedTest", i), "it needs root."));
        }
        for (int i = 0; i < flaky; i++) {
            results.add(new TestResult(
                    test("FlakyTest", i), TestVerdict.FLAKY, Duration.ofMillis(5), "", List.of(attempt)));
        }
        for (int i = 0; i < failed; i++) {
            results.add(TestResult.failed(test("FailedTest", i), attempt));
        }
        return new TestReport(release, results, Duration.ofSeconds(9), Path.of("/reports/TEST-sample-1.0.0.xml"));
    }

    private static TestCase test(String suite, int number) {
        return new TestCase("tests/sample-tests", suite, "T" + number);
    }
}
