package io.github.mesosbuild.launcher;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a compiler cache had what was asked for.
 *
 * @param hits compilations that were answered from the cache
 * @param misses compilations that the compiler had to do
 */
public record Statistics(long hits, long misses) {
    /** {@code ccache --print-stats}, one counter a line, its name and its value separated by a tab (ccache(1)). */
    private static final Pattern CCACHE = Pattern.compile("(?m)^(\\w+)\\t(\\d+)$");

    /** What sccache's server logs of each compilation, of C and C++ alike. */
    private static final Pattern SCCACHE = Pattern.compile("\\]: Cache (hit|miss) in ");

    /** What {@code ccache --print-stats} counts; empty if it does not know that option, as before 3.7. */
    static Optional<Statistics> ofCcache(String output) {
        long hits = 0;
        long misses = 0;
        boolean known = false;
        for (Matcher line = CCACHE.matcher(output); line.find(); ) {
            long count = Long.parseLong(line.group(2));
            switch (line.group(1)) {
                case "direct_cache_hit", "preprocessed_cache_hit" -> hits += count;
                case "cache_miss" -> {
                    misses += count;
                    known = true;
                }
                default -> {
                    // Sizes, and calls that are no compilations.
                }
            }
        }
        return known ? Optional.of(new Statistics(hits, misses)) : Optional.empty();
    }

    /** What the log of sccache's server counts. */
    static Statistics ofSccache(String log) {
        long hits = 0;
        long misses = 0;
        for (Matcher line = SCCACHE.matcher(log); line.find(); ) {
            if (line.group(1).equals("hit")) {
                hits++;
            } else {
                misses++;
            }
        }
        return new Statistics(hits, misses);
    }

    /** What came to these since earlier ones. */
    public Statistics since(Statistics earlier) {
        return new Statistics(hits - earlier.hits, misses - earlier.misses);
    }

    /** One clause: {@code 19 hits, 1 miss (95.0 % from the cache)}. */
    @Override
    public String toString() {
        long all = hits + misses;
        String share = all == 0 ? "" : String.format(Locale.ROOT, " (%.1f %% from the cache)", 100.0 * hits / all);
        return hits + (hits == 1 ? " hit, " : " hits, ") + misses + (misses == 1 ? " miss" : " misses") + share;
    }
}
