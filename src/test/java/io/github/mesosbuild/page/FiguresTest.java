package io.github.mesosbuild.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "0.04, < 0.1 s",
        "0.05, 0.1 s",
        "3.14, 3.1 s",
        "9.96, 10 s",
        "59.4, 59 s",
        "150, 2 min 30 s",
        "5400, 1 h 30 min"
    })
    void durations(double seconds, String text) {
        assertThat(Figures.duration(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59.6, 1 min", "90, 1 min 30 s", "3600, 1 h", "50010, 13 h 53 min 30 s", "93600, 26 h"})
    void exactTimes(double seconds, String text) {
        assertThat(Figures.exact(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 0.0%", "0.05, 100, < 0.1%", "2.25, 100, 2.3%", "9.96, 100, 10%", "79.4, 100, 79%", "1, 0, -"})
    void parts(double part, double total, String text) {
        assertThat(Figures.percent(part, total)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.00x",
        "0.002, < 0.01x",
        "0.01, 0.01x",
        "0.954, 0.95x",
        "9.99, 9.99x",
        "9.999, 10x",
        "432.4, 432x",
        "'12345.6', '12,346x'"
    })
    void ratios(double ratio, String text) {
        assertThat(Figures.ratio(ratio)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "12, 12", "12.5, 12.5", "12.05, 12.05", "99.999, 100", "0.004, 0"})
    void coordinates(double value, String text) {
        assertThat(Figures.coordinate(value)).isEqualTo(text);
    }

    @Test
    void countsHaveGroupsOfThreeDigits() {
        assertThat(Figures.count(1, "test")).isEqualTo("1 test");
        assertThat(Figures.count(1204, "test")).isEqualTo("1,204 tests");
    }

    @Test
    void ofALongPathTheEndIsShown() {
        assertThat(Figures.shortened("src/master/http.o", 17)).isEqualTo("src/master/http.o");
        assertThat(Figures.shortened("src/master/http.o", 12)).isEqualTo("...er/http.o");
    }

    @Test
    void aStopWatchHasNoRoundingThatGivesSixtySeconds() {
        assertThat(Figures.watch(0)).isEqualTo("0:00");
        assertThat(Figures.watch(59.6)).isEqualTo("1:00");
        assertThat(Figures.watch(3599.5)).isEqualTo("1:00:00");
        assertThat(Figures.watch(93_784)).isEqualTo("26:03:04");
        assertThat(Figures.moment(8.46)).isEqualTo("0:08.5");
        assertThat(Figures.moment(59.97)).isEqualTo("1:00.0");
    }
}
