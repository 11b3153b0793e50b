package io.github.mesosbuild.testing;

import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.Command;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.OutputListener;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Runs one shard: tests of one program in one process, with its own directories and log. */
final class ShardRun {
    private static final String OVER = "The time limit of the step was reached (mesos.timeoutSeconds).";

    /**
     * The result of a shard.
     *
     * @param results the results of the finished tests
     * @param rest the tests that did not run, because the process exited before
     * @param badEnd the failure of the process outside a test, such as a crash after the last one
     */
    record Result(Map<TestCase, TestResult> results, List<TestCase> rest, Optional<FailedRun> badEnd) {}

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Supervisor supervisor;
    private final TestRequest request;
    private final Confinement confinement;
    private final TestSurroundings.Program surroundings;
    private final StackDump stacks;
    private final LongSupplier nanoTime;
    private final Consumer<TestVerdict> heard;
    private final int number;
    private final List<TestCase> tests;
    private final ShardOutput output;
    private String dump = "";

    /**
     * Creates the run of one shard.
     *
     * @param heard receives each verdict as it is printed, in the thread that runs the shard
     */
    ShardRun(
            Supervisor supervisor,
            TestRequest request,
            Confinement confinement,
            TestSurroundings.Program surroundings,
            StackDump stacks,
            LongSupplier nanoTime,
            Consumer<TestVerdict> heard,
            int number,
            List<TestCase> tests) {
        this.supervisor = supervisor;
        this.request = request;
        this.confinement = confinement;
        this.surroundings = surroundings;
        this.stacks = stacks;
        this.nanoTime = nanoTime;
        this.heard = heard;
        this.number = number;
        this.tests = tests;
        this.output = new ShardOutput(tests, nanoTime);
    }

    /**
     * Runs the shard.
     *
     * @param left the time limit of the shard
     */
    Result run(Duration left) throws ProcessException, IOException, InterruptedException {
        String program = tests.get(0).program();
        Confinement.Place place = confinement.place(Integer.toString(number));
        Path log = log(request, program, Integer.toString(number));
        List<String> argv = List.of(
                request.tree().resolve(program).toString(),
                "--gtest_filter=" + tests.stream().map(TestCase::fullName).collect(Collectors.joining(":")),
                "--gtest_output=xml:" + place.xml(),
                "--gtest_color=no",
                "--gtest_print_time=1");
        String name = "shard " + number + " of " + program;
        Command command = confinement.command(name, argv, place, surroundings, log, left);
        Result result;
        try {
            Outcome outcome = supervisor.run(command, new Watch());
            result = judged(outcome, ShardXml.messages(place.xml()), log);
        } catch (TooLong e) {
            Files.writeString(log, "# " + dump.replace("\n", "\n# ") + "\n", StandardOpenOption.APPEND);
            String over = "The test was stopped because it ran for more than "
                    + request.options().timeout().toSeconds() + " s (mesos.test.timeoutSeconds).";
            result = unfinished(over, "The program hung between two tests.", Map.of(), log);
        }
        if (result.results().values().stream().noneMatch(one -> one.verdict() == TestVerdict.FAILED)) {
            Trees.delete(place.root());
        }
        return result;
    }

    static Path log(TestRequest request, String program, String what) {
        return request.logs().resolve(program.replace('/', '_') + "-" + what + ".log");
    }

    private final class Watch implements OutputListener {
        @Override
        public void line(String line) {
            output.line(line).ifPresent(heard);
        }

        @Override
        public void processes(Collection<Long> pids) {
            if (output.running().compareTo(request.options().timeout()) > 0) {
                try {
                    dump = stacks.of(pids);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new TooLong();
            }
        }
    }

    private Result judged(Outcome outcome, Optional<Map<String, String>> messages, Path log) {
        boolean anyFailed = output.ended().values().stream().anyMatch(one -> one.verdict() == TestVerdict.FAILED);
        boolean orderly = outcome.end() == Outcome.End.EXITED
                && (outcome.exitCode() == 0 || outcome.exitCode() == 1 && anyFailed);
        if (outcome.end() != Outcome.End.EXITED) {
            return unfinished(OVER, OVER, Map.of(), log);
        }
        if (orderly && messages.isPresent() && output.current().isEmpty()) {
            Map<TestCase, TestResult> results = results(messages.get(), log);
            for (TestCase test : tests) {
                results.putIfAbsent(test, TestResult.skipped(test, "The program did not run this test."));
            }
            return new Result(results, List.of(), Optional.empty());
        }
        String how = outcome.signal().isPresent()
                ? "The program was killed by "
                        + SignalNames.name(outcome.signal().getAsInt())
                : "The program exited with status " + outcome.exitCode();
        boolean done = output.ended().size() == tests.size();
        return unfinished(
                how + " in this test.",
                how + (done ? " after its last test." : " between two tests."),
                messages.orElse(Map.of()),
                log);
    }

    /**
     * Returns the result of a process that did not end normally. The failure is that of the running test, or else of
     * the program. The tests after it are run by another process, unless this one did not finish a single test.
     */
    private Result unfinished(String inTest, String betweenTests, Map<String, String> messages, Path log) {
        Map<TestCase, TestResult> results = results(messages, log);
        String written = dump.isEmpty() ? output.written() : output.written() + "\n" + dump;
        FailedRun attempt = new FailedRun(
                output.current().isPresent() ? inTest : betweenTests, written.strip(), log, output.running());
        output.current().ifPresent(test -> results.put(test, TestResult.failed(test, attempt)));
        List<TestCase> rest = new ArrayList<>(tests);
        rest.removeAll(results.keySet());
        if (results.isEmpty() || inTest.equals(OVER)) {
            rest.forEach(test -> results.put(
                    test,
                    TestResult.failed(
                            test,
                            new FailedRun(
                                    "The test did not run. " + betweenTests, attempt.output(), log, Duration.ZERO))));
            return new Result(results, List.of(), Optional.empty());
        }
        return new Result(results, rest, output.current().isPresent() ? Optional.empty() : Optional.of(attempt));
    }

    private Map<TestCase, TestResult> results(Map<String, String> messages, Path log) {
        Map<TestCase, TestResult> results = new LinkedHashMap<>();
        output.ended().forEach((test, ended) -> {
            String message = messages.getOrDefault(test.fullName(), ShardOutput.message(ended.output()));
            results.put(
                    test,
                    switch (ended.verdict()) {
                        case SKIPPED -> TestResult.skipped(test, message);
                        case FAILED ->
                            TestResult.failed(test, new FailedRun(message, ended.output(), log, ended.time()));
                        default -> TestResult.passed(test, ended.time());
                    });
        });
        return results;
    }
}
