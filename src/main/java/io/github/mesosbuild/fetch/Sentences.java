package io.github.mesosbuild.fetch;

import java.time.Duration;
import java.util.Locale;

/** Values as people read them. */
final class Sentences {
    private Sentences() {}

    static String duration(Duration duration) {
        if (duration.toMillis() < 10_000 && duration.toMillis() % 1000 != 0) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        long seconds = Math.max(0, duration.plusMillis(500).toSeconds());
        return seconds < 120 ? seconds + " s" : (seconds + 30) / 60 + " min";
    }
}
