package io.github.mesosbuild.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mesosbuild.node.DescriptionException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeRemediesTest {
    @Test
    void reportsOneProblemInOneSentence() {
        assertThat(Remedies.explain(new DescriptionException(List.of("quorum: 'x' is not a number.")), "")
                        .orElseThrow()
                        .message())
                .isEqualTo(
                        "quorum: 'x' is not a number. Fix the description in mesos.nodes.file or <nodes>. No files were"
                                + " written.");
    }

    @Test
    void reportsSeveralProblemsLineByLine() {
        assertThat(Remedies.explain(new DescriptionException(List.of("One.", "Two.")), "")
                        .orElseThrow()
                        .message())
                .isEqualTo("The node description has 2 problems:\n  - One.\n  - Two.\nFix the description in"
                        + " mesos.nodes.file or <nodes>. No files were written.");
    }
}
