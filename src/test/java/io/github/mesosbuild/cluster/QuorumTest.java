package io.github.mesosbuild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "4, 3", "5, 3", "7, 4"})
    void aMajorityIsMoreThanHalf(int members, int majority) {
        assertThat(Quorum.majority(members)).isEqualTo(majority);
        assertThat(new Quorum(majority, members).problem()).isEmpty();
        assertThat(new Quorum(majority - 1, members).problem()).isPresent();
    }

    @Test
    void aQuorumThatSplitsTheMastersNamesBothRemedies() {
        assertThat(new Quorum(1, 2).problem())
                .contains("A quorum of 1 is not a majority of 2 masters: two groups could decide separately and damage the"
                        + " replicated log. Use a quorum of 2, or at most 1 master.");
        assertThat(new Quorum(0, 1).problem())
                .contains("A quorum of 0 is not a majority of 1 master: two groups could decide separately and damage the"
                        + " replicated log. Use a quorum of 1.");
    }

    @Test
    void moreThanAllMastersCanNeverAgreeUnlessOthersRunElsewhere() {
        assertThat(new Quorum(4, 3).problem())
                .contains("A quorum of 4 can never be reached with 3 masters. Use a quorum of 2.");
        assertThat(new Quorum(4, 3).splitBrain()).isEmpty();
    }
}
