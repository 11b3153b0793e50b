package io.github.mesosbuild.steps;

import io.github.mesosbuild.files.Trees;
import io.github.mesosbuild.process.ProcessException;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.testing.Exclusion;
import io.github.mesosbuild.testing.GtestRuns;
import io.github.mesosbuild.testing.KnownFlaky;
import io.github.mesosbuild.testing.MakeResults;
import io.github.mesosbuild.testing.SurefireXml;
import io.github.mesosbuild.testing.TestReport;
import io.github.mesosbuild.testing.TestRequest;
import io.github.mesosbuild.testing.TestResult;
import io.github.mesosbuild.testing.TestRunner;
import io.github.mesosbuild.testing.TestSurroundings;
import io.github.mesosbuild.testing.TestUserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the release's own tests. For googletest programs, make builds the programs and, with a filter that matches no
 * test, runs nothing; the tests are then run in shards. All other tests are run by make, and the results that Automake,
 * DejaGnu or Meson leave are read. If they leave none, nothing is known about the release.
 */
final class ReleaseTests {
    /** Runs make with the test target. */
    @FunctionalInterface
    interface Make {
        /**
         * @param arguments arguments for this run only
         * @param log where the output goes
         */
        void run(Map<String, String> environment, List<String> arguments, Path log)
                throws BuildException, ProcessException, IOException, InterruptedException;
    }

    private final TestRunner runner;
    private final BuildListener listener;
    private final BuildPlan plan;
    private final Workspace workspace;
    private final BuildOptions options;

    ReleaseTests(TestRunner runner, BuildListener listener, PlannedBuild request) {
        this.runner = runner;
        this.listener = listener;
        this.plan = request.plan();
        this.workspace = request.workspace();
        this.options = request.options();
    }

    /**
     * Runs the tests.
     *
     * @param directory the directory that make runs in
     * @return whether every test ran, except excluded ones, and none failed; also if the release has no tests
     */
    boolean run(Release.Test test, Path directory, Make make)
            throws BuildException, ProcessException, IOException, InterruptedException {
        TestRequest request = request(test, directory);
        MakeCheck check = new MakeCheck(runner, request, make, log());
        boolean partial = options.tests().selection().partial();
        if (!test.declared() && !runner.hasTarget(request, test.target())) {
            tellNone(
                    test.target(),
                    "The Makefile has no target " + test.target() + ", and the recipe has no tests (build.test).",
                    Duration.ZERO);
            return true;
        }
        List<Quirk> quirks = plan.quirks().stream()
                .filter(quirk -> !quirk.excludedTests().isEmpty())
                .toList();
        if (!quirks.isEmpty()) {
            listener.leavingOutTests(quirks);
        }
        if (test.programs().isEmpty()) {
            return byMake(test.target(), check, request) && !partial;
        }
        TestReport report = byPrograms(test, check, request);
        if (report.results().isEmpty() && partial && options.tests().failIfNoneSelected()) {
            throw BuildRefusedException.noTestSelected(
                    plan.release().name(), options.tests().selection().patterns());
        }
        if (report.results().isEmpty() && !partial) {
            tellNone(
                    test.target(),
                    "The googletest programs of the recipe (build.test.programs) have no tests.",
                    report.elapsed());
            return true;
        }
        tell(report);
        return !partial && !report.failed();
    }

    /** Lets make build the programs and run everything else, and then runs the programs. */
    private TestReport byPrograms(Release.Test test, MakeCheck check, TestRequest request)
            throws BuildException, ProcessException, IOException, InterruptedException {
        Path reports = request.scratch().resolve("make");
        Trees.delete(reports);
        Files.createDirectories(reports);
        Map<String, String> environment = new HashMap<>(plan.runEnvironment());
        environment.put("GTEST_FILTER", GtestRuns.NOTHING);
        environment.put("GTEST_OUTPUT", "xml:" + reports + "/");
        MakeCheck.Result made = check.run(environment);
        if (made.failure().isPresent() && !made.byTests()) {
            throw made.failure().get();
        }
        GtestRuns runs = GtestRuns.of(request.tree(), reports, test.programs(), made.results());
        if (!runs.unlisted().isEmpty() || !runs.unknown().isEmpty()) {
            listener.unlisted(runs.unlisted(), runs.unknown());
        }
        List<String> programs = new ArrayList<>(test.programs());
        programs.addAll(runs.unlisted());
        TestReport report = report(test.withPrograms(programs), request.tree());
        if (runs.others().isEmpty()) {
            return report;
        }
        List<TestResult> all = new ArrayList<>(report.results());
        all.addAll(runs.others());
        return report(all, report.elapsed());
    }

    /** Refuses tests that could not run as their user, before anything is built. */
    void requireUser(Release.Test test, Path directory)
            throws BuildException, ProcessException, IOException, InterruptedException {
        if (test.programs().isEmpty()) {
            return;
        }
        try {
            runner.requireUser(request(test.withPrograms(List.of()), directory));
        } catch (TestUserException e) {
            throw BuildRefusedException.noTestUser(e.user(), e);
        }
    }

