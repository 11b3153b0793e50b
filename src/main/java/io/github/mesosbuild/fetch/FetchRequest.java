package io.github.mesosbuild.fetch;

import io.github.mesosbuild.release.Pin;
import java.time.Duration;
import java.util.List;

/**
 * What to fetch, from where, and how hard to try.
 *
 * @param releaseName for people: {@code mesos 0.24.0}
 * @param fileName the archive's name; its suffix says how the file has to begin
 * @param sources in the order in which they are tried
 * @param pins digests that the archive must have; all of them count
 * @param companions suffixes of small optional files beside the archive: {@code .asc}, {@code .md5}, {@code .sha512}
 * @param offline whether to leave all servers alone
 * @param maximumAttempts how often one source is tried, at least 1
 * @param totalTime limit of everything together, waiting included
 * @param connections how many connections one server may be asked for at once: 1 (no ranges) to 8
 */
public record FetchRequest(
        String releaseName,
        String fileName,
        List<Source> sources,
        List<Pin> pins,
        List<String> companions,
        boolean offline,
        int maximumAttempts,
        Duration totalTime,
        int connections) {

    /**
     * @throws IllegalArgumentException if a value is outside the limits above, or a name holds a path separator
     */
    public FetchRequest {
        sources = List.copyOf(sources);
        pins = List.copyOf(pins);
        companions = List.copyOf(companions);
        if (!isPlainName(fileName)) {
            throw new IllegalArgumentException("'" + fileName + "' is not the name of a file");
        }
        for (String suffix : companions) {
            if (!suffix.startsWith(".") || !isPlainName(fileName + suffix) || suffix.startsWith(".part")) {
                throw new IllegalArgumentException("'" + suffix + "' is not the suffix of a file beside the archive");
            }
        }
        if (maximumAttempts < 1) {
            throw new IllegalArgumentException("At least one attempt is needed, there are " + maximumAttempts);
        }
        if (connections < 1 || connections > 8) {
            throw new IllegalArgumentException("1 to 8 connections are possible, not " + connections);
        }
        if (totalTime.isNegative() || totalTime.isZero()) {
            throw new IllegalArgumentException("The total time must be positive, it is " + totalTime);
        }
    }

    private static boolean isPlainName(String name) {
        return !name.isBlank() && !name.startsWith(".") && !name.matches(".*[/\\\\\\x00-\\x1f].*");
    }

    /** Whether some pin proves by itself that the archive is the right one. */
    public boolean stronglyPinned() {
        return pins.stream().anyMatch(pin -> pin.digest().algorithm().strong());
    }
}
