package io.github.mesosbuild.fetch;

import io.github.mesosbuild.release.Pin;
import java.time.Duration;
import java.util.List;

/**
 * A request to fetch an archive, with its sources and limits.
 *
 * @param releaseName the release's name for messages, such as {@code mesos 0.24.0}
 * @param fileName the archive's name, whose suffix determines the expected format
 * @param sources the sources in the order in which they are tried
 * @param pins the pinned digests, all of which the archive must have
 * @param companions the suffixes of small optional files next to the archive: {@code .asc}, {@code .md5}, {@code .sha512}; or a slash and
 *     the name of a file in the archive's directory: {@code /SHA256SUMS}
 * @param offline whether to contact no server
 * @param firstUse whether the archive is wanted although nothing proves it yet, because its digest becomes the proof for later fetches
 * @param limits how hard the fetch tries
 */
public record FetchRequest(
        String releaseName,
        String fileName,
        List<Source> sources,
        List<Pin> pins,
        List<String> companions,
        boolean offline,
        boolean firstUse,
        Limits limits) {

    /**
     * How hard a fetch tries, and how much it accepts.
     *
     * @param attempts the maximum number of attempts for each source, at least 1
     * @param time the limit for the whole fetch, including waits. While other sources are left, one source gets half of the time that
     *     remains
     * @param connections the maximum number of concurrent connections to a server, from 1 (no ranges) to 8
     * @param bytes the maximum size of the archive in bytes
     * @param rate the minimum rate of a server in bytes per second, measured over the read timeout; 0 for none
     */
    public record Limits(int attempts, Duration time, int connections, long bytes, long rate) {
        /** The parameter that sets {@link #bytes()}, in MiB. */
        public static final String BYTES = "mesos.archive.maximumMegabytes";

        /** The parameter that sets {@link #rate()}. */
        public static final String RATE = "mesos.minimumBytesPerSecond";

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if a value is out of range
         */
        public Limits {
            if (attempts < 1) {
                throw new IllegalArgumentException("The number of attempts must be at least 1, got " + attempts);
            }
            if (connections < 1 || connections > 8) {
                throw new IllegalArgumentException("The number of connections must be 1 to 8, got " + connections);
            }
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("The total time must be positive, got " + time);
            }
            if (bytes < 1 || rate < 0) {
                throw new IllegalArgumentException(
                        "The size and the rate must be positive, got " + bytes + " and " + rate);
            }
        }
    }

    /** Creates a request for an archive that must be proved. */
    public FetchRequest(
            String releaseName,
            String fileName,
            List<Source> sources,
            List<Pin> pins,
            List<String> companions,
            boolean offline,
            Limits limits) {
        this(releaseName, fileName, sources, pins, companions, offline, false, limits);
    }

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a name contains a path separator
     */
    public FetchRequest {
        sources = List.copyOf(sources);
        pins = List.copyOf(pins);
        companions = List.copyOf(companions);
        if (!isPlainName(fileName)) {
            throw new IllegalArgumentException("'" + fileName + "' is not a plain file name");
        }
        for (String suffix : companions) {
            String end = end(suffix);
            if (!end.startsWith(".") || !isPlainName(fileName + end) || end.startsWith(".part")) {
                throw new IllegalArgumentException("'" + suffix + "' is not a valid suffix for a companion file");
            }
        }
    }

    private static boolean isPlainName(String name) {
        return !name.isBlank() && !name.startsWith(".") && !name.matches(".*[/\\\\\\x00-\\x1f].*");
    }

    /** Returns what the name of a companion in the cache has after that of the archive: {@code .SHA256SUMS} for {@code /SHA256SUMS}. */
    static String end(String companion) {
        return companion.startsWith("/") ? "." + companion.substring(1) : companion;
    }

    /** Returns whether no companion must prove that the archive is the right one, because a SHA-256 or SHA-512 is pinned, or will be. */
    public boolean stronglyPinned() {
        return firstUse
                || pins.stream().anyMatch(pin -> pin.digest().algorithm().strong());
    }
}
