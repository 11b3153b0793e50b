package io.github.mesosbuild.node;

import io.github.mesosbuild.files.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a description's nodes.
 *
 * @param checked the time of the check
 * @param leader the name of the host whose master leads, if exactly one does
 * @param findings the findings, good and bad, node by node
 */
public record NodeReport(Instant checked, Optional<String> leader, List<NodeFinding> findings) {
    public NodeReport {
        findings = List.copyOf(findings);
    }

    /** Returns the differences from the description, one sentence each. */
    public List<String> problems() {
        return findings.stream()
                .filter(finding -> !finding.good())
                .map(NodeFinding::sentence)
                .distinct()
                .toList();
    }

    /** Returns whether all nodes match the description. */
    public boolean isGood() {
        return findings.stream().allMatch(NodeFinding::good);
    }

    /** Returns the report as JSON. */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("good", isGood());
        json.put("checked", checked.toString());
        json.put("leader", leader.orElse(null));
        List<Object> all = new ArrayList<>();
        for (NodeFinding finding : findings) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("host", finding.host().isEmpty() ? null : finding.host());
            one.put("what", finding.what());
            one.put("good", finding.good());
            one.put("sentence", finding.sentence());
            all.add(one);
        }
        json.put("findings", all);
        json.put("problems", problems());
        return Json.report(json);
    }
}
