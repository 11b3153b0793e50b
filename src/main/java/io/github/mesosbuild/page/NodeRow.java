package io.github.mesosbuild.page;

import io.github.mesosbuild.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/**
 * A node of a cluster.
 *
 * @param end {@code stopped}, {@code killed}, {@code byItself}, {@code left}, or another word
 * @param reason the line of its log that names why it ended unexpectedly
 * @param phases what it was, one after the other
 * @param events what happened to it
 * @param log the path of its log, relative to the page
 * @param complete whether its log was read from its beginning, and all its events are here
 * @param lines the last lines of its log
 */
record NodeRow(
        String name,
        String role,
        String address,
        String end,
        Optional<String> reason,
        List<Phase> phases,
        List<Event> events,
        Optional<String> log,
        boolean complete,
        List<String> lines) {
    private static final int MOST_NODES = 100;
    private static final int MOST = 1000;

    /** What a node was for some time, in seconds from the start of the cluster. */
    record Phase(String state, double from, double seconds) {
        double to() {
            return from + seconds;
        }
    }

    /**
     * Something that happened to a node.
     *
     * @param at in seconds from the start of the cluster
     * @param after if the time is not known exactly: the time after which it happened
     * @param source {@code plugin} or {@code log}
     */
    record Event(String event, double at, Optional<Double> after, String text, String source) {
        /** Returns whether the node ended, other than by the stop. */
        boolean isEnd() {
            return List.of("ended", "killed", "crashed", "left").contains(event);
        }
    }

    static List<NodeRow> read(ConfigNode report) {
        return report.get("nodes").list().stream()
                .limit(MOST_NODES)
                .filter(ConfigNode::isMap)
                .map(NodeRow::node)
                .toList();
    }

    private static NodeRow node(ConfigNode node) {
        return new NodeRow(
                Fields.textOr(node, "name", "unnamed"),
                Fields.textOr(node, "role", "node"),
                Fields.textOr(node, "address", "unknown"),
                Fields.textOr(node, "end", ""),
                Fields.text(node, "reason"),
                node.get("phases").list().stream()
                        .limit(MOST)
                        .flatMap(phase -> phase(phase).stream())
                        .toList(),
                node.get("events").list().stream()
                        .limit(MOST)
                        .flatMap(event -> event(event).stream())
                        .toList(),
                Fields.text(node, "log"),
                !node.get("complete").textOrEmpty().equals("false"),
                node.get("logEnd").texts());
    }

    private static Optional<Phase> phase(ConfigNode phase) {
        return Fields.text(phase, "state")
                .flatMap(state -> Fields.seconds(phase, "at")
                        .flatMap(at -> Fields.seconds(phase, "seconds").map(seconds -> new Phase(state, at, seconds))));
    }

    private static Optional<Event> event(ConfigNode event) {
        return Fields.text(event, "event")
                .flatMap(word -> Fields.seconds(event, "at")
                        .map(at -> new Event(
                                word,
                                at,
                                Fields.seconds(event, "after"),
                                Fields.textOr(event, "text", word),
                                Fields.textOr(event, "source", ""))));
    }

    boolean isMaster() {
        return role.equals("master");
    }

    /** Returns how long the node was in a state, in seconds. */
    double in(String state) {
        return phases.stream()
                .filter(phase -> phase.state().equals(state))
                .mapToDouble(Phase::seconds)
                .sum();
    }

    /** Returns when the node was ready for the first time, in seconds after its start. */
    Optional<Double> ready() {
        double start = phases.isEmpty() ? 0 : phases.get(0).from();
        return phases.stream()
                .filter(phase -> phase.state().equals("ready") || phase.state().equals("leading"))
                .map(phase -> phase.from() - start)
                .findFirst();
    }

    String howItEnded() {
        return switch (end) {
            case "stopped" -> "with the cluster";
            case "killed" -> "killed on purpose";
            case "byItself" -> "unexpectedly";
            case "left" -> "could not be ended";
            default -> "not recorded";
        };
    }

    boolean isBad() {
        return end.equals("byItself") || end.equals("left");
    }
}
