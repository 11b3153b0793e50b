package io.github.mesosbuild.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The results of tests that make ran: those of Automake's harnesses, of DejaGnu and of Meson. A run of make that leaves none of
 * them proves nothing, even if it succeeds.
 */
public final class MakeResults {
    /** A line of its own: make may also print the rule that would write it. */
    private static final Pattern NO_RUNTEST =
            Pattern.compile("(?i)\\s*warning: could not find ['`\"]?(\\S*runtest)['`\"]?.*");

    private static final Pattern NOTHING = Pattern.compile("\\S*make(\\[\\d+])?: Nothing to be done for ['`].*");
    private static final Pattern SILENT =
            Pattern.compile("#.*|\\s*|\\S*make(\\[\\d+])?: (Entering|Leaving) directory .*|Making \\S+ in .*");

    private MakeResults() {}

    /**
     * Removes the results of an earlier run, because make may fail before it reaches their directory again.
     *
     * @throws IOException if a file cannot be removed
     */
    public static void forget(Path tree) throws IOException {
        AutomakeTests.forget(tree);
        for (Path file : DejaGnuSummary.files(tree)) {
            Files.delete(file);
        }
        for (Path file : MesonTestLog.files(tree)) {
            Files.delete(file);
        }
    }

    /**
     * Reads the results.
     *
     * @param log the output of make
     * @throws IOException if a file cannot be read
     */
    public static List<TestResult> read(Path tree, Path log) throws IOException {
        List<TestResult> results = new ArrayList<>(AutomakeTests.read(tree));
        for (Path file : DejaGnuSummary.files(tree)) {
            results.addAll(DejaGnuSummary.read(tree, file));
        }
        for (Path file : MesonTestLog.files(tree)) {
            results.addAll(MesonTestLog.read(file));
        }
        results.addAll(SerialSummary.read(tree.toRealPath(), lines(log), log));
        return results;
    }

    /**
     * Returns why make left no results, as sentences.
     *
     * @param log the output of make
     * @throws IOException if the log cannot be read
     */
    public static String whyNone(String target, Path log) throws IOException {
        List<String> lines = lines(log);
        if (lacksDejaGnu(log)) {
            return "DejaGnu is not installed, so 'make " + target
                    + "' ran none of its tests. Install the package dejagnu.";
        }
        boolean nothing = lines.stream().anyMatch(line -> NOTHING.matcher(line).matches())
                && lines.stream()
                        .allMatch(line -> NOTHING.matcher(line).matches()
                                || SILENT.matcher(line).matches());
        if (nothing) {
            return "make has nothing to do for the target '" + target + "'. If the release has tests, correct"
                    + " build.test.target in the recipe.";
        }
        return "'make " + target
                + "' succeeded, but left no results of Automake, DejaGnu or Meson. If it runs googletest"
                + " programs, list them in the recipe under build.test.programs.";
    }

    /**
     * Returns whether make ran no tests because DejaGnu is not installed (Automake's rule {@code check-DEJAGNU}).
     *
     * @param log the output of make
     * @throws IOException if the log cannot be read
     */
    public static boolean lacksDejaGnu(Path log) throws IOException {
        return lines(log).stream().anyMatch(line -> NO_RUNTEST.matcher(line).matches());
    }

    /** Returns the result of a target that succeeded without results. */
    public static TestResult none(String target, String because) {
        return TestResult.skipped(targetTest(target), because);
    }

    /** Returns the result of a target that failed for another reason than a test. */
    public static TestResult targetFailed(String target, String message, List<String> output, Path log) {
        return TestResult.failed(
                targetTest(target), new FailedRun(message, String.join("\n", output), log, Duration.ZERO));
    }

    private static TestCase targetTest(String target) {
        return new TestCase("", "make", target);
    }

    private static List<String> lines(Path log) throws IOException {
        return Files.isRegularFile(log)
                ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                        .lines()
                        .toList()
                : List.of();
    }
}
