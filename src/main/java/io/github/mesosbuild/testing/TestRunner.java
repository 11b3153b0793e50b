package io.github.mesosbuild.testing;

import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** Runs the tests of googletest programs in shards side by side, judges each, and writes one report. */
public final class TestRunner {
    private static final Path TMP = Path.of("/tmp");
    private static final Duration LISTING = Duration.ofMinutes(2);

    private final Supervisor supervisor;
    private final LongSupplier nanoTime;
    private final DoubleSupplier cpuLoad;

    /**
     * @param nanoTime a monotonic clock, in nanoseconds
     * @param cpuLoad the part of this machine's processors that was busy since it was asked the last time, 0 to 1; negative if
     *     that is not known
     */
    public TestRunner(Supervisor supervisor, LongSupplier nanoTime, DoubleSupplier cpuLoad) {
        this.supervisor = supervisor;
        this.nanoTime = nanoTime;
        this.cpuLoad = cpuLoad;
    }

    /**
     * Runs the tests that are asked for. A program that is not there or does not list its tests is a test that failed.
     *
     * @return the report, as it was written too; it has no results if no test was selected, and then nothing is written
     * @throws TestUserException if they cannot run as the user as whom they should
     * @throws ProcessException if a program cannot be started
     * @throws IOException if directories, logs or the report cannot be read or written
     * @throws InterruptedException if this thread was interrupted; no process is left then
     */
    public TestReport run(TestRequest request, TestListener listener)
            throws TestUserException, ProcessException, IOException, InterruptedException {
        long start = nanoTime.getAsLong();
        Trees.delete(request.scratch());
        Trees.delete(request.logs());
        TestTimes times = TestTimes.read(request.times());

        Map<TestCase, TestResult> results = new LinkedHashMap<>();
        Map<String, Long> startMillis = new HashMap<>();
        List<TestCase> toRun = new ArrayList<>();
        for (String program : request.programs()) {
            long before = nanoTime.getAsLong();
            list(request, program, results, toRun);
            startMillis.put(
                    program, Duration.ofNanos(nanoTime.getAsLong() - before).toMillis());
        }
        Map<TestCase, TestResult> ran =
                toRun.isEmpty() ? Map.of() : confined(request, listener, start, toRun, times, startMillis);
        results.putAll(ran);
        List<TestResult> inOrder = List.copyOf(results.values());
        times.record(List.copyOf(ran.values()));
        Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - start);
        return SurefireXml.write(
                request.release(), inOrder, elapsed, request.options().reports());
    }

    /**
     * Finds out, before they are built, whether programs below the root could run as the user as whom they should.
     *
     * @param request which programs it names is of no account
     * @throws TestUserException as {@link #run}
     * @throws ProcessException as {@link #run}
     * @throws IOException as {@link #run}
     * @throws InterruptedException as {@link #run}
     */
    public void requireUser(TestRequest request)
            throws TestUserException, ProcessException, IOException, InterruptedException {
        // What another umask left may be open to more people than what is made now.
        Trees.delete(request.scratch());
        Confinement.of(request, TMP, supervisor);
    }

    private Map<TestCase, TestResult> confined(
            TestRequest request,
            TestListener listener,
            long start,
            List<TestCase> tests,
            TestTimes times,
            Map<String, Long> startMillis)
            throws TestUserException, ProcessException, IOException, InterruptedException {
        Confinement confinement = Confinement.of(request, TMP, supervisor);
        listener.confined(confinement.user().name(), confinement.ownTmp());
        TestLeftovers leftovers = TestLeftovers.in(TMP);
        try {
            return new ShardPool(supervisor, nanoTime, cpuLoad, listener, request, confinement, start)
                    .run(tests, times::millis, startMillis);
        } finally {
            if (!confinement.ownTmp()) {
                List<Path> stayed = leftovers.remove(
                        confinement.user().uid(),
                        confinement.user().onlyTests(),
                        request.leaves(),
                        !Supervisor.anyAtWork());
                if (!stayed.isEmpty()) {
                    listener.left(stayed);
                }
            }
        }
    }

    /** Adds each selected test of a program to what will run, or its result if it will not; both in the list's order. */
    private void list(TestRequest request, String program, Map<TestCase, TestResult> results, List<TestCase> toRun)
            throws ProcessException, IOException, InterruptedException {
        Path log = ShardRun.log(request, program, "list");
        Path file = request.tree().resolve(program);
        if (!Files.isExecutable(file)) {
            notListed(program, "There is no test program " + file + ".", "", log, results);
            return;
        }
        GtestList list = new GtestList(program);
        OutputExcerpt output = new OutputExcerpt();
        Command command = new Command(
                "the list of " + program,
                List.of(file.toString(), "--gtest_list_tests", "--gtest_color=no"),
                Files.createDirectories(request.scratch().resolve("list")),
                request.environment(),
                log,
                LISTING,
                Duration.ZERO);
        Outcome outcome = supervisor.run(command, line -> {
            list.line(line);
            output.add(line);
        });
        if (!outcome.succeeded()) {
            String how = outcome.end() == Outcome.End.EXITED
                    ? " ended with exit status " + outcome.exitCode() + "."
                    : " did not come to its end in " + LISTING.toSeconds() + " s.";
            notListed(program, program + " --gtest_list_tests" + how, output.text(), log, results);
            return;
        }
        for (TestCase test : list.tests()) {
            if (!request.options().selection().takes(test)) {
                continue;
            }
            Optional<String> left = reasonToLeaveOut(request, test);
            left.ifPresent(because -> results.put(test, TestResult.skipped(test, because)));
            if (left.isEmpty()) {
                toRun.add(test);
                // Holds its place in the report.
                results.put(test, TestResult.skipped(test, "It was not run."));
            }
        }
    }

    private static Optional<String> reasonToLeaveOut(TestRequest request, TestCase test) {
        if (test.disabled()) {
            return Optional.of("The release itself disables it by its name.");
        }
        return request.exclusions().stream()
                .filter(exclusion -> exclusion.covers(test))
                .map(Exclusion::because)
                .findFirst();
    }

    private static void notListed(
            String program, String message, String output, Path log, Map<TestCase, TestResult> results) {
        TestCase test = ShardPool.wholeOf(program);
        results.put(test, TestResult.failed(test, new FailedRun(message, output, log, Duration.ZERO)));
    }
}
