package io.github.mesosbuild.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The user's options for the release's own tests.
 *
 * @param selection the tests to run
 * @param failIfNoneSelected whether a selection that matches no test is a failure
 * @param timeout how long one test may run
 * @param reruns how often a failed test is rerun
 * @param shards the maximum number of processes; 0 for as many as keep the machine busy
 * @param failureIgnore whether the build continues after failed tests
 * @param user the user to run the tests as; if empty, nobody for root, else the current user
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
        Path reports) {

    /**
     * Returns the same options with no more processes than this.
     *
     * @param jobs the jobs of the build, from which the number follows if the user chose none
     */
    public TestOptions withMost(int processes, int jobs) {
        return new TestOptions(
                selection,
                failIfNoneSelected,
                timeout,
                reruns,
                Math.min(shards > 0 ? shards : ShardPool.MOST_FOR_A_JOB * Math.max(1, jobs), processes),
                failureIgnore,
                user,
                reports);
    }
}
