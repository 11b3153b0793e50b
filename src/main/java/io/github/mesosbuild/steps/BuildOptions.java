package io.github.mesosbuild.steps;

import io.github.mesosbuild.testing.TestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user asks of a build beyond the recipe.
 *
 * @param configureArguments added after the recipe's, so that they win
 * @param makeArguments added after the recipe's
 * @param environment set for every step, over the recipe's
 * @param installDirectory where to install; in the store of installations if empty
 * @param skipTests whether the release's own tests are left out
 * @param jobs how many compilers may run at once at the start of make
 * @param timeouts how long a step may run
 * @param tests how the release's own tests are run
 * @param type the name of the type of build, such as {@code release}
 * @param strip whether what is installed is stripped; as the type of build says if empty
 * @param maven how a Maven that make runs is called
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
        Optional<NestedMaven> maven) {

    /** The usual type of build. */
    public static final String RELEASE = "release";

    /** The type of build for those who look into it with a debugger. */
    public static final String DEBUG = "debug";

    public BuildOptions {
        configureArguments = List.copyOf(configureArguments);
        makeArguments = List.copyOf(makeArguments);
        environment = Map.copyOf(environment);
    }

    /** The same with another number of jobs. */
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
                maven);
    }

    /**
     * How long a step may run.
     *
     * @param total after which a step is ended
     * @param silent without a line of output after which a step is ended
     */
    public record Timeouts(Duration total, Duration silent) {}
}
