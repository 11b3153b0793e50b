package io.github.mesosbuild.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @ParameterizedTest
    @CsvSource({"0.24.0, 0.24, 0", "0.9, 0.10, -1", "12.2.0, 9, 1", "1.0.0-rc1, 1.0.0, 0", "20150920, 3, 1"})
    void comparesNumberByNumber(String one, String other, int sign) {
        assertThat(Integer.signum(new Version(one).compareTo(new Version(other))))
                .isEqualTo(sign);
        assertThat(Integer.signum(new Version(other).compareTo(new Version(one))))
                .isEqualTo(-sign);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "v1.0", ".5"})
    void rejectsTextsWithoutALeadingDigit(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Version(text))
                .withMessage("'" + text + "' is not a version: it does not start with a digit");
    }

    @Test
    void findsTheFirstNumberInAnOutput() {
        assertThat(Version.firstIn("GNU Make 4.3\nBuilt for x86_64")).contains(new Version("4.3"));
        assertThat(Version.firstIn("no number")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ">= 7, < 12 | 7.1 | true",
                ">= 7, < 12 | 12.0 | false",
                "< 9 | 8.0.392 | true",
                "= 4.3 | 4.3.0 | true",
                "17 | 17 | true",
                "any | 1 | true",
                "missing | 1 | false"
            })
    void rangesContainVersions(String range, String version, boolean contained) {
        assertThat(new VersionRange(range).contains(Optional.of(new Version(version))))
                .isEqualTo(contained);
    }

    @Test
    void onlyMissingContainsAMissingTool() {
        assertThat(new VersionRange("missing").contains(Optional.empty())).isTrue();
        assertThat(new VersionRange("any").contains(Optional.empty())).isFalse();
        assertThat(new VersionRange(">= 1").contains(Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=> 3", ">= ", "~ 3", ">= 3,"})
    void rejectsInvalidRanges(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new VersionRange(text));
    }
}
