import com.sun.management.OperatingSystemMXBean;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.testing.TestOptions;
import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.testing.TestRequest;
import io.github.mesosbuild.testing.TestResult;
import io.github.mesosbuild.testing.TestRunner;
import io.github.mesosbuild.testing.TestSurroundings;
import io.github.mesosbuild.testing.TestSelection;
import io.github.mesosbuild.testing.TestVerdict;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Arguments: the directory of the program {@code unit-tests}, and the number of rounds. */
public final class CheckBench {
    private static final Pattern VERDICT = Pattern.compile("\\[(       OK |  FAILED  )] (\\S+) \\(\\d+ ms\\)");

    private CheckBench() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        double[] serial = new double[rounds];
        double[] ours = new double[rounds];
        boolean equal = true;
        int reports = 0;
        int tests = 0;
        for (int round = 0; round < rounds; round++) {
            Files.deleteIfExists(directory.resolve("times.properties"));
            Map<String, Boolean> expected = new TreeMap<>();
            serial[round] = serial(directory, expected);
            Map<String, Boolean> actual = new TreeMap<>();
            ours[round] = ours(directory, actual);
            equal &= expected.equals(actual);
            tests = actual.size();
            try (Stream<Path> files = Files.list(directory.resolve("reports"))) {
                reports = (int) files.count();
            }
        }
        double ratio = median(serial) / median(ours);
        System.out.printf(
                Locale.ROOT,
                "%d tests on %d processors, medians of %d: serial %.2f s, ours %.2f s, %.1f times as fast; verdicts %s; %d"
                        + " report%n",
                tests,
                Runtime.getRuntime().availableProcessors(),
                rounds,
                median(serial),
                median(ours),
                ratio,
                equal ? "equal" : "DIFFERENT",
                reports);
        System.exit(equal && ratio >= 6 ? 0 : 1);
    }

    private static double serial(Path directory, Map<String, Boolean> verdicts) throws IOException, InterruptedException {
        Path log = directory.resolve("serial.log");
        long start = System.nanoTime();
        new ProcessBuilder(directory.resolve("unit-tests").toString(), "--gtest_output=xml:" + directory.resolve("serial.xml"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        VERDICT.matcher(Files.readString(log))
                .results()
                .forEach(one -> verdicts.put(one.group(2), one.group(1).contains("OK")));
        return seconds;
    }

    /** All that the goal does for the tests: list, shards, the failed one again, report. */
    private static double ours(Path directory, Map<String, Boolean> verdicts) throws Exception {
        Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        TestRequest request = new TestRequest(
                "bench",
                directory,
                directory,
                List.of("unit-tests"),
                TestSurroundings.scratch(directory),
                Map.of("PATH", System.getenv("PATH")),
                List.of(),
                List.of(),
                List.of(),
                Runtime.getRuntime().availableProcessors(),
                Duration.ofMinutes(5),
                directory.resolve("scratch"),
                directory.resolve("logs"),
                directory.resolve("times.properties"),
                new TestOptions(
                        TestSelection.ALL, true, Duration.ofMinutes(1), 1, 0, false, Optional.of(System.getProperty("user.name")), directory.resolve("reports")));
        long start = System.nanoTime();
        TestReport report =
                new TestRunner(supervisor, System::nanoTime, system::getCpuLoad).run(request, progress -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        for (TestResult result : report.results()) {
            verdicts.put(result.test().fullName(), result.verdict() == TestVerdict.PASSED);
        }
        return seconds;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
