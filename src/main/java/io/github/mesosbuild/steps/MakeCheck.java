package io.github.mesosbuild.steps;

import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.steps.log.FirstError;
import io.github.mesosbuild.testing.AutomakeTestList;
import io.github.mesosbuild.testing.AutomakeTestList.Entry;
import io.github.mesosbuild.testing.Exclusion;
import io.github.mesosbuild.testing.KnownFlaky;
import io.github.mesosbuild.testing.MakeResults;
import io.github.mesosbuild.testing.TestCase;
import io.github.mesosbuild.testing.TestRequest;
import io.github.mesosbuild.testing.TestResult;
import io.github.mesosbuild.testing.TestRunner;
import io.github.mesosbuild.testing.TestVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs make with the test target and reads the results. Tests of Automake's harnesses can be excluded and selected, and
 * those that failed are rerun one at a time. If all of these then pass, make is run for the tests that it did not reach.
 */
final class MakeCheck {
    private static final int LEAST_FOR_KNOWN = 4;

    private final TestRunner runner;
    private final TestRequest request;
    private final ReleaseTests.Make make;
    private final Path log;
    private final Path restriction;
    private Optional<AutomakeTestList> list = Optional.empty();
    private int runs;

    /**
     * The results.
     *
     * @param results the result of each test that make ran, or that was excluded
     * @param elapsed how long a make that failed took
     * @param failure the failure of make, unless all tests that failed passed when they were rerun
     */
    record Result(List<TestResult> results, Duration elapsed, Optional<StepFailedException> failure) {
        /** Returns whether make failed only because of tests whose results are known. */
        boolean byTests() {
            return failure.filter(MakeCheck::byTestsAlone).isPresent() && anyFailed();
        }

        private boolean anyFailed() {
            return results.stream().anyMatch(result -> result.verdict() == TestVerdict.FAILED);
        }
    }

    /**
     * @param request the tests; the exclusions, the selection and what is flaky also apply to tests that make runs
     * @param log the log of make
     */
    MakeCheck(TestRunner runner, TestRequest request, ReleaseTests.Make make, Path log) {
        this.runner = runner;
        this.request = request;
        this.make = make;
        this.log = log;
        this.restriction = request.scratch().resolve("tests.mk");
    }

    /** Returns the tests of Automake's harnesses. */
    AutomakeTestList list() throws ProcessException, IOException, InterruptedException {
        if (list.isEmpty()) {
            list = Optional.of(runner.automakeTests(request));
        }
        return list.get();
    }

    /** Returns the tests of Automake's harnesses that the user selects. */
    List<Entry> selected() throws ProcessException, IOException, InterruptedException {
        return list().entries().stream()
                .filter(entry -> request.options().selection().takesScript(entry.test()))
                .toList();
    }

    /** Runs the tests that are selected and not excluded. */
    Result run(Map<String, String> environment)
            throws BuildException, ProcessException, IOException, InterruptedException {
        List<TestResult> results = new ArrayList<>();
        List<Entry> wanted = new ArrayList<>();
        Map<String, String> restricted = environment;
        boolean all =
                !request.options().selection().partial() && request.exclusions().isEmpty();
        if (!all) {
            for (Entry entry : selected()) {
                Optional<Exclusion> exclusion = request.exclusions().stream()
                        .filter(one -> one.covers(entry.test()))
                        .findFirst();
                exclusion.ifPresent(one -> results.add(TestResult.skipped(entry.test(), one.because())));
                if (exclusion.isEmpty()) {
                    wanted.add(entry);
                }
            }
            restricted = restricted(environment, wanted);
        }
        Result result = once(restricted, List.of(), log);
        results.addAll(result.results());
        Optional<StepFailedException> failure = result.failure();
        while (new Result(results, result.elapsed(), failure).byTests() && rerunAll(environment, results)) {
            if (all) {
                wanted.addAll(list().entries());
                all = false;
            }
            List<TestResult> decided = List.copyOf(results);
            wanted.removeIf(entry -> decided.stream().anyMatch(entry::owns));
            Result rest = once(restricted(environment, wanted), List.of(), numbered("rest"));
            rest.results().stream()
                    .filter(one ->
                            decided.stream().noneMatch(other -> other.test().equals(one.test())))
                    .forEach(results::add);
            failure = rest.failure();
        }
        markUnselectable(results);
        return new Result(results, result.elapsed(), failure);
    }

