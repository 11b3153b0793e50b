package io.github.mesosbuild.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Which test programs to run, and where.
 *
 * @param release its name, such as {@code mesos 0.24.0}
 * @param root the directory that holds the tree, its sources and all that is written; the programs can reach it in any case
 * @param tree the build tree
 * @param programs test programs that speak the command line of googletest, relative to the tree
 * @param environment complete, for each process
 * @param exclusions tests that are not run
 * @param flaky tests that are known to fail now and then
 * @param leaves names that the programs give to what they leave in {@code /tmp}, as {@link Exclusion#pattern}
 * @param jobs how many processes may be busy at once
 * @param limit how long all of it may take
 * @param scratch a directory for what the processes write; emptied before
 * @param logs the directory of their logs; emptied before
 * @param times the file in which the tests' times are kept
 * @param options what the user asks for
 */
public record TestRequest(
        String release,
        Path root,
        Path tree,
        List<String> programs,
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