    private TestReport report(Release.Test test, Path directory)
            throws BuildException, ProcessException, IOException, InterruptedException {
        try {
            return runner.run(request(test, directory), listener);
        } catch (TestUserException e) {
            throw BuildRefusedException.noTestUser(e.user(), e);
        }
    }

    private TestRequest request(Release.Test test, Path directory) {
        return new TestRequest(
                plan.release().name(),
                workspace.root(),
                directory,
                test.programs(),
                surroundings(test),
                plan.runEnvironment(),
                plan.quirks().stream()
                        .flatMap(quirk ->
                                quirk.excludedTests().stream().map(pattern -> new Exclusion(pattern, quirk.because())))
                        .toList(),
                test.flaky().stream()
                        .flatMap(flaky -> flaky.tests().stream()
                                .map(pattern -> new KnownFlaky(pattern, flaky.rate(), flaky.because())))
                        .toList(),
                test.leaves(),
                Math.min(options.jobs(), plan.jobs(Step.CHECK).orElse(Integer.MAX_VALUE)),
                options.timeouts().total(),
                workspace.tests(),
                workspace.log("tests").resolveSibling("tests"),
                workspace.testTimes(),
                plan.jobs(Step.CHECK).isPresent()
                        ? options.tests().withMost(plan.jobs(Step.CHECK).getAsInt(), options.jobs())
                        : options.tests());
    }

    private TestSurroundings surroundings(Release.Test test) {
        Release.Build build = plan.release().build();
        Path sources = (build.separate() ? workspace.source() : workspace.tree()).resolve(build.subdirectory());
        return new TestSurroundings(
                sources,
                test.directory(),
                test.environment(),
                options.environment().keySet());
    }

    private boolean byMake(String target, MakeCheck check, TestRequest request)
            throws BuildException, ProcessException, IOException, InterruptedException {
        requireSelectable(check, request);
        boolean partial = options.tests().selection().partial();
        if (partial && check.selected().isEmpty()) {
            tell(report(List.of(), Duration.ZERO));
            return false;
        }
        MakeCheck.Result made = check.run(plan.runEnvironment());
        List<TestResult> results = new ArrayList<>(made.results());
        if (made.byTests()) {
            tell(report(results, made.elapsed()), request.jobs() > 1);
            return false;
        }
        if (made.failure().isPresent()) {
            StepFailedException e = made.failure().get();
            results.add(MakeResults.targetFailed(target, e.getMessage(), e.lastLines(), e.log()));
            TestReport report = report(results, made.elapsed());
            if (MakeCheck.byTestsAlone(e)
                    && e.firstError().isPresent()
                    && options.tests().failureIgnore()) {
                tell(report);
                return false;
            }
            throw e;
        }
        if (results.isEmpty()) {
            tellNone(target, MakeResults.whyNone(target, log()), Duration.ZERO);
            return !MakeResults.lacksDejaGnu(log());
        }
        boolean lacksDejaGnu = MakeResults.lacksDejaGnu(log());
        if (lacksDejaGnu) {
            results.add(MakeResults.none(target, MakeResults.whyNone(target, log())));
        }
        tell(report(results, made.elapsed()));
        return !lacksDejaGnu;
    }

    /** Refuses a selection and exclusions of tests that only make as a whole can run. */
    private void requireSelectable(MakeCheck check, TestRequest request)
            throws BuildException, ProcessException, IOException, InterruptedException {
        boolean partial = options.tests().selection().partial();
        List<String> patterns = options.tests().selection().patterns();
        String release = plan.release().name();
        if (partial && check.list().entries().isEmpty()) {
            throw BuildRefusedException.noTestSelectable(release, patterns);
        }
        if (partial && check.selected().isEmpty() && options.tests().failIfNoneSelected()) {
            throw BuildRefusedException.noTestSelected(release, patterns);
        }
        if (!request.exclusions().isEmpty() && check.list().entries().isEmpty()) {
            throw BuildRefusedException.noTestExcludable(
                    release,
                    request.exclusions().stream().map(Exclusion::pattern).toList());
        }
    }

    private TestReport report(List<TestResult> results, Duration elapsed) throws IOException {
        return SurefireXml.write(
                plan.release().name(), results, elapsed, options.tests().reports());
    }

    private void tellNone(String target, String because, Duration elapsed) throws IOException {
        listener.untested(report(List.of(MakeResults.none(target, because)), elapsed), because);
    }

    private Path log() {
        return workspace.log(Step.CHECK.id());
    }

    private void tell(TestReport report) throws TestsFailedException {
        tell(report, false);
    }

    private void tell(TestReport report, boolean together) throws TestsFailedException {
        boolean ignored = report.failed() && options.tests().failureIgnore();
        listener.tested(report, ignored);
        if (report.failed() && !ignored) {
            throw new TestsFailedException(report, together);
        }
    }
}
