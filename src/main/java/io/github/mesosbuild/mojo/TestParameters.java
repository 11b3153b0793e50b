package io.github.mesosbuild.mojo;

import io.github.mesosbuild.testing.TestOptions;
import io.github.mesosbuild.testing.TestSelection;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;

/** How the release's own tests are run; each element is also a property {@code mesos.test.…}. */
public class TestParameters {
    /** Which tests are run; {@code mesos.test} itself, or a text in {@code <test>}, is short for it. */
    List<String> names;

    /** How many seconds one test may run. */
    Integer timeoutSeconds;

    /** How often a test that failed is run again. */
    Integer rerunFailingTestsCount;

    /** How many test processes run at once at most. */
    Integer shards;

    /** Whether the build goes on after tests that failed. */
    Boolean failureIgnore;

    /** Whether it is a failure if {@code mesos.test} selects no test. */
    Boolean failIfNoSpecifiedTests;

    /** As whom they run. */
    String user;

    /** Where the report is written. */
    File reportsDirectory;

    /** What stands directly in {@code <test>}. */
    public void set(String commaSeparated) {
        names = Stream.of(commaSeparated.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    TestOptions options(Path reports) throws MojoFailureException {
        return new TestOptions(
                names == null ? TestSelection.ALL : new TestSelection(names),
                !Boolean.FALSE.equals(failIfNoSpecifiedTests),
                Duration.ofSeconds(
                        timeoutSeconds == null
                                ? 300
                                : Check.atLeast(1, "mesos.test.timeoutSeconds", timeoutSeconds)),
                rerunFailingTestsCount == null
                        ? 1
                        : Check.atLeast(0, "mesos.test.rerunFailingTestsCount", rerunFailingTestsCount),
                shards == null ? 0 : Check.atLeast(0, "mesos.test.shards", shards),
                Boolean.TRUE.equals(failureIgnore),
                Optional.ofNullable(user).map(String::strip).filter(name -> !name.isEmpty()),
                reportsDirectory == null
                        ? reports
                        : reportsDirectory.toPath().toAbsolutePath().normalize());
    }
}
