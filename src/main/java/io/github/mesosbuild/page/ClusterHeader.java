package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.text.Quantities;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The head of the page of a cluster: the release, the verdict and the figures that everybody asks for first. */
final class ClusterHeader {
    private final Html html;
    private final ConfigNode report;
    private final List<NodeRow> nodes;

    ClusterHeader(Html html, ConfigNode report, List<NodeRow> nodes) {
        this.html = html;
        this.report = report;
        this.nodes = nodes;
    }

    static String title(ConfigNode report) {
        return name(report) + ": cluster " + Quantities.uncapitalized(verdict(report));
    }

    private static String name(ConfigNode report) {
        return Fields.text(report, "release").map(Quantities::capitalized).orElse("Unknown release");
    }

    private static String verdict(ConfigNode report) {
        return switch (Fields.textOr(report, "verdict", "")) {
            case "stopped" -> "Ended cleanly";
            case "crashed" -> "A node ended unexpectedly";
            case "killed" -> "Had ended before the stop";
            case "left" -> "Processes are left";
            case "failed" -> "Did not start";
            default -> "Without a verdict";
        };
    }

    private static String style(String verdict) {
        return switch (verdict) {
            case "stopped" -> "good";
            case "crashed", "killed", "left", "failed" -> "bad";
            default -> "open";
        };
    }

    void write() {
        html.open("header").element("p", "Cluster report", "class", "kind");
        html.open("div", "class", "title").element("h1", name(report));
        html.element("p", verdict(report), "class", "verdict " + style(Fields.textOr(report, "verdict", "")))
                .close();
        html.open("p", "class", "when");
        Optional<Instant> started = Fields.instant(report, "started");
        Optional<Instant> finished = Fields.instant(report, "finished");
        started.ifPresent(
                time -> html.text("Started ").element("time", Quantities.time(time), "datetime", time.toString()));
        finished.ifPresent(
                time -> html.text(", stopped ").element("time", Quantities.time(time), "datetime", time.toString()));
        if (started.isEmpty() && finished.isEmpty()) {
            html.text("Not recorded: when the cluster ran");
        }
        html.text(".").close();
        if (report.isPresent()) {
            figures(started, finished);
        }
        html.close().newline();
    }

    private void figures(Optional<Instant> started, Optional<Instant> finished) {
        html.open("dl", "class", "figures");
        figure("Time", between(started, finished), "from the start to the end", false);
        figure("Ready", between(started, Fields.instant(report, "ready")), "after the start", false);
        figure(
                "Nodes",
                nodes.isEmpty() ? Optional.empty() : Optional.of(Figures.number(nodes.size())),
                roles(),
                nodes.stream().anyMatch(NodeRow::isBad));
        List<NodeRow.Event> elections = nodes.stream()
                .flatMap(node -> node.events().stream())
                .filter(event -> event.event().equals("elected"))
                .toList();
        figure(
                "Elections",
                elections.isEmpty() ? Optional.empty() : Optional.of(Figures.number(elections.size())),
                "of a leading master",
                false);
        tasks();
        html.close();
    }

    private String roles() {
        Map<String, Long> numbers =
                nodes.stream().collect(Collectors.groupingBy(NodeRow::role, LinkedHashMap::new, Collectors.counting()));
        return numbers.entrySet().stream()
                .map(entry -> Figures.count(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private void tasks() {
        ConfigNode tasks = report.get("tasks");
        long bad = TasksView.bad(tasks);
        figure(
                "Tasks",
                Fields.count(tasks, "total").map(Figures::number),
                bad > 0 ? Figures.number(bad) + " failed or lost" : "none failed",
                bad > 0);
    }

    private static Optional<String> between(Optional<Instant> from, Optional<Instant> to) {
        return from.flatMap(start -> to.filter(end -> !end.isBefore(start))
                .map(end -> Figures.duration(Duration.between(start, end).toMillis() / 1000.0)));
    }

    private void figure(String name, Optional<String> value, String more, boolean bad) {
        Views.figure(html, bad, name, value, "unknown", value.isPresent() ? more : "");
    }
}
