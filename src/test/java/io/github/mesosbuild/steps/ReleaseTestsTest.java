package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Quirk;
import io.github.mesosbuild.release.QuirkBuilder;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.steps.log.FirstError;
import io.github.mesosbuild.testing.TestRunner;
import io.github.mesosbuild.testing.TestSelection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The start and the end of the release's own tests, run by make or by the plugin. */
class ReleaseTestsTest {
    private static final Supervisor SUPERVISOR =
            new Supervisor(System::nanoTime, Sleeper.REAL, Supervisor.DEFAULT_GRACE);
    private static final TestRunner RUNNER = new TestRunner(SUPERVISOR, System::nanoTime, () -> 0.5);
    private static final Release.Test BY_MAKE = new Release.Test("check", List.of(), List.of(), List.of());

    @TempDir
    Path directory;

    private final Heard heard = new Heard();
    private Path tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectories(directory.resolve("tree"));
    }

    private BuildOptions options(boolean failureIgnore, Optional<String> user) {
        return BuildOptionsBuilder.options(given -> {
            given.failureIgnore = failureIgnore;
            given.testUser = user;
            given.reports = directory.resolve("reports");
        });
    }

    private PlannedBuild request(BuildOptions options, Path work) throws Exception {
        Path archive = Files.writeString(directory.resolve("sample-1.0.0.tar.gz"), "of no use");
        BuildPlan plan = SampleWorld.plan(archive, options, directory.resolve("installations"));
        return new PlannedBuild(plan, archive, new Workspace(work), options);
    }

    /** Runs tests of which one fails by its result file, before make ends in the given way. */
    private boolean check(Outcome.End end, Optional<FirstError> firstError, boolean failureIgnore) throws Exception {
        BuildOptions options = options(failureIgnore, Optional.empty());
        return new ReleaseTests(RUNNER, heard, request(options, directory))
                .run(BY_MAKE, tree, (environment, arguments, log) -> {
                    assertThat(environment).containsEntry("JAVA_HOME", SampleWorld.JAVA_HOME.toString());
                    Files.writeString(tree.resolve("good.trs"), ":test-result: PASS\n");
                    Files.writeString(tree.resolve("bad.trs"), ":test-result: FAIL\n");
                    throw BuildFailures.step(Step.CHECK, end, firstError);
                });
    }

    private static Optional<FirstError> error(String kind) {
        return Optional.ofNullable(kind).map(FirstError.Kind::valueOf).map(BuildFailures::error);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            TIMED_OUT, TEST_FAILED
            TIMED_OUT, -
            SILENT,    TEST_FAILED
            EXITED,    COMPILE
            """)
    void aMakeThatWasStoppedIsNotMistakenForFailedTests(Outcome.End end, String kind) {
        for (boolean failureIgnore : List.of(true, false)) {
            assertThatThrownBy(() -> check(end, error(kind), failureIgnore)).isInstanceOf(StepFailedException.class);
        }
        assertThat(heard.take()).isEmpty();
        assertThat(directory.resolve("reports/TEST-sample-1.0.0.xml"))
                .content()
                .contains("name=\"good\"", "name=\"bad\"", "name=\"check\"");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"TEST_FAILED", "-"})
    void failedTestsAreReportedAndCanBeIgnored(String kind) throws Exception {
        assertThatThrownBy(() -> check(Outcome.End.EXITED, error(kind), false))
                .isInstanceOf(TestsFailedException.class);
        assertThat(check(Outcome.End.EXITED, error(kind), true)).isFalse();
        assertThat(heard.take()).containsExactly("tested 1 passed, 1 failed", "tested 1 passed, 1 failed, ignored");
    }

    /** Runs a make that succeeds after it printed this. */
    private boolean succeed(Release.Test test, String printed) throws Exception {
        Workspace workspace = new Workspace(directory);
        return new ReleaseTests(RUNNER, heard, request(options(false, Optional.empty()), directory))
                .run(test, tree, (environment, arguments, log) -> {
                    assertThat(log).isEqualTo(workspace.log("check"));
                    Files.createDirectories(log.getParent());
                    Files.writeString(log, printed);
                });
    }

    @Test
    void noTestsAreNoPass() throws Exception {
        String why =
                "make has nothing to do for the target 'check'. If the release has tests, correct build.test.target"
                        + " in the recipe.";
        assertThat(succeed(BY_MAKE, "make: Nothing to be done for 'check'.\n")).isTrue();
        assertThat(heard.take()).containsExactly("untested: " + why);
        assertThat(directory.resolve("reports/TEST-sample-1.0.0.xml"))
                .content()
                .contains("tests=\"1\"", "skipped=\"1\"", "name=\"check\" classname=\"make\"")
                .contains("<skipped message=\"" + why.replace("\"", "&quot;") + "\"/>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all:\n",
                "check-local:\n\techo check:\n",
                "all: check\n",
                "tests: ; $(MAKE) check\ncheckers:\n",
            })
    void aRecipeWithoutTestsNeedsNoTarget(String makefile) throws Exception {
        Files.writeString(tree.resolve("Makefile"), makefile);
        Files.createDirectory(tree.resolve("check"));
        boolean complete = new ReleaseTests(RUNNER, heard, request(options(false, Optional.empty()), directory))
                .run(Release.Test.IF_ANY, tree, (environment, arguments, log) -> {
                    throw new AssertionError("make was run");
                });
        assertThat(complete).isTrue();
        assertThat(heard.take())
                .containsExactly(
                        "untested: The Makefile has no target check, and the recipe has no tests (build.test).");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check:\n\ttouch ran\n",
                "include more.mk\n",
                "check::\n\t+touch ran\n",
                "check: ; $(MAKE) other && touch ran\nother:\n",
                ".PHONY: check\nall:\ncheck: all\n"
            })
    void aRecipeWithoutTestsRunsTheUsualTarget(String makefile) throws Exception {
        Files.writeString(tree.resolve("Makefile"), makefile);
        Files.writeString(tree.resolve("more.mk"), "check: all\nall:\n");
        String summary = "PASS: a\n=============\n1 test passed\n=============\n";
        assertThat(succeed(Release.Test.IF_ANY, summary)).isTrue();
        assertThat(heard.take()).containsExactly("tested 1 passed, 0 failed");
        assertThat(tree.resolve("ran")).doesNotExist();
    }

    @Test
    void missingDejaGnuIsNamedAndTheStepIsNotDone() throws Exception {
        assertThat(succeed(BY_MAKE, "WARNING: could not find 'runtest'\n")).isFalse();
        assertThat(heard.take())
                .containsExactly("untested: DejaGnu is not installed, so 'make check' ran none of its tests."
                        + " Install the package dejagnu.");
    }

    @Test
    void missingDejaGnuIsNamedBesideOtherTests() throws Exception {
        String summary = "PASS: a\n=============\n1 test passed\n=============\n";
        assertThat(succeed(BY_MAKE, summary + "WARNING: could not find 'runtest'\n"))
                .isFalse();
        assertThat(heard.take()).containsExactly("tested 1 passed, 0 failed");
        assertThat(directory.resolve("reports/TEST-sample-1.0.0.xml"))
                .content()
                .contains("tests=\"2\"", "<skipped message=\"DejaGnu is not installed");
    }

    @Test
    void theRuleThatWouldNameMissingDejaGnuIsNoProofOfIt() throws Exception {
        String summary = "PASS: a\n=============\n1 test passed\n=============\n";
        assertThat(succeed(BY_MAKE, "else echo \"WARNING: could not find 'runtest'\" 1>&2; :;\\\n" + summary))
                .isTrue();
        assertThat(heard.take()).containsExactly("tested 1 passed, 0 failed");
    }

    @Test
    void programsWithoutTestsAreNoPass() throws Exception {
        Path program = Files.writeString(tree.resolve("unit-tests"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(succeed(new Release.Test("check", List.of("unit-tests"), List.of(), List.of()), ""))
                .isTrue();
        assertThat(heard.take())
                .containsExactly(
                        "untested: The googletest programs of the recipe (build.test.programs) have no tests.");
    }

    private static final String GTEST = """
            #!/bin/sh
            for argument; do
              case $argument in
                --gtest_list_tests) printf 'A.\\n  One\\n'; exit;;
                --gtest_output=xml:*) GTEST_OUTPUT=${argument#*=};;
                --gtest_filter=*) GTEST_FILTER=${argument#*=};;
              esac
            done
            case $GTEST_FILTER in -\\*) ;; *) echo '[ RUN      ] A.One'; echo '[       OK ] A.One (1 ms)';; esac
            case $GTEST_OUTPUT in */) GTEST_OUTPUT=$GTEST_OUTPUT${0##*/}.xml;; esac
            echo '<testsuites/>' >"${GTEST_OUTPUT#xml:}"
            """;

    /** Two googletest programs of which the recipe lists one, and a script that fails or passes. */
    private boolean checkPrograms(String verdict, String... patterns) throws Exception {
        for (String name : List.of("listed", "unlisted")) {
            Path program = Files.writeString(tree.resolve(name), GTEST);
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        BuildOptions options = BuildOptionsBuilder.options(given -> {
            given.selection = new TestSelection(List.of(patterns));
            given.reports = directory.resolve("reports");
        });
        Release.Test test = new Release.Test("check", List.of("listed"), List.of(), List.of());
        return new ReleaseTests(RUNNER, heard, request(options, directory))
                .run(test, tree, (environment, arguments, log) -> {
                    assertThat(environment).containsEntry("GTEST_FILTER", "-*");
                    for (String name : List.of("listed", "unlisted")) {
                        SUPERVISOR.capture(
                                List.of(tree.resolve(name).toString()), tree, environment, Duration.ofSeconds(30));
                        Files.writeString(tree.resolve(name + ".trs"), ":test-result: PASS\n");
                    }
                    Files.writeString(tree.resolve("script.trs"), ":test-result: " + verdict + "\n");
                    if (verdict.equals("FAIL")) {
                        throw BuildFailures.step(Step.CHECK, Outcome.End.EXITED, error("TEST_FAILED"));
                    }
                });
    }

    @Test
    void whatMakeRunsIsReportedBesideThePrograms() throws Exception {
        assertThat(checkPrograms("PASS")).isTrue();
        assertThat(heard.take()).containsExactly("unlisted [unlisted], not run []", "tested 3 passed, 0 failed");
        assertThat(directory.resolve("reports/TEST-sample-1.0.0.xml"))
                .content()
                .contains("tests=\"3\"", "name=\"script\"")
                .doesNotContain("name=\"listed\"", "name=\"unlisted\"");
    }

    private BuildRefusedException refusedTests(List<String> patterns, List<Quirk> quirks) throws Exception {
        BuildOptions options = BuildOptionsBuilder.options(given -> given.selection = new TestSelection(patterns));
        PlannedBuild request = request(options, directory);
        BuildPlan plan = request.plan();
        BuildPlan withQuirks = new BuildPlan(
                plan.release(),
                quirks,
                plan.configureArguments(),
                plan.makeArguments(),
                plan.environment(),
                plan.prefix(),
                plan.configured(),
                plan.ownStore(),
                plan.javaHome(),
                plan.java(),
                plan.strip(),
                plan.inputs(),
                plan.identity());
        PlannedBuild changed = new PlannedBuild(withQuirks, request.archive(), request.workspace(), options);
        return catchThrowableOfType(
                BuildRefusedException.class,
                () -> new ReleaseTests(RUNNER, heard, changed).run(BY_MAKE, tree, (environment, arguments, log) -> {
                    throw new AssertionError("Nothing may run.");
                }));
    }

    @Test
    void testsThatMakeRunsAsAWholeCannotBeSelected() throws Exception {
        BuildRefusedException refused = refusedTests(List.of("A.b"), List.of());
        assertThat(refused).hasMessage("Cannot select 'A.b': the tests of sample 1.0.0 can only be run as a whole.");
    }

    @Test
    void aSelectionOfNoTestOfMakeIsRefused() throws Exception {
        Files.writeString(tree.resolve("Makefile"), "TESTS = a\ncheck-TESTS:\n");
        BuildRefusedException refused = refusedTests(List.of("A.b"), List.of());
        assertThat(refused).hasMessage("No test of sample 1.0.0 matches 'A.b'.");
    }

    @Test
    void testsThatMakeRunsAsAWholeCannotBeExcluded() throws Exception {
        Quirk quirk = QuirkBuilder.quirk("terminals", "it needs a terminal.")
                .excludedTests("tests.tty")
                .build();
        BuildRefusedException refused = refusedTests(List.of(), List.of(quirk));
        assertThat(refused.reason()).isEqualTo(BuildRefusedException.Reason.NO_TEST_EXCLUDABLE);
        assertThat(refused)
                .hasMessage(
                        "Cannot exclude 'tests.tty' (excludedTests in the recipe): the tests of sample 1.0.0 can only"
                                + " be run as a whole.");
    }

    @Test
    void aScriptThatFailsDoesNotKeepTheProgramsFromRunning() {
        assertThatThrownBy(() -> checkPrograms("FAIL"))
                .isInstanceOf(TestsFailedException.class)
                .hasMessage("1 of 3 tests of sample 1.0.0 failed.");
    }

    private BuildRefusedException refused(String user) throws Exception {
        BuildOptions options = options(false, Optional.of(user));
        PlannedBuild request = request(options, directory.resolve("work/sample-1.0.0"));
        return catchThrowableOfType(
                BuildRefusedException.class,
                () -> SampleWorld.builder(SUPERVISOR, heard).install(request));
    }

    @Test
    void anUnknownUserIsRefusedBeforeAnythingIsBuilt() throws Exception {
        BuildRefusedException refused = refused("no-such-user");
        assertThat(refused.reason()).isEqualTo(BuildRefusedException.Reason.NO_TEST_USER);
        assertThat(refused).hasMessage("Cannot run the tests as the user no-such-user: there is no such user.");
        assertThat(heard.take()).isEmpty();
    }

    @Test
    void aUserWithoutAccessToTheWorkDirectoryIsRefusedBeforeAnythingIsBuilt() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"));
        Path work = Files.createDirectories(directory.resolve("work/sample-1.0.0"));
        // As with a umask of 077.
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwx------"));
        BuildRefusedException refused = refused("nobody");
        assertThat(refused.reason()).isEqualTo(BuildRefusedException.Reason.NO_TEST_USER);
        assertThat(refused)
                .hasMessage(
                        "Cannot run the tests as the user nobody: permission denied for a program in " + work + ".");
        assertThat(heard.take()).isEmpty();
    }
}
