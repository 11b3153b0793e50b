package io.github.mesosbuild.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What each node was when, as a picture and as a table. */
final class LifeView {
    private static final int MOST_EVENTS = 300;
    private static final double HOUR = 3600;

    /** What is shown around an event of a cluster that ran for hours. */
    private static final double AROUND = 60;

    private final Html html;
    private final List<NodeRow> nodes;

    LifeView(Html html, List<NodeRow> nodes) {
        this.html = html;
        this.nodes = nodes;
    }

    void write() {
        Views.begin(html, "life", "Life of the nodes");
        if (nodes.stream().allMatch(node -> node.phases().isEmpty())) {
            Views.missing(html, "what the nodes were when");
        } else {
            picture();
        }
        events();
        Views.end(html);
    }

    private TimeAxis axis() {
        List<TimeAxis.Span> all = new ArrayList<>(List.of(new TimeAxis.Span(0, 0)));
        List<TimeAxis.Span> changes = new ArrayList<>(all);
        for (NodeRow node : nodes) {
            for (NodeRow.Phase phase : node.phases()) {
                all.add(new TimeAxis.Span(phase.from(), phase.to()));
                changes.add(new TimeAxis.Span(Math.max(0, phase.from() - AROUND), phase.from() + AROUND));
                changes.add(new TimeAxis.Span(Math.max(0, phase.to() - AROUND), phase.to()));
            }
        }
        double end = all.stream().mapToDouble(TimeAxis.Span::to).max().orElse(0);
        return new TimeAxis(end > HOUR ? changes : all);
    }

    private void picture() {
        TimeAxis axis = axis();
        LifeChart chart = new LifeChart(html, axis);
        chart.legend(nodes);
        html.element("p", "Times are after the start of the cluster.", "class", "note");
        if (!axis.gaps().isEmpty()) {
            html.element("p", "Dotted areas are not to scale: nothing changed there.", "class", "note");
        }
        Views.scrolling(html, "Life lines, scroll sideways", "wide fit");
        chart.write(nodes);
        html.close().close().newline();
    }

    private void events() {
        record Row(NodeRow node, NodeRow.Event event) {}
        List<Row> rows = nodes.stream()
                .flatMap(node -> node.events().stream().map(event -> new Row(node, event)))
                .sorted(Comparator.comparingDouble(row -> row.event().at()))
                .toList();
        html.element("h3", "What happened");
        nodes.stream()
                .filter(node -> !node.complete())
                .forEach(node -> html.element(
                        "p",
                        "The log of " + node.name() + " is so long that earlier events in it are missing here.",
                        "class",
                        "note"));
        if (rows.isEmpty()) {
            Views.missing(html, "what happened to the nodes");
            return;
        }
        Table table = new Table(
                html,
                "By the time after the start of the cluster. Lines of a log are quoted; the plugin did or saw everything else",
                "Time",
                "Node",
                "Event");
        for (Row row : rows.subList(0, Math.min(rows.size(), MOST_EVENTS))) {
            NodeRow.Event event = row.event();
            table.word((event.after().isPresent() ? "by " : "") + Figures.moment(event.at()))
                    .name(row.node().name());
            html.open("td");
            if (event.source().equals("log") && !event.isEnd()) {
                html.element("code", event.text());
            } else if (event.isEnd() && !event.event().equals("killed")) {
                html.element("strong", event.text(), "class", "bad");
            } else {
                html.text(event.text());
            }
            event.after().ifPresent(from -> html.text(". Last sign of life: " + Figures.moment(from)));
            html.close();
            table.end();
        }
        table.close();
        Views.leftOut(html, rows.size(), MOST_EVENTS);
    }
}
