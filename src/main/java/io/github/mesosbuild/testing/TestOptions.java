package io.github.mesosbuild.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the user asks of the release's own tests.
 *
 * @param selection which are run
 * @param failIfNoneSelected whether it is a failure if the selection takes none
 * @param timeout how long one test may run
 * @param reruns how often a test that failed is run again
 * @param shards how many processes run at once at most; 0 for as many as the machine is idle for
 * @param failureIgnore whether the build goes on after tests that failed
 * @param user the name of the user as whom they run; if empty, another than root
 * @param reports the directory of the JUnit XML report
 */
public record TestOptions(
        TestSelection selection,
        boolean failIfNoneSelected,
        Duration timeout,
        int reruns,
        int shards,
        boolean failureIgnore,
        Optional<String> user,
        Path reports) {}
