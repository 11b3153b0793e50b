package io.github.mesosbuild.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void ccacheCountsDirectAndPreprocessedHits() {
        String printed = "stats_updated_timestamp\t1795429437\ncalled_for_link\t7\ncache_miss\t4\n"
                + "direct_cache_hit\t90\ndirect_cache_miss\t10\npreprocessed_cache_hit\t6\npreprocessed_cache_miss\t4\n";
        assertThat(Statistics.ofCcache(printed)).contains(new Statistics(96, 4));
    }

    @Test
    void anOldCcacheHasNoStatistics() {
        assertThat(Statistics.ofCcache("ccache: unrecognized option '--print-stats'\n"))
                .isEmpty();
    }

    @Test
    void sccachesLogCountsEachCompilation() {
        String log = "[2026-11-23T10:23:37Z DEBUG sccache::compiler::compiler] [a.o]: get_cached_or_compile: [\"-c\"]\n"
                + "[2026-11-23T10:23:37Z DEBUG sccache::compiler::compiler] [a.o]: Cache miss in 0.000 s\n"
                + "[2026-11-23T10:23:37Z DEBUG sccache::compiler::compiler] [a.o]: Compiled in 0.016 s, storing in cache\n"
                + "[2026-11-23T10:23:38Z DEBUG sccache::compiler::compiler] [a.o]: Cache hit in 0.000 s\n";
        assertThat(Statistics.ofSccache(log)).isEqualTo(new Statistics(1, 1));
    }

    @Test
    void theDifferenceHasAPhrase() {
        assertThat(new Statistics(119, 21).since(new Statistics(100, 20)))
                .hasToString("19 hits, 1 miss (95.0 % from the cache)");
        assertThat(new Statistics(1, 2)).hasToString("1 hit, 2 misses (33.3 % from the cache)");
        assertThat(new Statistics(0, 0)).hasToString("0 hits, 0 misses");
    }
}
