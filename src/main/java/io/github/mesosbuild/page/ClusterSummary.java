package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is worth knowing of a cluster in a few sentences, and its nodes. */
final class ClusterSummary {
    private static final int MOST_SENTENCES = 12;

    private final Html html;
    private final ConfigNode report;
    private final List<NodeRow> nodes;

    ClusterSummary(Html html, ConfigNode report, List<NodeRow> nodes) {
        this.html = html;
        this.report = report;
        this.nodes = nodes;
    }

    void write() {
        Views.begin(html, "summary", "Summary");
        List<String> sentences = sentences();
        html.open("ul", "class", "glance");
        sentences
                .subList(0, Math.min(sentences.size(), MOST_SENTENCES))
                .forEach(sentence -> html.element("li", sentence));
        html.close().newline();
        nodes();
        html.element("h3", "Cluster").open("dl", "class", "facts");
        code("Installation", "installation");
        code("For frameworks", "master");
        if (Fields.text(report, "zk")
                .filter(url -> !Fields.text(report, "master").equals(Optional.of(url)))
                .isPresent()) {
            code("ZooKeeper", "zk");
        }
        html.open("div").element("dt", "Logs").open("dd");
        Fields.text(report, "logs")
                .ifPresentOrElse(path -> Links.write(html, path, path), () -> html.text("not recorded"));
        html.close().close().close().newline();
        Views.end(html);
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(verdict());
        nodes.stream()
                .filter(node -> node.end().equals("byItself"))
                .forEach(node -> sentences.add(node.name() + " ended unexpectedly"
                        + node.reason()
                                .map(line -> ". Its log has: " + line)
                                .orElse(", and its log does not name a reason.")));
        sentences.addAll(leaders());
        ConfigNode tasks = report.get("tasks");
        Fields.count(tasks, "total")
                .filter(total -> total > 0)
                .ifPresent(total -> sentences.add("The leading master knew " + Figures.count(total, "task") + ": "
                        + TasksView.states(tasks) + "."));
        return sentences;
    }

    private String verdict() {
        String by = switch (Fields.textOr(report, "stoppedBy", "")) {
            case "interrupt" -> "Ctrl-C";
            case "close" -> "MesosCluster.close";
            default -> "The goal stop";
        };
        return switch (Fields.textOr(report, "verdict", "")) {
            case "stopped" -> by + " ended the cluster. All nodes ran until then.";
            case "crashed" -> by + " ended the cluster, but not all of its nodes were still running.";
            case "killed" ->
                by + " found no node running. Maven, the watchdog, the machine or somebody else ended them.";
            case "left" -> "Some processes could not be ended.";
            case "failed" -> "The cluster did not become ready, and its nodes were ended.";
            default -> "Not recorded: how the cluster ended.";
        };
    }

    private record Reign(String name, NodeRow.Phase phase) {}

    private static String since(Reign before, Reign reign) {
        double gap = reign.phase().from() - before.phase().to();
        if (gap <= 0) {
            return "";
        }
        return ", after " + Figures.duration(gap)
                + (before.name().equals(reign.name()) ? " in which it did not lead" : " without a leader");
    }

    private List<String> leaders() {
        List<Reign> reigns = nodes.stream()
                .flatMap(node -> node.phases().stream()
                        .filter(phase -> phase.state().equals("leading"))
                        .map(phase -> new Reign(node.name(), phase)))
                .sorted(Comparator.comparingDouble(reign -> reign.phase().from()))
                .toList();
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < reigns.size(); i++) {
            Reign reign = reigns.get(i);
            sentences.add(reign.name() + " led for "
                    + Figures.duration(reign.phase().seconds())
                    + (i == 0 ? "" : since(reigns.get(i - 1), reign)) + ".");
        }
        return sentences;
    }

    private void nodes() {
        html.element("h3", "Nodes");
        if (nodes.isEmpty()) {
            Views.missing(html, "the nodes");
            return;
        }
        Table table = new Table(html, "The nodes, in the order of their start", "Node", "End", "Times");
        for (NodeRow node : nodes) {
            table.word(node.name(), node.address());
            if (node.isBad()) {
                table.bad(node.howItEnded());
            } else {
                table.text(node.howItEnded());
            }
            table.lines(times(node)).end();
        }
        table.close();
    }

    private static Map<String, String> times(NodeRow node) {
        if (node.phases().isEmpty()) {
            return Map.of("not recorded", "");
        }
        Map<String, String> times = new LinkedHashMap<>();
        node.ready()
                .ifPresentOrElse(
                        time -> times.put("ready after", Figures.duration(time)), () -> times.put("never ready", ""));
        for (String[] state : new String[][] {{"leading", "led for"}, {"paused", "paused for"}}) {
            double seconds = node.in(state[0]);
            if (seconds > 0) {
                times.put(state[1], Figures.duration(seconds));
            }
        }
        return times;
    }

    private void code(String name, String key) {
        Optional<String> value = Fields.text(report, key);
        html.open("div").element("dt", name).open("dd");
        if (value.isPresent()) {
            html.element("code", value.get());
        } else {
            html.element("span", "not recorded", "class", "missing");
        }
        html.close().close().newline();
    }
}
