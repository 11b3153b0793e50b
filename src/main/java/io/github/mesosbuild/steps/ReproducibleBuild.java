package io.github.mesosbuild.steps;

import io.github.mesosbuild.release.Release;
import io.github.mesosbuild.release.Version;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a reproducible build has in place of the machine's own directories and times, so that the same inputs give the same bytes in any
 * directory, at any time and for any user.
 */
public final class ReproducibleBuild {
    /** The name of the condition in recipes that is met by reproducible builds, and of the input that marks them. */
    public static final String FACT = "reproducible";

    /** The variable with the time that a build must write in place of the current one (reproducible-builds.org/specs/source-date-epoch). */
    public static final String EPOCH = "SOURCE_DATE_EPOCH";

    /** The variables of every step, unless the user sets them. */
    static final Map<String, String> ENVIRONMENT = Map.of("TZ", "UTC");

    /** Raise it when reproducible builds give other bytes. */
    static final String VERSION = "1";

    /**
     * The directory above those that releases are configured for. Nothing is ever in it. Only root could put something there, and its name is
     * long enough for the run paths that replace it.
     */
    private static final Path PREFIXES = Path.of("/opt/mesos-maven-plugin");

    private ReproducibleBuild() {}

    /** Returns the directory that a release is configured for. */
    public static Path prefix(Release release) {
        return PREFIXES.resolve(release.name().replace(' ', '-'));
    }

    /**
     * Returns whether a reproducible build made an installation.
     *
     * @param inputs what decided the result of the build, by name
     */
    public static boolean made(Map<String, String> inputs) {
        return inputs.containsKey(FACT);
    }

    /** Returns the version for the condition: 1, or none. */
    static Optional<Version> fact(boolean reproducible) {
        return reproducible ? Optional.of(new Version(VERSION)) : Optional.empty();
    }

    /** Returns the value of {@link #EPOCH} for a time. */
    public static String epoch(Instant time) {
        return Long.toString(time.getEpochSecond());
    }
}
