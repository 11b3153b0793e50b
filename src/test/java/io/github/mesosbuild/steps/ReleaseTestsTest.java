package io.github.mesosbuild.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mesosbuild.files.Sleeper;
import io.github.mesosbuild.process.Outcome;
import io.github.mesosbuild.process.Supervisor;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.steps.log.FirstError;
import io.github.mesosbuild.testing.TestRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        return new ReleaseTests(RUNNER, heard, request(options, directory)).run(BY_MAKE, tree, (environment, arguments, log) -> {
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
        String why = "make has nothing to do for the target 'check'. If the release has tests, correct build.test.target"
                + " in the recipe.";
        assertThat(succeed(BY_MAKE, "make: Nothing to be done for 'check'.\n")).isTrue();
        assertThat(heard.take()).containsExactly("untested: " + why);
        assertThat(directory.resolve("reports/TEST-sample-1.0.0.xml"))
                .content()
                .contains("tests=\"1\"", "skipped=\"1\"", "name=\"check\" classname=\"make\"")
                .contains("<skipped message=\"" + why.replace("\"", "&quot;") + "\"/>");
    }

    @Test
    void missingDejaGnuIsNamedAndTheStepIsNotDone() throws Exception {
        assertThat(succeed(BY_MAKE, "WARNING: could not find 'runtest'\n")).isFalse();
        assertThat(heard.take())
                .containsExactly("untested: DejaGnu is not installed, so 'make check' ran no tests."
                        + " Install the package dejagnu.");
    }

    @Test
    void programsWithoutTestsAreNoPass() throws Exception {
        Path program = Files.writeString(tree.resolve("unit-tests"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(succeed(new Release.Test("check", List.of("unit-tests"), List.of(), List.of()), ""))
                .isTrue();
        assertThat(heard.take())
                .containsExactly("untested: The googletest programs of the recipe (build.test.programs) have no tests.");
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
