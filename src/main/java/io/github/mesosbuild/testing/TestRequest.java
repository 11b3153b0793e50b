package io.github.mesosbuild.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A request to run test programs.
 *
 * @param release the name of the release, such as {@code mesos 0.24.0}
 * @param root the directory that contains the tree, the sources and all files that are written; the programs can always
 *     reach it
 * @param tree the build tree
 * @param programs the googletest programs, relative to the tree
 * @param surroundings the directory and further variables of each program
 * @param environment the environment of each process, without those variables
 * @param exclusions the excluded tests
 * @param flaky tests that are known to fail occasionally
 * @param leaves patterns of the names of files that the programs leave in {@code /tmp}, as {@link Exclusion#pattern}
 * @param jobs how many processes may be busy at once
 * @param limit the time limit for all tests
 * @param scratch a directory for the files of the processes; emptied first
 * @param logs the directory of the logs; emptied first
 * @param times the file with the durations of the tests
 * @param options the user's options
 */
public record TestRequest(
        String release,
        Path root,
        Path tree,
        List<String> programs,
        TestSurroundings surroundings,
        Map<String, String> environment,
        List<Exclusion> exclusions,
        List<KnownFlaky> flaky,
        List<String> leaves,
        int jobs,
        Duration limit,
        Path scratch,
        Path logs,
        Path times,
        TestOptions options) {
    public TestRequest {
        programs = List.copyOf(programs);
        environment = Map.copyOf(environment);
        exclusions = List.copyOf(exclusions);
        flaky = List.copyOf(flaky);
        leaves = List.copyOf(leaves);
    }
}