    /** Removes the program from failed tests that make cannot run alone, so that no message proposes that. */
    private void markUnselectable(List<TestResult> results) throws ProcessException, IOException, InterruptedException {
        for (int i = 0; i < results.size(); i++) {
            TestResult result = results.get(i);
            if (result.verdict() == TestVerdict.FAILED
                    && list().entries().stream().noneMatch(entry -> entry.owns(result))) {
                results.set(
                        i,
                        result.of(new TestCase(
                                "", result.test().suite(), result.test().name())));
            }
        }
    }

    /** Reruns the failed tests, and returns whether all of them passed. */
    private boolean rerunAll(Map<String, String> environment, List<TestResult> results)
            throws BuildException, ProcessException, IOException, InterruptedException {
        for (Entry entry : request.options().reruns() > 0 ? list().entries() : List.<Entry>of()) {
            boolean failed =
                    results.stream().anyMatch(result -> entry.owns(result) && result.verdict() == TestVerdict.FAILED);
            if (failed) {
                rerun(environment, entry, results);
            }
        }
        return results.stream().noneMatch(result -> result.verdict() == TestVerdict.FAILED);
    }

    /** Reruns a test until it passes, or as often as the options allow; more often if it is known to be flaky. */
    private void rerun(Map<String, String> environment, Entry entry, List<TestResult> results)
            throws BuildException, ProcessException, IOException, InterruptedException {
        Optional<KnownFlaky> known = request.flaky().stream()
                .filter(flaky -> flaky.covers(entry.test()))
                .findFirst();
        int asked = request.options().reruns();
        int most = known.isPresent() ? Math.max(asked, LEAST_FOR_KNOWN) : asked;
        boolean passed = false;
        for (int rerun = 0; rerun < most && !passed; rerun++) {
            Result again = once(
                    with(environment, list().restriction(entry, restriction, environment)),
                    List.of("-C", entry.makefile().toString()),
                    numbered("rerun"));
            List<TestResult> own = again.results().stream().filter(entry::owns).toList();
            passed = !own.isEmpty() && own.stream().noneMatch(one -> one.verdict() == TestVerdict.FAILED);
            for (int i = 0; i < results.size(); i++) {
                TestResult before = results.get(i);
                if (entry.owns(before) && before.verdict() == TestVerdict.FAILED) {
                    results.set(
                            i,
                            passed
                                    ? before.flaky(
                                            known.map(KnownFlaky::sentence).orElse(""))
                                    : before.failedAgain(own));
                }
            }
        }
    }

    private Map<String, String> restricted(Map<String, String> environment, List<Entry> wanted)
            throws ProcessException, IOException, InterruptedException {
        return with(environment, list().restriction(wanted, restriction, environment));
    }

    private static Map<String, String> with(Map<String, String> environment, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return all;
    }

    private Path numbered(String what) {
        runs++;
        return log.resolveSibling("check-" + what + "-" + runs + ".log");
    }

    private Result once(Map<String, String> environment, List<String> arguments, Path output)
            throws BuildException, ProcessException, IOException, InterruptedException {
        MakeResults.forget(request.tree());
        try {
            make.run(environment, arguments, output);
            return new Result(MakeResults.read(request.tree(), output), Duration.ZERO, Optional.empty());
        } catch (StepFailedException e) {
            return new Result(
                    MakeResults.read(request.tree(), output), e.outcome().elapsed(), Optional.of(e));
        }
    }

    /** With -k, make continues after a file that does not compile, and then runs only some of the tests. */
    static boolean byTestsAlone(StepFailedException failure) {
        return failure.outcome().end() == Outcome.End.EXITED
                && failure.firstError()
                        .filter(error -> error.kind() != FirstError.Kind.TEST_FAILED)
                        .isEmpty();
    }
}
