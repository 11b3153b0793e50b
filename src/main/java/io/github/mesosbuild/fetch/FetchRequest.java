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
 * @param companions the suffixes of small optional files next to the archive: {@code .asc}, {@code .md5}, {@code .sha512}
 * @param offline whether to contact no server
 * @param limits how hard the fetch tries
 */
public record FetchRequest(
        String releaseName,
        String fileName,
        List<Source> sources,
        List<Pin> pins,
        List<String> companions,
        boolean offline,
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
            if (!suffix.startsWith(".") || !isPlainName(fileName + suffix) || suffix.startsWith(".part")) {
                throw new IllegalArgumentException("'" + suffix + "' is not a valid suffix for a companion file");
            }
        }
    }

    private static boolean isPlainName(String name) {
        return !name.isBlank() && !name.startsWith(".") && !name.matches(".*[/\\\\\\x00-\\x1f].*");
    }

    /** Returns whether a pinned SHA-256 or SHA-512 exists, which is enough to prove that the archive is the right one. */
    public boolean stronglyPinned() {
        return pins.stream().anyMatch(pin -> pin.digest().algorithm().strong());
    }
}
