package io.github.mesosbuild.mojo;

import java.time.Duration;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;

/** The parameter {@code mesos.watch}: how often a status is shown again. */
final class WatchInterval {
    private static final Duration USUAL = Duration.ofSeconds(2);
    private static final int MOST = 3600;

    private WatchInterval() {}

    /**
     * Returns the time between two looks; empty if there is one look only.
     *
     * @throws MojoFailureException if the value is neither true nor false nor a number of seconds
     */
    static Optional<Duration> of(String value) throws MojoFailureException {
        String text = value == null ? "false" : value.strip();
        if (text.equals("false")) {
            return Optional.empty();
        }
        if (text.isEmpty() || text.equals("true")) {
            return Optional.of(USUAL);
        }
        int seconds = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (seconds < 1 || seconds > MOST) {
            throw new MojoFailureException(
                    "mesos.watch must be a number of seconds from 1 to " + MOST + ", or true, got '" + text + "'.");
        }
        return Optional.of(Duration.ofSeconds(seconds));
    }
}
