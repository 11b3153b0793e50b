package io.github.mesosbuild.cluster;

import io.github.mesosbuild.cluster.ClusterJournal.Entry;
import io.github.mesosbuild.cluster.ClusterJournal.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The figures of a cluster from its start to its stop, for {@code report.json}. */
final class ClusterReport {
    /** The number of the format, which changes if a program that reads the report has to. */
    private static final int FORMAT = 1;

    /** The names that {@link Topology#names} gives to nodes. */
    private static final Pattern NAME = Pattern.compile("[a-z]+-\\d{1,6}");

    private static final int LINES = 50;
    private static final int LONGEST_LINE = 1000;
    private static final int LONGEST_TEXT = 400;

    private final ClusterDirectory directory;
    private final List<Entry> journal;
    private final ClusterReporter.LastLook look;
    private final Set<Long> left;
    private final Instant now;
    private final ZoneId zone;
    private final String by;
    private final UnaryOperator<String> redactor;

    /**
     * Creates the report of a cluster that was stopped.
     *
     * @param look what was seen before the end
     * @param left the processes that survived
     * @param by what stopped it
     */
    ClusterReport(
            ClusterDirectory directory,
            List<Entry> journal,
            ClusterReporter.LastLook look,
            Set<Long> left,
            Instant now,
            ZoneId zone,
            String by,
            UnaryOperator<String> redactor) {
        this.directory = directory;
        this.journal = journal;
        this.look = look;
        this.left = left;
        this.now = now;
        this.zone = zone;
        this.by = by;
        this.redactor = redactor;
    }

    /** A node with its life. */
    private record Node(String name, String role, String address, Path log, boolean complete, NodeLife life) {}

    Map<String, Object> values() {
        List<Node> nodes = nodes();
        Instant started = started();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", FORMAT);
        all.put("release", look.state().map(ClusterState::release).orElseGet(() -> told("release")));
        all.put("verdict", verdict(nodes));
        all.put("generated", instant(now));
        all.put("started", instant(started));
        all.put(
                "ready",
                first(Kind.READY, "leader")
                        .or(() -> first(Kind.READY, "nodes"))
                        .map(ClusterReport::instant)
                        .orElse(null));
        all.put("stopping", instant(look.began()));
        all.put("finished", instant(now));
        all.put("stoppedBy", by);
        all.put(
                "installation",
                look.state().map(state -> state.prefix().toString()).orElseGet(() -> told("prefix")));
        all.put("master", look.state().flatMap(ClusterState::frameworkMaster).orElse(null));
        all.put("zk", look.state().flatMap(ClusterState::zooKeeper).orElseGet(() -> told("zk")));
        all.put("slaveName", look.state().map(ClusterState::slaveName).orElse("slave"));
        all.put("logs", "../logs");
        all.put("nodes", nodes.stream().map(node -> node(node, started)).toList());
        all.put("tasks", tasks());
        return all;
    }

    private Instant started() {
        return journal.stream()
                .filter(entry -> entry.kind() == Kind.STARTING || entry.kind() == Kind.STARTED)
                .map(Entry::at)
                .findFirst()
                .or(() -> look.state()
                        .flatMap(state -> state.members().stream()
                                .map(StartedNode::started)
                                .min(Instant::compareTo)))
                .orElse(look.began());
    }

    private String told(String name) {
        return journal.stream()
                .filter(entry -> entry.kind() == Kind.STARTING)
                .flatMap(entry -> entry.values().get(name).text().stream())
                .reduce((first, last) -> last)
                .orElse(null);
    }

    private Optional<Instant> first(Kind kind, String with) {
        return journal.stream()
                .filter(entry ->
                        entry.kind() == kind && entry.values().get(with).isPresent())
                .map(Entry::at)
                .findFirst();
    }

    private List<Node> nodes() {
        Set<String> names = new LinkedHashSet<>();
        look.state()
                .ifPresent(state -> state.members()
                        .forEach(member -> names.add(member.node().name())));
        starts(journal).stream()
                .map(entry -> entry.values().get("node").textOrEmpty())
                .filter(name -> NAME.matcher(name).matches())
                .forEach(names::add);
        return names.stream().map(this::node).toList();
    }

    private static List<Entry> starts(List<Entry> journal) {
        return journal.stream().filter(entry -> entry.kind() == Kind.STARTED).toList();
    }

