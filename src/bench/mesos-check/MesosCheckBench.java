import com.sun.management.OperatingSystemMXBean;
import io.github.mesosbuild.files.FileObserver;
import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Recipe;
import io.github.mesosbuild.release.RecipeReader;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.testing.Exclusion;
import io.github.mesosbuild.testing.KnownFlaky;
import io.github.mesosbuild.testing.TestListener;
import io.github.mesosbuild.testing.TestOptions;
import io.github.mesosbuild.testing.TestProgress;
import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.testing.TestRequest;
import io.github.mesosbuild.testing.TestResult;
import io.github.mesosbuild.testing.TestRunner;
import io.github.mesosbuild.testing.TestSurroundings;
import io.github.mesosbuild.testing.TestSelection;
import io.github.mesosbuild.testing.TestVerdict;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Arguments: {@code filter}, and prints the excluded tests as one filter of googletest; or the work directory of a built Mesos and
 * one for what is written, and runs its tests as the goal does and prints how long that took and how they went.
 */
public final class MesosCheckBench {
    private MesosCheckBench() {}

    public static void main(String[] arguments) throws Exception {
        Recipe recipe = new RecipeReader(FileObserver.NONE).read("mesos", Path.of(""));
        Release release = recipe.release(recipe.defaultVersion(), Path.of(System.getProperty("java.home")));
        if (arguments[0].equals("filter")) {
            System.out.println(release.quirks().stream()
                    .flatMap(quirk -> quirk.excludedTests().stream())
                    .collect(Collectors.joining(":", "-", "")));
            return;
        }
        System.exit(ours(release, Path.of(arguments[0]), Path.of(arguments[1])) ? 0 : 1);
    }

    private static boolean ours(Release release, Path root, Path out) throws Exception {
        Release.Test test = release.build().test().orElseThrow();
        TestRequest request = new TestRequest(
                release.name(),
                root,
                root.resolve("build"),
                test.programs(),
                TestSurroundings.scratch(root.resolve("source")),
                new TreeMap<>(Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C")),
                release.quirks().stream()
                        .flatMap(quirk -> quirk.excludedTests().stream()
                                .map(pattern -> new Exclusion(pattern, quirk.because())))
                        .toList(),
                test.flaky().stream()
                        .flatMap(flaky -> flaky.tests().stream()
                                .map(pattern -> new KnownFlaky(pattern, flaky.rate(), flaky.because())))
                        .toList(),
                test.leaves(),
                Runtime.getRuntime().availableProcessors(),
                Duration.ofHours(2),
                root.resolve("tests"),
                out.resolve("logs"),
                out.resolve("times.properties"),
                new TestOptions(
                        TestSelection.ALL,
                        true,
                        Duration.ofMinutes(5),
                        1,
                        Integer.getInteger("shards", 0),
                        false,
                        Optional.ofNullable(System.getProperty("user")),
                        out.resolve("reports")));
        Supervisor supervisor = new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        TestReport report =
                new TestRunner(supervisor, System::nanoTime, system::getCpuLoad).run(request, new Listener());
        for (String program : test.programs()) {
            List<TestResult> own = report.results().stream()
                    .filter(result -> result.test().program().equals(program))
                    .toList();
            System.out.printf("%s: %d tests: %s%n", program, own.size(), counts(own));
        }
        report.results().stream()
                .filter(result -> result.verdict() == TestVerdict.FLAKY || result.verdict() == TestVerdict.FAILED)
                .forEach(result -> System.out.println(result.verdict() + " " + result.test().fullName()));
        System.out.printf(Locale.ROOT, "ours %.1f s%n", report.elapsed().toMillis() / 1000.0);
        return !report.failed();
    }

    private static String counts(List<TestResult> results) {
        Map<TestVerdict, Long> counts = results.stream()
                .collect(Collectors.groupingBy(TestResult::verdict, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static final class Listener implements TestListener {
        @Override
        public void testing(TestProgress progress) {
            // A bench prints its end alone.
        }

        @Override
        public void confined(String user, boolean ownTmp) {
            System.out.println("as " + user + (ownTmp ? ", own /tmp" : ", shared /tmp"));
        }

        @Override
        public void left(List<Path> files) {
            System.out.println("left in /tmp: " + files);
        }
    }
}
