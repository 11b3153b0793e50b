package io.github.mesosbuild.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchIntervalTest {
    @Test
    void aWatchIsAskedForWithAndWithoutANumber() throws Exception {
        assertThat(WatchInterval.of(null)).isEmpty();
        assertThat(WatchInterval.of("false")).isEmpty();
        assertThat(WatchInterval.of("true")).contains(Duration.ofSeconds(2));
        assertThat(WatchInterval.of("")).contains(Duration.ofSeconds(2));
        assertThat(WatchInterval.of(" 10 ")).contains(Duration.ofSeconds(10));
        assertThat(WatchInterval.of("3600")).contains(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "3601", "1.5", "soon", "99999999999"})
    void anythingElseIsRefused(String value) {
        assertThatThrownBy(() -> WatchInterval.of(value))
                .hasMessage("mesos.watch must be a number of seconds from 1 to 3600, or true, got '" + value + "'.");
    }
}
