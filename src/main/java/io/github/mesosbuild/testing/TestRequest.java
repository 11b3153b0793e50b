package io.github.mesosbuild.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Which test programs to run, and where.
 *
 * @param release its name, such as {@code mesos 0.24.0}
 * @param tree the build tree
 * @param programs test programs that speak the command line of googletest, relative to the tree
 * @param environment complete, for each process
 * @param exclusions tests that are not run
 * @param jobs how many processes may be busy at once
 * @param limit how long all of it may take
 * @param scratch a directory for what the processes write; emptied before
 * @param logs the directory of their logs; emptied before
 * @param times the file in which the tests' times are kept
 * @param options what the user asks for
 */
public record TestRequest(
        String release,
        Path tree,
        List<String> programs,
        Map<String, String> environment,
        List<Exclusion> exclusions,
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
    }
}
