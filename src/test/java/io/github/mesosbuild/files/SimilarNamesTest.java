package io.github.mesosbuild.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarNamesTest {
    @ParameterizedTest
    @CsvSource({
        "version, version, 0",
        "version, VERSION, 0",
        "verison, version, 1",
        "versio, version, 1",
        "versioon, version, 1",
        "vrsiion, version, 2",
        "'', abc, 3",
        "abc, '', 3",
        "kitten, sitting, 3",
        "ab, ba, 1"
    })
    void aDistanceCountsLettersThatAreChangedAddedRemovedOrSwapped(String one, String other, int distance) {
        assertThat(SimilarNames.distance(one, other)).isEqualTo(distance);
        assertThat(SimilarNames.distance(other, one)).isEqualTo(distance);
    }

    @Test
    void theMostSimilarNameIsFirstAndDistantOnesAreLeftOut() {
        assertThat(SimilarNames.of("slave", List.of("slaves", "save", "master", "leave", "slave-1", "slaves"), 2))
                .containsExactly("save", "slaves", "leave", "slave-1");
        assertThat(SimilarNames.of("slave", List.of("master"), 2)).isEmpty();
    }
}
