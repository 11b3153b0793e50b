package io.github.mesosbuild.testing;

import io.github.mesosbuild.process.CapturedOutput;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.testing.AutomakeTestList.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tests of a configured tree that Automake's harnesses run: the words of {@code TESTS} in each Makefile (GNU Automake
 * manual, 15.2). A makefile restricts a run to some of them. Every make, however it is called, reads it before its Makefile, because
 * the variable {@code MAKEFILES} names it (GNU make manual, 3.4), and its {@code override} outlasts other assignments (6.7).
 *
 * @param entries the tests, by Makefile in the order of their directories
 */
public record AutomakeTestList(List<Entry> entries) {
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final String MAKEFILES = "MAKEFILES";
    private static final String TARGET = "mesos-maven-plugin-tests";
    private static final String RULE = TARGET + ":\n\t@:$(foreach word,$(TESTS),$(info test $(word)))"
            + "$(foreach word,$(TEST_EXTENSIONS),$(info extension $(word)))\n";
    private static final Pattern TESTS = Pattern.compile("(?m)^TESTS *[:+]?= *\\S");

    /**
     * A test.
     *
     * @param makefile the directory of the Makefile
     * @param word the word in {@code TESTS}
     * @param test the test as it is reported
     */
    public record Entry(Path makefile, String word, TestCase test) {
        /** Returns whether a result is of this test, or of one of those in a TAP script. */
        public boolean owns(TestResult result) {
            TestCase other = result.test();
            return other.equals(test)
                    || other.program().equals(test.program()) && other.suite().equals(test.name());
        }
    }

    public AutomakeTestList {
        entries = List.copyOf(entries);
    }

    /**
     * Asks make for the tests.
     *
     * @param scratch a directory for a makefile
     * @param environment the environment of make
     */
    static AutomakeTestList of(Supervisor supervisor, Path tree, Path scratch, Map<String, String> environment)
            throws ProcessException, IOException, InterruptedException {
        Path root = tree.toRealPath();
        Path rule =
                Files.writeString(Files.createDirectories(scratch).resolve("list.mk"), RULE, StandardCharsets.US_ASCII);
        List<Entry> entries = new ArrayList<>();
        for (Path directory : directories(root)) {
            CapturedOutput printed = supervisor.capture(
                    List.of("make", "-s", "-f", "Makefile", "-f", rule.toString(), TARGET),
                    directory,
                    environment,
                    SHORT);
            if (printed.succeeded() && !printed.truncated()) {
                List<String> extensions = words(printed.output(), "extension ");
                for (String word : words(printed.output(), "test ")) {
                    String base = extensions.stream()
                            .filter(word::endsWith)
                            .findFirst()
                            .map(extension -> word.substring(0, word.length() - extension.length()))
                            .orElse(word);
                    entries.add(new Entry(directory, word, AutomakeTests.test(root, directory, base)));
                }
            }
        }
        return new AutomakeTestList(entries);
    }

    private static List<String> words(String output, String mark) {
        return output.lines()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()).strip())
                .toList();
    }

    private static List<Path> directories(Path tree) throws IOException {
        List<Path> directories = new ArrayList<>();
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(file -> file.endsWith("Makefile") && Files.isRegularFile(file))
                    .sorted()
                    .toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                if (text.contains("check-TESTS") && TESTS.matcher(text).find()) {
                    directories.add(file.getParent());
                }
            }
        }
        return directories;
    }

    /**
     * Returns the variables of a make that runs only some of the tests; none if these are all.
     *
     * @param file the makefile to write
     * @param environment the environment of make
     */
    public Map<String, String> restriction(Collection<Entry> run, Path file, Map<String, String> environment)
            throws IOException {
        return run.containsAll(entries) ? Map.of() : restricted(run, "", file, environment);
    }

    /**
     * Returns the variables of a make that runs one test, in the directory of its Makefile, and nothing else at the same time.
     *
     * @param file the makefile to write
     * @param environment the environment of make
     */
    public Map<String, String> restriction(Entry entry, Path file, Map<String, String> environment) throws IOException {
        return restricted(List.of(entry), ".NOTPARALLEL:\n", file, environment);
    }

    private Map<String, String> restricted(
            Collection<Entry> run, String end, Path file, Map<String, String> environment) throws IOException {
        Map<Path, List<Entry>> byMakefile = entries.stream()
                .collect(Collectors.groupingBy(Entry::makefile, LinkedHashMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder("# Written by mesos-maven-plugin: the tests to run.\n");
        byMakefile.forEach((makefile, tests) -> text.append("ifeq ($(CURDIR),")
                .append(makefile)
                .append(")\noverride TESTS :=")
                .append(tests.stream()
                        .filter(run::contains)
                        .map(entry -> " " + entry.word())
                        .collect(Collectors.joining()))
                .append("\nendif\n"));
        text.append(end);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Map.of(MAKEFILES, (environment.getOrDefault(MAKEFILES, "") + " " + file).strip());
    }
}
