package io.github.mesosbuild.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "300, 0.3 s",
        "340, 0.3 s",
        "2000, 2 s",
        "9940, 9.9 s",
        "9999, 10 s",
        "10000, 10 s",
        "59999, 59 s",
        "60000, 1 min",
        "192000, 3 min 12 s",
        "1800000, 30 min",
        "3600000, 1 h",
        "90061000, 25 h 1 min"
    })
    void aTimeHasItsTwoLargestUnits(long millis, String words) {
        assertThat(Quantities.duration(Duration.ofMillis(millis))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "999949, 999.9 kB",
        "999999, 1.0 MB",
        "28557424, 28.6 MB",
        "4200000000, 4.2 GB",
        "9000000000000000, 9000.0 TB"
    })
    void aSizeHasADecimalUnit(long bytes, String words) {
        assertThat(Quantities.bytes(bytes)).isEqualTo(words);
    }

    @Test
    void oneThingIsSingular() {
        assertThat(Quantities.count(1, "job")).isEqualTo("1 job");
        assertThat(Quantities.count(0, "job")).isEqualTo("0 jobs");
        assertThat(Quantities.count(2, "job")).isEqualTo("2 jobs");
    }
}
