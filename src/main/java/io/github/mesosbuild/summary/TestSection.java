package io.github.mesosbuild.summary;

import io.github.mesosbuild.recording.Event;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.testing.TestResult;
import io.github.mesosbuild.testing.TestVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The release's own tests in a recording and in the report. */
final class TestSection {
    /** The kind of the event with the totals. */
    static final String TESTS = "tests";

    /** The kind of the event for one test. */
    static final String TEST = "test";

    /** The kind of the events with the verdicts of all tests. */
    static final String VERDICTS = "verdicts";

    /** The kind of the event for tests that a quirk leaves out. */
    static final String LEFT_OUT = "left-out";

    /** The kind of the event with the number of tests that a quirk left out. */
    static final String LEFT_OUT_TESTS = "left-out-tests";

    private static final int SLOWEST = 20;
    private static final int FAILURES = 100;
    private static final int CHUNK = 200;
    private static final int FIELDS = 3;

    private TestSection() {}

    /** Returns the totals of a report. A test that a quirk leaves out has its reason as the message. */
    static Map<String, Object> totals(TestReport report, List<Quirk> quirks) {
        Set<String> reasons = quirks.stream().map(Quirk::because).collect(Collectors.toSet());
        long leftOut =
                reasons.stream().mapToLong(because -> skipped(report, because)).sum();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("passed", report.count(TestVerdict.PASSED) + report.count(TestVerdict.FLAKY));
        values.put("failed", report.count(TestVerdict.FAILED));
        values.put("skipped", report.count(TestVerdict.SKIPPED) - leftOut);
        values.put("leftOut", leftOut);
        values.put("millis", report.elapsed().toMillis());
        return values;
    }

    private static long skipped(TestReport report, String because) {
        return report.with(TestVerdict.SKIPPED).stream()
                .filter(result -> because.equals(result.message()))
                .count();
    }

    /** Returns how many tests a quirk left out. One that several quirks match counts for the first. */
    static Map<String, Object> leftOut(Quirk quirk, TestReport report) {
        return Map.of("because", quirk.because(), "tests", skipped(report, quirk.because()));
    }

    /** Returns the tests that the report names: the slowest, the flaky and the failed ones. */
    static List<TestResult> named(TestReport report) {
        Set<TestResult> named = new LinkedHashSet<>();
        report.results().stream()
                .filter(result -> result.time().compareTo(Duration.ZERO) > 0)
                .sorted(Comparator.comparing(TestResult::time).reversed())
                .limit(SLOWEST)
                .forEach(named::add);
        report.with(TestVerdict.FLAKY).stream().limit(FAILURES).forEach(named::add);
        report.with(TestVerdict.FAILED).stream().limit(FAILURES).forEach(named::add);
        return List.copyOf(named);
    }

