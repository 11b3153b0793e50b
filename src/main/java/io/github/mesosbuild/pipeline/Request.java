package io.github.mesosbuild.pipeline;

import io.github.mesosbuild.fetch.Source;
import io.github.mesosbuild.jobs.JobLimits;
import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.steps.BuildOptions;
import io.github.mesosbuild.steps.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is asked for, and where it may be found and put.
 *
 * @param release what to build, with the user's pins in the place of the recipe's if there are any
 * @param sources where the archive may be, in the order in which they are tried
 * @param keys a file or a directory of OpenPGP keys that the user trusts in the place of the recipe's
 * @param acceptWeakSignatures whether a signature over SHA-1 vouches by itself
 * @param verifyAgain whether an archive in the cache is digested and judged anew
 * @param offline whether no server is asked
 * @param fetching how hard a fetch tries
 * @param cacheDirectory of archives and installations
 * @param workDirectory of the build
 * @param jdk the JDK
 * @param java whether Java bindings are built: {@link #JAVA_IF_POSSIBLE}, {@link #JAVA} or {@link #NO_JAVA}
 * @param python whether Python bindings are built, where that is possible
 * @param checkDependencies whether the requirements are checked before a build
 * @param installDependencies whether missing packages are installed
 * @param options of the build, without the jobs, which the limits and the machine decide
 * @param limits of the jobs of make
 */
public record Request(
        Release release,
        List<Source> sources,
        Optional<Path> keys,
        boolean acceptWeakSignatures,
        boolean verifyAgain,
        boolean offline,
        Fetching fetching,
        Path cacheDirectory,
        Path workDirectory,
        SelectedJdk jdk,
        String java,
        boolean python,
        boolean checkDependencies,
        boolean installDependencies,
        BuildOptions options,
        JobLimits limits) {

    /** Java bindings are built if the JDK is good for it. */
    public static final String JAVA_IF_POSSIBLE = "auto";

    /** Java bindings are built. */
    public static final String JAVA = "true";

    /** No Java bindings are built. */
    public static final String NO_JAVA = "false";

    public Request {
        sources = List.copyOf(sources);
    }

    /**
     * How hard a fetch tries.
     *
     * @param attempts a source
     * @param limit of all attempts at all sources together
     * @param connections how many one server may be asked for at once
     */
    public record Fetching(int attempts, Duration limit, int connections) {}

    /** Where this release is built. */
    public Workspace workspace() {
        return new Workspace(workDirectory.resolve(release.name().replace(' ', '-')));
    }

    /** The store of installations. */
    Path installations() {
        return cacheDirectory.resolve("installations");
    }
}
