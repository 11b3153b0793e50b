package io.github.mesosbuild.steps;

import io.github.mesosbuild.testing.TestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The user's options for a build, in addition to the recipe.
 *
 * @param configureArguments added after the recipe's, so that they take precedence
 * @param makeArguments added after the recipe's
 * @param environment variables of every step; they override the recipe's
 * @param installDirectory where to install; the store of installations if empty
 * @param skipTests whether the release's own tests are skipped
 * @param jobs how many jobs make may run at its start
 * @param timeouts the time limits of a step
 * @param tests the options of the release's own tests
 * @param type the name of the build type, such as {@code release}
 * @param strip whether to strip the installation; the build type decides if empty
 * @param maven how make is to call Maven, if it does
 * @param reproducible whether the same inputs must give the same bytes in any directory, at any time and for any user
 */
public record BuildOptions(
        List<String> configureArguments,
        List<String> makeArguments,
        Map<String, String> environment,
        Optional<Path> installDirectory,
        boolean skipTests,
        int jobs,
        Timeouts timeouts,
        TestOptions tests,
        String type,
        Optional<Boolean> strip,
        Optional<NestedMaven> maven,
        boolean reproducible) {

    /** The default build type. */
    public static final String RELEASE = "release";

    /** The build type for use with a debugger. */
    public static final String DEBUG = "debug";

    public BuildOptions {
        configureArguments = List.copyOf(configureArguments);
        makeArguments = List.copyOf(makeArguments);
        environment = Map.copyOf(environment);
    }

    /** Returns the same options with another number of jobs. */
    public BuildOptions withJobs(int number) {
        return new BuildOptions(
                configureArguments,
                makeArguments,
                environment,
                installDirectory,
                skipTests,
                number,
                timeouts,
                tests,
                type,
                strip,
                maven,
                reproducible);
    }

    /**
     * The time limits of a step.
     *
     * @param total how long a step may run
     * @param silent how long a step may print nothing
     */
    public record Timeouts(Duration total, Duration silent) {}
}
