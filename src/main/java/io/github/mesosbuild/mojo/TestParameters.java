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

/** The release's own tests; each element is also a property {@code mesos.test.NAME}. */
public class TestParameters implements Abbreviated {
    /**
     * Patterns of the tests to run, such as {@code Suite.Name*} or {@code !Suite.Name}; for tests of Automake, the suite is the
     * directory and the name the script. {@code mesos.test}, or text in {@code <test>}, is short for it.
     */
    List<String> names;

    /** The time limit of one test, in seconds; default 300. */
    Integer timeoutSeconds;

    /** The number of reruns of a failed test; one that then passes is flaky. Default 1. */
    Integer rerunFailingTestsCount;

    /** The maximum number of test processes at once; by default one per job. */
    Integer shards;

    /** Whether the build continues after failed tests. */
    Boolean failureIgnore;

    /** Whether it is a failure if {@code names} selects no test; default true. */
    Boolean failIfNoSpecifiedTests;

    /** The user that runs the tests; by default {@code nobody} if Maven runs as root, else Maven's user. */
    String user;

    /** The directory of the JUnit XML report; by default {@code surefire-reports}. */
    File reportsDirectory;

    @Override
    public boolean isSet() {
        return names != null;
    }

    /** Sets the text in {@code <test>}. */
    @Override
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
                        timeoutSeconds == null ? 300 : Check.atLeast(1, "mesos.test.timeoutSeconds", timeoutSeconds)),
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
