package io.github.mesosbuild.launcher;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hits and misses of a compiler cache.
 *
 * @param hits compilations whose result was in the cache
 * @param misses compilations that ran the compiler
 */
public record Statistics(long hits, long misses) {
    /**
     * The output of {@code ccache --print-stats}: one counter a line, name and value separated by a tab (ccache(1)).
     */
    private static final Pattern CCACHE = Pattern.compile("(?m)^(\\w+)\\t(\\d+)$");

    /** The line that sccache's server logs for each C or C++ compilation. */
    private static final Pattern SCCACHE = Pattern.compile("\\]: Cache (hit|miss) in ");

    /** Returns the counters of {@code ccache --print-stats}; empty for versions before 3.7, which lack that option. */
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
                    // Sizes, and calls that are not compilations.
                }
            }
        }
        return known ? Optional.of(new Statistics(hits, misses)) : Optional.empty();
    }

    /** Returns the counters from the log of sccache's server. */
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

    /** Returns the difference from earlier counters. */
    public Statistics since(Statistics earlier) {
        return new Statistics(hits - earlier.hits, misses - earlier.misses);
    }

    /** Returns a phrase such as {@code 19 hits, 1 miss (95.0 % from the cache)}. */
    @Override
    public String toString() {
        long all = hits + misses;
        String share = all == 0 ? "" : String.format(Locale.ROOT, " (%.1f %% from the cache)", 100.0 * hits / all);
        return hits + (hits == 1 ? " hit, " : " hits, ") + misses + (misses == 1 ? " miss" : " misses") + share;
    }
}
