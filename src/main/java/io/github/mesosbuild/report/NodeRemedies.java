package io.github.mesosbuild.report;

import io.github.mesosbuild.failure.ExplainedFailure;
import io.github.mesosbuild.node.DescriptionException;
import java.util.List;

/** The explanation of a node description with problems. */
final class NodeRemedies {
    private NodeRemedies() {}

    static ExplainedFailure explain(DescriptionException failure) {
        List<String> problems = failure.problems();
        String next = "Fix the description in mesos.nodes.file or <nodes>. No files were written.";
        return problems.size() == 1
                ? new ExplainedFailure(problems.get(0), next)
                : new ExplainedFailure(
                        "The node description has " + problems.size() + " problems:",
                        "  - " + String.join("\n  - ", problems),
                        next);
    }
}