    static Map<String, Object> test(TestResult result) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", result.test().fullName());
        values.put("program", result.test().program());
        values.put("millis", result.time().toMillis());
        values.put("verdict", result.verdict().name().toLowerCase(Locale.ROOT));
        values.put("runs", result.failures().size() + (result.verdict() == TestVerdict.FLAKY ? 1 : 0));
        values.put("known", result.message());
        values.put(
                "output",
                result.failures().stream()
                        .findFirst()
                        .map(run -> run.message() + "\n" + run.output())
                        .orElse(""));
        return values;
    }

    /** Returns the verdict of each test, in parts that an event has room for. */
    static List<Map<String, Object>> verdicts(TestReport report) {
        List<String> lines = report.results().stream()
                .map(result -> result.verdict().name().toLowerCase(Locale.ROOT) + "\t"
                        + result.test().program() + "\t" + result.test().fullName())
                .toList();
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += CHUNK) {
            parts.add(Map.of("lines", lines.subList(from, Math.min(lines.size(), from + CHUNK))));
        }
        return parts;
    }

    static Map<String, Object> leftOut(Quirk quirk) {
        return Map.of("names", quirk.excludedTests(), "because", quirk.because());
    }

    /** Returns the section of the report; empty if no tests ran. */
    static Optional<Map<String, Object>> values(BuildingTime time) {
        List<Event> events =
                time.runs().stream().flatMap(run -> run.events().stream()).toList();
        Optional<Event> totals =
                events.stream().filter(event -> event.kind().equals(TESTS)).reduce((first, last) -> last);
        return totals.map(event -> section(event, events, time.last().events()));
    }

    private static Map<String, Object> section(Event totals, List<Event> all, List<Event> last) {
        List<Event> tests =
                all.stream().filter(event -> event.kind().equals(TEST)).toList();
        Map<String, Object> values = new LinkedHashMap<>();
        for (String count : List.of("passed", "failed", "skipped", "leftOut")) {
            values.put(count, totals.integer(count).orElse(0L));
        }
        values.put("seconds", seconds(totals));
        values.put(
                "slowest",
                tests.stream()
                        .sorted(Comparator.comparing(
                                        (Event test) -> test.integer("millis").orElse(0L))
                                .reversed())
                        .filter(test -> test.integer("millis").orElse(0L) > 0)
                        .limit(SLOWEST)
                        .map(test -> values(test, "seconds"))
                        .toList());
        values.put(
                "failures",
                with("failed", tests).stream()
                        .map(test -> values(test, "output"))
                        .toList());
        values.put(
                "flaky",
                with("flaky", tests).stream().map(test -> values(test, "runs")).toList());
        values.put("leftOutBecause", leftOutBecause(all, last));
        values.put("results", results(all));
        return values;
    }

    /** Returns one group for each reason, because tests are counted by it, and several quirks can have the same. */
    private static List<Map<String, Object>> leftOutBecause(List<Event> all, List<Event> last) {
        Map<String, Long> counts = all.stream()
                .filter(event -> event.kind().equals(LEFT_OUT_TESTS))
                .collect(Collectors.toMap(
                        event -> event.text("because").orElse(""),
                        event -> event.integer("tests").orElse(0L),
                        (first, later) -> later));
        Map<String, Set<String>> names = new LinkedHashMap<>();
        last.stream()
                .filter(event -> event.kind().equals(LEFT_OUT))
                .forEach(event -> names.computeIfAbsent(
                                event.text("because").orElse(""), because -> new LinkedHashSet<>())
                        .addAll(event.texts("names")));
        List<Map<String, Object>> leftOut = new ArrayList<>();
        names.forEach((because, patterns) -> {
            Map<String, Object> group = new LinkedHashMap<>();
            group.put("names", List.copyOf(patterns));
            group.put("tests", counts.get(because));
            group.put("because", because);
            leftOut.add(group);
        });
        return leftOut;
    }

    private static List<Map<String, Object>> results(List<Event> events) {
        return events.stream()
                .filter(event -> event.kind().equals(VERDICTS))
                .flatMap(event -> event.texts("lines").stream())
                .map(line -> line.split("\t", FIELDS))
                .filter(fields -> fields.length == FIELDS)
                .map(fields -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put("name", fields[2]);
                    values.put("program", fields[1]);
                    values.put("verdict", fields[0]);
                    return values;
                })
                .toList();
    }

    private static List<Event> with(String verdict, List<Event> tests) {
        return tests.stream()
                .filter(test -> test.text("verdict").equals(Optional.of(verdict)))
                .toList();
    }

    private static Object seconds(Event event) {
        return Estimates.seconds(event.integer("millis").orElse(0L));
    }

    private static Map<String, Object> values(Event test, String detail) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", test.text("name").orElse(""));
        if (detail.equals("runs")) {
            values.put("runs", test.integer("runs").orElse(0L));
            values.put(
                    "known",
                    test.text("known").filter(reason -> !reason.isEmpty()).orElse(null));
            return values;
        }
        values.put("program", test.text("program").orElse(""));
        values.put(
                detail,
                detail.equals("seconds") ? seconds(test) : test.text(detail).orElse(""));
        return values;
    }
}
