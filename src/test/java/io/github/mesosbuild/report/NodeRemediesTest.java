package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.node.DescriptionException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeRemediesTest {
    @Test
    void tellsOneFaultInOneSentence() {
        assertThat(Remedies.explain(new DescriptionException(List.of("quorum: 'x' is no number.")), "")
                        .orElseThrow()
                        .message())
                .isEqualTo("quorum: 'x' is no number. Correct the description, mesos.nodes.file or <nodes>; nothing was"
                        + " written.");
    }

    @Test
    void tellsManyFaultsLineByLine() {
        assertThat(Remedies.explain(new DescriptionException(List.of("One.", "Two.")), "")
                        .orElseThrow()
                        .message())
                .isEqualTo("The description of the machines has 2 faults:\n  - One.\n  - Two.\nCorrect the description,"
                        + " mesos.nodes.file or <nodes>; nothing was written.");
    }
}
