package io.github.mesosbuild.page;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The picture of the life lines of a cluster's nodes: a row for each. */
final class LifeChart {
    private static final int ROW = 48;
    private static final int NAME = 13;
    private static final int BAR = 18;
    private static final int THICK = 16;
    private static final int MARK = BAR + THICK + 2;
    private static final int AXIS = 18;

    /** The width of a character of a label on a phone, in percent. */
    private static final double CHARACTER = 2.2;

    private static final String TRIANGLE = "M0 0l-5 8h10z";
    private static final String CROSS = "M-4 0l8 8m0-8l-8 8";

    private final Html html;
    private final TimeAxis axis;

    LifeChart(Html html, TimeAxis axis) {
        this.html = html;
        this.axis = axis;
    }

    /** Writes what the colors and marks mean, of those that the picture has. */
    void legend(List<NodeRow> nodes) {
        Map<String, Set<String>> words = new LinkedHashMap<>();
        for (String state : List.of("starting", "registering", "ready", "leading", "paused", "unknown", "ended")) {
            boolean used = nodes.stream()
                    .flatMap(node -> node.phases().stream())
                    .anyMatch(phase -> word(phase.state()).equals(state));
            if (used) {
                words.computeIfAbsent(style(state), style -> new LinkedHashSet<>())
                        .add(state);
            }
        }
        html.open("ul", "class", "legend");
        words.forEach((style, states) -> html.element("li", String.join(" or ", states), "class", style));
        List<NodeRow.Event> events =
                nodes.stream().flatMap(node -> node.events().stream()).toList();
        if (events.stream().anyMatch(LifeChart::isElection)) {
            mark("k", TRIANGLE, "election of a leader");
        }
        if (events.stream().anyMatch(NodeRow.Event::isEnd)) {
            mark("x", CROSS, "end of a node before the stop");
        }
        html.close().newline();
    }

    private void mark(String style, String shape, String meaning) {
        html.open("li", "class", "m")
                .open("svg", "class", "mark " + style, "viewBox", "-6 -1 12 10", "aria-hidden", "true")
                .empty("path", "d", shape)
                .close()
                .text(meaning)
                .close();
    }

    private static boolean isElection(NodeRow.Event event) {
        return event.event().equals("elected");
    }

    void write(List<NodeRow> nodes) {
        int height = nodes.size() * ROW + AXIS;
        TimelineChart.begin(
                html,
                "life-lines",
                "Life lines of the nodes",
                "From " + Figures.duration(axis.from()) + " to " + Figures.duration(axis.to())
                        + " after the start. The table below has the same facts.",
                height);
        TimelineChart.gaps(axis, html, height - AXIS);
        TimelineChart.grid(axis, html, height - AXIS);
        for (int i = 0; i < nodes.size(); i++) {
            row(nodes.get(i), i * ROW);
        }
        TimelineChart.labels(axis, html, height - 4, CHARACTER, axis.labelled(CHARACTER), axis::label);
        html.close().newline();
    }

    private void row(NodeRow node, int top) {
        html.open("g", "class", "name")
                .element("text", node.name(), "x", "4", "y", "" + (top + NAME))
                .close();
        node.phases().forEach(phase -> phase(phase, top));
        for (NodeRow.Event event : node.events()) {
            if (isElection(event)) {
                mark("k", TRIANGLE, event, node, top);
            } else if (event.isEnd()) {
                mark("x", CROSS, event, node, top);
            }
        }
        html.newline();
    }

    private void phase(NodeRow.Phase phase, int top) {
        double left = axis.at(phase.from());
        double width = axis.at(phase.to()) - left;
        boolean ended = phase.state().equals("ended");
        int y = ended ? BAR + THICK / 2 - 1 : BAR;
        int height = ended ? 2 : THICK;
        html.open(
                "svg",
                "class",
                style(phase.state()),
                "x",
                Figures.position(left),
                "y",
                "" + (top + y),
                "width",
                Figures.position(Math.max(0.2, width)),
                "height",
                "" + height);
        html.element(
                "title",
                word(phase.state()) + " from " + Figures.moment(phase.from()) + " to " + Figures.moment(phase.to()));
        html.empty("rect", "width", "100%", "height", "" + height);
        String word = word(phase.state());
        if (width > (word.length() + 2) * CHARACTER && !ended) {
            html.element("text", word, "x", "6", "y", "12");
        }
        html.close();
    }

    private static String style(String state) {
        return switch (state) {
            case "starting", "registering" -> "o";
            case "leading" -> "k";
            case "paused" -> "p";
            case "ended" -> "e";
            case "ready" -> "c";
            default -> "u";
        };
    }

    private static String word(String state) {
        return switch (state) {
            case "starting", "registering", "leading", "paused", "ended", "ready" -> state;
            default -> "unknown";
        };
    }

    private void mark(String style, String shape, NodeRow.Event event, NodeRow node, int top) {
        html.open("svg", "class", "mark " + style, "x", Figures.position(axis.at(event.at())), "y", "" + (top + MARK))
                .element("title", node.name() + " at " + Figures.moment(event.at()) + ": " + event.text())
                .empty("path", "d", shape)
                .close();
    }
}
