package io.github.mesosbuild.report;

import io.github.mesosbuild.node.DescriptionException;
import java.util.List;

/** What to do next when a description is not that of machines which work. */
final class NodeRemedies {
    private NodeRemedies() {}

    static ExplainedFailure explain(DescriptionException failure) {
        List<String> problems = failure.problems();
        String next = "Correct the description, mesos.nodes.file or <nodes>; nothing was written.";
        return problems.size() == 1
                ? new ExplainedFailure(problems.get(0), next)
                : new ExplainedFailure(
                        "The description of the machines has " + problems.size() + " faults:",
                        "  - " + String.join("\n  - ", problems),
                        next);
    }
}
