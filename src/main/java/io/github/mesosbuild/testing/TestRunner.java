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
     * Creates a runner.
     *
     * @param nanoTime a monotonic clock, in nanoseconds
     * @param cpuLoad the load of this machine's processors since the last call, 0 to 1; negative if unknown
     */
    public TestRunner(Supervisor supervisor, LongSupplier nanoTime, DoubleSupplier cpuLoad) {
        this.supervisor = supervisor;
        this.nanoTime = nanoTime;
        this.cpuLoad = cpuLoad;
    }

    /**
     * Runs the selected tests. A program that does not exist or does not list its tests counts as a failed test.
     *
     * @return the report that was written; if no test was selected, it has no results and is not written
     * @throws TestUserException if the tests cannot run as the chosen user
     * @throws ProcessException if a program cannot be started
     * @throws IOException if directories, logs or the report cannot be read or written
     * @throws InterruptedException if this thread was interrupted; no process is left
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
        Map<String, TestSurroundings.Program> surroundings = surroundings(request);
        for (String program : request.programs()) {
            long before = nanoTime.getAsLong();
            list(request, program, surroundings.get(program), results, toRun);
            startMillis.put(
                    program, Duration.ofNanos(nanoTime.getAsLong() - before).toMillis());
        }
        Map<TestCase, TestResult> ran = toRun.isEmpty()
                ? Map.of()
                : confined(request, listener, start, toRun, surroundings, times, startMillis);
        results.putAll(ran);
        List<TestResult> inOrder = List.copyOf(results.values());
        times.record(List.copyOf(ran.values()));
        Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - start);
        return SurefireXml.write(
                request.release(), inOrder, elapsed, request.options().reports());
    }

    /**
     * Returns the tests that Automake's harnesses run in the tree of a request.
     *
     * @throws ProcessException if make cannot be started
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if this thread was interrupted; no process is left
     */
    public AutomakeTestList automakeTests(TestRequest request)
            throws ProcessException, IOException, InterruptedException {
        return AutomakeTestList.of(supervisor, request.tree(), request.scratch(), request.environment());
    }

    /**
     * Returns whether the Makefile at the top of a request's tree has a rule for a target.
     *
     * @throws ProcessException if make cannot be started
     * @throws InterruptedException if this thread was interrupted; no process is left
     */
    public boolean hasTarget(TestRequest request, String target) throws ProcessException, InterruptedException {
        return MakeTarget.exists(supervisor, request.tree(), request.environment(), target);
    }

    /**
     * Checks before the programs are built whether they could run as the chosen user.
     *
     * @param request the request; its programs are ignored
     * @throws TestUserException as {@link #run}
     * @throws ProcessException as {@link #run}
     * @throws IOException as {@link #run}
     * @throws InterruptedException as {@link #run}
     */
    public void requireUser(TestRequest request)
            throws TestUserException, ProcessException, IOException, InterruptedException {
        // Directories of a run with another umask may be readable by more users than new ones.
        Trees.delete(request.scratch());
        Confinement.of(request, TMP, supervisor);
    }

    private Map<String, TestSurroundings.Program> surroundings(TestRequest request)
            throws ProcessException, IOException, InterruptedException {
        MakeEnvironment make = new MakeEnvironment(supervisor, request.scratch(), request.environment());
        Map<Path, Map<String, String>> ofMake = new HashMap<>();
        Map<String, TestSurroundings.Program> surroundings = new HashMap<>();
        for (String program : request.programs()) {
            TestSurroundings.Program own = request.surroundings().of(request.tree(), program);
            if (!ofMake.containsKey(own.makefile())) {
                ofMake.put(own.makefile(), make.of(own.makefile()));
            }
            surroundings.put(
                    program,
                    own.with(ofMake.get(own.makefile()), request.surroundings().fixed()));
        }
        return surroundings;
    }

    private Map<TestCase, TestResult> confined(
            TestRequest request,
            TestListener listener,
            long start,
            List<TestCase> tests,
            Map<String, TestSurroundings.Program> surroundings,
            TestTimes times,
            Map<String, Long> startMillis)
            throws TestUserException, ProcessException, IOException, InterruptedException {
        Confinement confinement = Confinement.of(request, TMP, supervisor);
        listener.confined(confinement.user().name(), confinement.ownTmp());
        TestLeftovers leftovers = TestLeftovers.in(TMP);
        try {
            return new ShardPool(supervisor, nanoTime, cpuLoad, listener, request, confinement, surroundings, start)
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

    /**
     * Adds each selected test of a program to the tests to run, or its result if it is left out, in the order of the
     * list.
     */
    private void list(
            TestRequest request,
            String program,
            TestSurroundings.Program surroundings,
            Map<TestCase, TestResult> results,
            List<TestCase> toRun)
            throws ProcessException, IOException, InterruptedException {
        Path log = ShardRun.log(request, program, "list");
        Path file = request.tree().resolve(program);
        if (!Files.isExecutable(file)) {
            notListed(program, "The test program " + file + " does not exist.", "", log, results);
            return;
        }
        GtestList list = new GtestList(program);
        OutputExcerpt output = new OutputExcerpt();
        Path own = Files.createDirectories(request.scratch().resolve("list"));
        Map<String, String> environment = new HashMap<>(request.environment());
        environment.putAll(surroundings.variables());
        Command command = new Command(
                "the list of " + program,
                List.of(file.toString(), "--gtest_list_tests", "--gtest_color=no"),
                surroundings.directory().orElse(own),
                environment,
                log,
                LISTING,
                Duration.ZERO);
        Outcome outcome = supervisor.run(command, line -> {
            list.line(line);
            output.add(line);
        });
        if (!outcome.succeeded()) {
            String how = outcome.end() == Outcome.End.EXITED
                    ? " exited with status " + outcome.exitCode() + "."
                    : " did not exit within " + LISTING.toSeconds() + " s.";
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
                // Keeps the place of the test in the report.
                results.put(test, TestResult.skipped(test, "The test was not run."));
            }
        }
    }

    private static Optional<String> reasonToLeaveOut(TestRequest request, TestCase test) {
        if (test.disabled()) {
            return Optional.of("The release disables this test by its name.");
        }
        return request.exclusions().stream()
                .filter(exclusion -> exclusion.covers(test))
                .map(Exclusion::because)
                .findFirst();
    }

    private static void notListed(
            String program, String message, String output, Path log, Map<TestCase, TestResult> results) {
        TestCase test = ShardPool.programTest(program);
        results.put(test, TestResult.failed(test, new FailedRun(message, output, log, Duration.ZERO)));
    }
}
