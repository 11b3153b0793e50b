package io.github.mesosbuild.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The googletest programs that make started while a filter kept each of them from running tests. Such a program leaves
 * a report (googletest, {@code GTEST_OUTPUT=xml:DIRECTORY/}) and prints the filter, so none can pass unnoticed.
 *
 * @param unlisted programs that the recipe does not list and that the test harness runs itself, relative to the tree
 * @param unknown names of other programs, which scripts or rules of make run
 * @param others the results of all other tests that make ran
 */
public record GtestRuns(List<String> unlisted, List<String> unknown, List<TestResult> others) {
    /** The filter that matches no test. */
    public static final String NOTHING = "-*";

    private static final String NOTE = "Google Test filter = " + NOTHING;
    private static final String NOT_RUN =
            "make ran this googletest program without its tests, because the recipe does not list it under"
                    + " build.test.programs.";

    public GtestRuns {
        unlisted = List.copyOf(unlisted);
        unknown = List.copyOf(unknown);
        others = List.copyOf(others);
    }

    /**
     * Sorts the results that make left.
     *
     * @param reports the directory of the programs' reports
     * @param listed the programs that the recipe lists
     * @param made the results
     */
    public static GtestRuns of(Path tree, Path reports, List<String> listed, List<TestResult> made) throws IOException {
        List<String> names = names(reports);
        listed.forEach(program -> names.remove(Path.of(program).getFileName().toString()));
        List<String> unlisted = new ArrayList<>();
        List<TestResult> others = new ArrayList<>();
        List<String> scripts = new ArrayList<>();
        for (TestResult result : made) {
            TestCase test = result.test();
            String program = test.program().isEmpty() ? test.name() : test.program() + "/" + test.name();
            boolean harness = test.equals(AutomakeTests.test(test.program(), test.name()));
            if (harness && listed.contains(program)) {
                continue;
            }
            if (harness && names.contains(test.name()) && Files.isExecutable(tree.resolve(program))) {
                names.remove(test.name());
                unlisted.add(program);
            } else if (harness && ranNothing(tree.resolve(program + ".log"))) {
                scripts.add(program);
                others.add(TestResult.skipped(test, NOT_RUN));
            } else {
                others.add(result);
            }
        }
        names.forEach(name -> others.add(TestResult.skipped(new TestCase("", "make", name), NOT_RUN)));
        List<String> unknown = new ArrayList<>(names);
        if (names.isEmpty()) {
            unknown.addAll(scripts);
        }
        return new GtestRuns(unlisted, unknown, others);
    }

    /**
     * Returns the names of the programs that left reports. Libtool's programs start with {@code lt-}. A second program of
     * the same name leaves {@code NAME_1.xml}.
     */
    private static List<String> names(Path reports) throws IOException {
        List<String> names = new ArrayList<>();
        if (!Files.isDirectory(reports)) {
            return names;
        }
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.xml$", "");
                String first = name.replaceFirst("_\\d+$", "");
                boolean again = !first.equals(name) && Files.exists(reports.resolve(first + ".xml"));
                names.add((again ? first : name).replaceFirst("^lt-", ""));
            }
        }
        return names;
    }

    private static boolean ranNothing(Path log) throws IOException {
        return Files.isRegularFile(log) && new String(Files.readAllBytes(log), StandardCharsets.UTF_8).contains(NOTE);
    }
}
