package io.github.mesosbuild.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.process.ProcessIdentity;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportDocumentTest {
    @TempDir
    Path directory;

    private Map<String, Object> report(Events events) {
        return report(events, process -> false);
    }

    private Map<String, Object> report(Events events, Predicate<ProcessIdentity> alive) {
        return new ReportDocument(events.time(), 0, directory.resolve("report"), Instant.ofEpochSecond(9999), alive)
                .values();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> report, String name) {
        return (List<Map<String, Object>>) report.get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> report, String name) {
        return (Map<String, Object>) report.get(name);
    }

    private static String steps(Map<String, Object> report) {
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> step : list(report, "steps")) {
            text.append(step.get("name")).append(' ').append(step.get("state"));
            text.append(step.get("at") == null ? "" : " at " + step.get("at") + " for " + step.get("seconds"));
            text.append('\n');
        }
        return text.toString();
    }

    private static Events done(Events events, double at, String run, String verdict) {
        return events.event("done", at, Map.of("run", run, "verdict", verdict));
    }

    private static Events first() {
        return Events.of()
                .run(1000, "first")
                .step(1000, "unpack", "started")
                .step(1001, "unpack", "finished")
                .step(1001, "configure", "started")
                .step(1005, "configure", "finished")
                .step(1005, "make", "started");
    }

    @Test
    void aBuildThatSucceeded() {
        Events events = first().command("compile", "src/a.o", 1006, 1008)
                .command("compile", "src/b.o", 1007, 1009)
                .command("link", "src/cli", 1009, 1010, "src/a.o", "src/b.o")
                .step(1010, "make", "finished");
        Map<String, Object> report = report(done(events, 1010, "first", "succeeded"));
        assertThat(report)
                .containsEntry("format", 1)
                .containsEntry("verdict", "succeeded")
                .containsEntry("started", "1970-01-01T00:16:40Z")
                .containsEntry("finished", "1970-01-01T00:16:50Z")
                .containsEntry("unseen", 0L)
                .containsEntry("failure", null)
                .containsEntry("tests", null)
                .containsEntry("installation", null);
        assertThat(steps(report)).isEqualTo("""
                        unpack run at 0.000 for 1.000
                        configure run at 1.000 for 4.000
                        make run at 5.000 for 5.000
                        check skipped
                        install skipped
                        """);
        assertThat(list(report, "commands"))
                .extracting(command -> command.get("what") + " " + command.get("at") + " " + command.get("seconds")
                        + " lane " + command.get("lane"))
                .containsExactly(
                        "src/a.o 6.000 2.000 lane 0", "src/b.o 7.000 2.000 lane 1", "src/cli 9.000 1.000 lane 0");
        assertThat(list(report, "commands").get(0)).containsEntry("peakMemory", 1000L);
        @SuppressWarnings("unchecked")
        Map<String, Object> path = (Map<String, Object>) report.get("criticalPath");
        assertThat(path).containsEntry("seconds", new BigDecimal("3.000")).containsEntry("commands", List.of(0, 2));
        // Four seconds with commands, and six without.
        assertThat(path).containsEntry("unobserved", new BigDecimal("6.000"));
        assertThat(list(path, "estimates"))
                .extracting(estimate -> estimate.get("cores") + ": " + estimate.get("seconds"))
                .containsExactly("1: 11.000", "2: 9.000", "4: 9.000", "8: 9.000", "16: 9.000");
    }

    @Test
    void aKilledBuildIsTrueAsFarAsItWent() {
        Events events = first().command("compile", "src/a.o", 1006, 1007)
                .begin("compile", "src/b.o", 1007)
                .event("load", 1009, Map.of("step", "make", "running", 1L, "allowed", 2L, "memory", 5L));
        Map<String, Object> report = report(events);
        assertThat(report).containsEntry("verdict", "interrupted").containsEntry("finished", "1970-01-01T00:16:49Z");
        assertThat(steps(report)).contains("make interrupted at 5.000 for 4.000");
        assertThat(list(report, "commands").get(1))
                .containsEntry("seconds", new BigDecimal("2.000"))
                .containsEntry("peakMemory", null);
        assertThat(report(events, process -> true))
                .containsEntry("verdict", "running")
                .containsEntry("finished", null);
    }

    @Test
    void aResumedBuildLeavesOutTheTimeBetweenItsRuns() {
        Events events = first().command("compile", "src/a.o", 1006, 1008)
                .event("load", 1010, Map.of("step", "make", "running", 1L, "memory", 0L))
                .run(50_000, "second")
                .step(50_000, "unpack", "reused")
                .step(50_000, "configure", "reused")
                .step(50_001, "make", "started")
                .command("compile", "src/b.o", 50_002, 50_003)
                .step(50_004, "make", "finished");
        Map<String, Object> report = report(done(events, 50_004, "second", "succeeded"));
        assertThat(steps(report)).startsWith("""
                        unpack reused at 0.000 for 1.000
                        configure reused at 1.000 for 4.000
                        make run at 5.000 for 8.000
                        """);
        assertThat(list(report, "commands"))
                .extracting(command -> command.get("what") + " " + command.get("at"))
                .containsExactly("src/a.o 6.000", "src/b.o 12.000");
        assertThat(list(report, "runs"))
                .extracting(run -> run.get("at") + " " + run.get("seconds"))
                .containsExactly("0.000 10.000", "10.000 4.000");
    }

    /** A check that does not end. */
    private static Events unfinishedCheck() {
        return first().step(1010, "make", "finished")
                .step(1010, "check", "started")
                .event("test", 1015, test("A.slow", "passed", 900));
    }

    /** A run that leaves the check out. */
    private static Events installing(Events events, double at) {
        events.run(at, "last")
                .step(at, "make", "reused")
                .step(at, "install", "started")
                .step(at + 2, "install", "finished");
        return done(events, at + 2, "last", "succeeded");
    }

    private static List<Object> earlier(Map<String, Object> report) {
        return list(report, "steps").stream().map(step -> step.get("earlier")).toList();
    }

    @Test
    void aSkippedStepNamesHowAnEarlierRunEndedIt() {
        Map<String, Object> report = report(installing(unfinishedCheck(), 9000));
        assertThat(steps(report)).endsWith("""
                        make reused at 5.000 for 5.000
                        check skipped at 10.000 for 5.000
                        install run at 15.000 for 2.000
                        """);
        assertThat(earlier(report)).containsExactly(null, null, null, "interrupted", null);
        assertThat(list(TraceDocument.of(report), "traceEvents"))
                .filteredOn(event -> "check".equals(event.get("name")))
                .extracting(event -> event.get("args"))
                .containsExactly(Map.of("state", "skipped", "earlier", "interrupted"));

        assertThat(earlier(report(installing(done(unfinishedCheck(), 1016, "first", "failed"), 9000))))
                .containsExactly(null, null, null, "failed", null);
        Events again = done(unfinishedCheck(), 1016, "first", "failed")
                .run(5000, "again")
                .step(5000, "check", "started")
                .step(5003, "check", "finished");
        Map<String, Object> finished = report(installing(done(again, 5003, "again", "succeeded"), 9000));
        assertThat(steps(finished)).contains("check reused at 10.000 for 8.000");
        assertThat(earlier(finished)).containsOnlyNulls();
        assertThat(earlier(report(unfinishedCheck())))
                .as("a step of the last run")
                .containsOnlyNulls();
    }

    /** What comes after the step that failed is neither reused nor this run's time. */
    @Test
    void aStepThatAFailedRunDidNotReachIsNotReused() {
        Events installed = installing(unfinishedCheck(), 9000)
                .run(9500, "failing")
                .step(9500, "make", "reused")
                .step(9501, "check", "started");
        Map<String, Object> failed = report(done(installed, 9504, "failing", "failed"));
        assertThat(steps(failed)).endsWith("""
                        make reused at 5.000 for 5.000
                        check failed at 10.000 for 5.000
                        install skipped at 15.000 for 2.000
                        """);
        assertThat(earlier(failed)).containsExactly(null, null, null, null, "finished");

        Events interrupted =
                installing(unfinishedCheck(), 9000).run(9500, "short").step(9500, "make", "reused");
        assertThat(earlier(report(interrupted)))
                .as("a run that ended before its next step")
                .containsExactly(null, null, null, "interrupted", "finished");
        assertThat(steps(report(done(interrupted, 9500, "short", "succeeded"))))
                .as("a run that was to end there")
                .contains("install reused at 15.000 for 2.000");
    }

    @Test
    void theEndOfAnotherRunIsNotTheEndOfTheLastOne() {
        Events events = first().run(2000, "second").step(2000, "make", "started");
        assertThat(report(done(events, 2001, "first", "succeeded"))).containsEntry("verdict", "interrupted");
    }

    @Test
    void aFailedBuildHasItsReason() throws Exception {
        Files.createDirectories(directory.resolve("logs"));
        Files.writeString(directory.resolve("logs/make.log"), "");
        Events events = first().event(
                        "failure",
                        1006,
                        Map.of(
                                "run", "first",
                                "failed", "make",
                                "message", "error: x",
                                "log", "../logs/make.log",
                                "line", 12L,
                                "context", List.of("a", "b"),
                                "command", "g++ -c",
                                "remedy", "Fix it."));
        Map<String, Object> report = report(done(events, 1006, "first", "failed"));
        assertThat(report)
                .containsEntry("verdict", "failed")
                .containsEntry(
                        "failure",
                        Map.of(
                                "step", "make",
                                "message", "error: x",
                                "log", "../logs/make.log",
                                "line", 12L,
                                "context", List.of("a", "b"),
                                "command", "g++ -c",
                                "remedy", "Fix it."));
        assertThat(steps(report)).contains("make failed");
        assertThat(list(report, "steps"))
                .extracting(step -> step.get("log"))
                .as("only logs that exist")
                .containsExactly(null, null, "../logs/make.log", null, null);
    }

    @Test
    void unseenCompilationsOfEachRunOfMakeAreAdded() {
        Events events = first().event("unseen", 1006, Map.of("step", "make", "watch", 1L, "count", 3L))
                .event("unseen", 1007, Map.of("step", "make", "watch", 1L, "count", 4L))
                .event("unseen", 1008, Map.of("step", "make", "watch", 2L, "count", 2L));
        assertThat(report(events)).containsEntry("unseen", 6L);
    }

    @Test
    void testsAreToldFromTheirLastRun() {
        Events events = first().event("left-out", 1006, Map.of("names", List.of("*DOCKER*"), "because", "No Docker."))
                .event(
                        "tests",
                        1007,
                        Map.of(
                                "step", "check", "passed", 5L, "failed", 1L, "skipped", 2L, "leftOut", 3L, "millis",
                                1500L))
                .event("left-out-tests", 1007, Map.of("step", "check", "because", "No Docker.", "tests", 3L))
                .event("test", 1007, test("A.slow", "passed", 900))
                .event("test", 1007, test("A.fails", "failed", 100))
                .event("test", 1007, test("A.flaky", "flaky", 0));
        @SuppressWarnings("unchecked")
        Map<String, Object> tests = (Map<String, Object>) report(events).get("tests");
        assertThat(tests)
                .containsEntry("passed", 5L)
                .containsEntry("leftOut", 3L)
                .containsEntry("seconds", new BigDecimal("1.500"));
        assertThat(list(tests, "slowest")).extracting(test -> test.get("name")).containsExactly("A.slow", "A.fails");
        assertThat(list(tests, "failures"))
                .containsExactly(Map.of("name", "A.fails", "program", "tests", "output", "boom"));
        assertThat(list(tests, "flaky")).containsExactly(Map.of("name", "A.flaky", "runs", 2L, "known", "a race"));
        assertThat(list(tests, "leftOutBecause").get(0))
                .containsEntry("names", List.of("*DOCKER*"))
                .containsEntry("tests", 3L)
                .containsEntry("because", "No Docker.");
    }

    private static Map<String, Object> test(String name, String verdict, long millis) {
        return Map.of(
                "step", "check", "name", name, "program", "tests", "verdict", verdict, "millis", millis, "runs", 2L,
                "known", "a race", "output", "boom");
    }

    @Test
    void anInstallationIsDescribedFromItsFiles() throws Exception {
        Path prefix = Files.createDirectories(directory.resolve("prefix"));
        Files.createDirectories(prefix.resolve("lib"));
        Files.writeString(prefix.resolve("lib/big"), "x".repeat(100));
        Files.writeString(prefix.resolve("small"), "x");
        Events events = Events.of()
                .event("run", 1, Map.of("run", "a", "licences", List.of("zlib\t1.3\tZlib", "damaged")))
                .event("installed", 2, Map.of("prefix", prefix.toString()));
        @SuppressWarnings("unchecked")
        Map<String, Object> installation = (Map<String, Object>) report(events).get("installation");
        assertThat(installation).containsEntry("files", 2).containsEntry("bytes", 101L);
        assertThat(list(installation, "largest"))
                .containsExactly(Map.of("path", "lib/big", "bytes", 100L), Map.of("path", "small", "bytes", 1L));
        assertThat(list(installation, "contents"))
                .extracting(file -> file.get("path") + " " + file.get("bytes") + " " + file.get("sha256"))
                .containsExactly(
                        "lib/big 100 09ecb6ebc8bcefc733f6f2ec44f791abeed6a99edf0cc31519637898aebd52d8",
                        "small 1 2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
        assertThat(list(installation, "licences"))
                .containsExactly(Map.of("name", "zlib", "version", "1.3", "licence", "Zlib"));
    }

    @Test
    void eventsOfUnknownKindsAreIgnored() {
        Events events = Events.of().run(2, "a").event("new", 3, Map.of("step", "dance"));
        Map<String, Object> report = report(events);
        assertThat(steps(report)).contains("make skipped");
        assertThat(report).containsEntry("criticalPath", null);
    }

    @Test
    void aRecordingThatLostItsFirstLineIsShownWithoutIt() {
        Events events = Events.of()
                .step(1000, "make", "started")
                .command("compile", "src/a.o", 1001, 1002)
                .step(1003, "make", "finished");
        Map<String, Object> report = report(done(events, 1003, "lost", "succeeded"));
        assertThat(report).containsEntry("verdict", "succeeded");
        assertThat(steps(report)).contains("make run at 0.000 for 3.000");
        assertThat(list(report, "commands")).hasSize(1);
        assertThat(map(report, "release"))
                .allSatisfy((name, value) -> assertThat(value).isNull());
    }

    private static Events late(Events events, double at) {
        events.run(at, "late").event("failure", at, Map.of("run", "late", "message", "no gcc"));
        return done(events, at, "late", "failed");
    }

    @Test
    void aRunThatFailedBeforeItsFirstStepDecidesAndTheRunBeforeIsShown() {
        Events events = late(done(first().step(1010, "make", "finished"), 1010, "first", "succeeded"), 9000);
        Map<String, Object> report = report(events);
        assertThat(report)
                .containsEntry("verdict", "failed")
                .containsEntry("finished", "1970-01-01T00:16:50Z")
                .containsEntry(
                        "shown",
                        Map.of(
                                "verdict", "succeeded",
                                "finished", "1970-01-01T00:16:50Z",
                                "last", "1970-01-01T02:30:00Z"));
        assertThat(map(report, "failure")).containsEntry("message", "no gcc").containsEntry("step", null);
        assertThat(steps(report)).contains("make run at 5.000 for 5.000");
        assertThat(list(report, "runs")).hasSize(1);
    }

    @Test
    void aRunThatFailedBeforeItsFirstStepDoesNotCountLater() {
        Events events = late(first(), 9000)
                .run(9500, "second")
                .step(9500, "make", "started")
                .step(9501, "make", "finished");
        Map<String, Object> report = report(done(events, 9501, "second", "succeeded"));
        assertThat(report)
                .containsEntry("verdict", "succeeded")
                .containsEntry("shown", null)
                .containsEntry("failure", null);
        assertThat(list(report, "runs")).hasSize(2);
    }

    @Test
    void aFirstRunThatFailedBeforeItsFirstStepIsAllThereIs() {
        Map<String, Object> report = report(late(Events.of(), 9000));
        assertThat(report).containsEntry("verdict", "failed").containsEntry("shown", null);
        assertThat(map(report, "failure")).containsEntry("message", "no gcc");
        assertThat(steps(report)).contains("make skipped");
    }

    @Test
    void anInstallationFromABundleIsNotMixedWithWhatWasBuiltHere() {
        Events events = done(first(), 1010, "first", "failed")
                .run(5000, "taken")
                .event(
                        "bundle",
                        5001,
                        Map.of("coordinates", "g:sample:1", "exact", true, "trust", "Signed by Ana.", "bytes", 7L));
        Map<String, Object> report = report(done(events, 5001, "taken", "succeeded"));
        assertThat(report)
                .containsEntry("verdict", "succeeded")
                .containsEntry(
                        "bundle",
                        Map.of("coordinates", "g:sample:1", "exact", true, "trust", "Signed by Ana.", "bytes", 7L));
        assertThat(steps(report)).doesNotContain("run at", "failed");
        Map<String, Object> failedLater = report(late(events, 9000));
        assertThat(failedLater).containsEntry("verdict", "failed");
        assertThat(map(failedLater, "bundle")).containsEntry("coordinates", "g:sample:1");
        Events built = events.run(9500, "second").step(9500, "make", "started").step(9501, "make", "finished");
        Map<String, Object> later = report(done(built, 9501, "second", "succeeded"));
        assertThat(later).containsEntry("bundle", null);
        assertThat(list(later, "runs")).hasSize(2);
    }

    @Test
    void theVerdictsOfAllTestsAreToldAndDamagedOnesLeftOut() {
        Events events = first().event(
                        "tests",
                        1007,
                        Map.of("step", "check", "passed", 1L, "failed", 1L, "skipped", 0L, "leftOut", 0L, "millis", 1L))
                .event(
                        "verdicts",
                        1007,
                        Map.of(
                                "step",
                                "check",
                                "lines",
                                List.of("passed\ttests\tA.b", "damaged", "failed\ttests\tA\tc")))
                .event("verdicts", 1007, Map.of("step", "check", "lines", List.of("flaky\tothers\tD.e")));
        @SuppressWarnings("unchecked")
        Map<String, Object> tests = (Map<String, Object>) report(events).get("tests");
        assertThat(list(tests, "results"))
                .containsExactly(
                        Map.of("name", "A.b", "program", "tests", "verdict", "passed"),
                        Map.of("name", "A\tc", "program", "tests", "verdict", "failed"),
                        Map.of("name", "D.e", "program", "others", "verdict", "flaky"));
    }

    @Test
    void theTraceHasABarForEachStepAndCommandAndCountersForTheLoad() {
        Events events = first().command("compile", "src/<a>.o", 1006, 1008)
                .event("load", 1007, Map.of("step", "make", "running", 1L, "memory", 7L))
                .step(1010, "make", "finished");
        Map<String, Object> trace = TraceDocument.of(report(events));
        assertThat(list(trace, "traceEvents"))
                .extracting(event -> event.get("ph") + " " + event.get("name") + " " + event.get("tid") + " "
                        + event.get("ts") + " " + event.get("dur"))
                .containsExactly(
                        "M process_name 0 null null",
                        "M thread_name 0 null null",
                        "X unpack 0 0 1000000",
                        "X configure 0 1000000 4000000",
                        "X make 0 5000000 5000000",
                        "X src/<a>.o 1 6000000 2000000",
                        "M thread_name 1 null null",
                        "C jobs 0 7000000 null",
                        "C memory 0 7000000 null");
        assertThat(Json.report(trace)).contains("\"displayTimeUnit\": \"ms\"");
    }
}