    private Node node(String name) {
        Optional<StartedNode> member = look.state().flatMap(state -> state.member(name));
        List<Entry> starts =
                starts(journal).stream().filter(entry -> entry.isAbout(name)).toList();
        // The journal could name any file of this user.
        Path log = member.map(started -> started.node().log()).orElseGet(() -> directory.log(name));
        List<DaemonLogFacts> facts = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            long to = i + 1 < starts.size() ? offset(starts.get(i + 1)) : Long.MAX_VALUE;
            facts.add(DaemonLogFacts.read(
                    log, offset(starts.get(i)), to, starts.get(i).at(), zone));
        }
        boolean lives = look.alive().contains(name);
        boolean survived =
                member.filter(started -> left.contains(started.process().pid())).isPresent();
        NodeLife life = NodeLife.of(name, journal, facts, new NodeLife.Stop(look.began(), now, lives, survived));
        return new Node(
                name,
                member.map(started -> look.state().orElseThrow().roleOf(started.node()))
                        .orElseGet(() -> last(starts, "role").toLowerCase(Locale.ROOT)),
                member.map(started -> started.node().address().toString()).orElseGet(() -> last(starts, "address")),
                log,
                facts.stream().allMatch(DaemonLogFacts::complete),
                life);
    }

    private static long offset(Entry start) {
        return start.values()
                .get("logFrom")
                .jsonNumber()
                .filter(bytes -> bytes >= 0)
                .map(Double::longValue)
                .orElse(0L);
    }

    private static String last(List<Entry> starts, String value) {
        return starts.isEmpty()
                ? ""
                : starts.get(starts.size() - 1).values().get(value).textOrEmpty();
    }

    private String verdict(List<Node> nodes) {
        if (nodes.stream().anyMatch(node -> node.life().end() == NodeLife.End.LEFT)) {
            return "left";
        }
        boolean ready = journal.isEmpty() || first(Kind.READY, "nodes").isPresent();
        if (journal.stream().anyMatch(entry -> entry.kind() == Kind.FAILED)
                        && look.alive().isEmpty()
                        && look.state().isEmpty()
                || !ready && look.state().isEmpty()) {
            return "failed";
        }
        if (nodes.stream().noneMatch(node -> node.life().end() == NodeLife.End.BY_ITSELF)) {
            return "stopped";
        }
        return look.alive().isEmpty() ? "killed" : "crashed";
    }

    private Map<String, Object> node(Node node, Instant started) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", node.name());
        values.put("role", node.role());
        values.put("address", node.address());
        values.put("end", node.life().end().name().toLowerCase(Locale.ROOT).replace("by_itself", "byItself"));
        values.put("reason", node.life().reason().map(this::shown).orElse(null));
        List<Map<String, Object>> phases = new ArrayList<>();
        for (NodeLife.Phase phase : node.life().phases()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("state", phase.state());
            one.put("at", seconds(started, phase.from()));
            one.put("seconds", seconds(phase.from(), phase.to()));
            phases.add(one);
        }
        values.put("phases", phases);
        List<Map<String, Object>> events = new ArrayList<>();
        for (NodeLife.Moment moment : node.life().moments()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("event", moment.event());
            one.put("at", seconds(started, moment.at()));
            one.put("after", moment.after().map(at -> seconds(started, at)).orElse(null));
            one.put("text", shown(moment.text()));
            one.put("source", moment.source());
            events.add(one);
        }
        values.put("events", events);
        values.put("log", "../logs/" + node.log().getFileName());
        values.put("complete", node.complete());
        values.put("logEnd", logEnd(node.log()));
        return values;
    }

    private String shown(String text) {
        return cut(redactor.apply(text), LONGEST_TEXT);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "..." : text;
    }

    private List<String> logEnd(Path log) {
        List<String> lines = DaemonLogTail.all(log, 0);
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                .map(redactor)
                .map(line -> cut(line, LONGEST_LINE))
                .toList();
    }

    private Map<String, Object> tasks() {
        ClusterTasks known = look.tasks();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("unknown", known.unknown().orElse(null));
        values.put("total", known.unknown().isPresent() ? null : known.total());
        values.put("states", known.states());
        List<Map<String, Object>> list = new ArrayList<>();
        for (ClusterTasks.Task task : known.tasks()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", redactor.apply(task.id()));
            one.put("name", redactor.apply(task.name()));
            one.put("framework", redactor.apply(task.framework()));
            one.put("agent", redactor.apply(task.agent()));
            one.put("state", task.state());
            one.put("bad", task.isBad());
            one.put("at", task.at().map(ClusterReport::instant).orElse(null));
            list.add(one);
        }
        values.put("list", list);
        return values;
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis()) / 1000.0;
    }

    private static String instant(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
