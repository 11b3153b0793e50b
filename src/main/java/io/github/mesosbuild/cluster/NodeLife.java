package io.github.mesosbuild.cluster;

import io.github.mesosbuild.cluster.ClusterJournal.Entry;
import io.github.mesosbuild.cluster.ClusterJournal.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The life of a node, from what the plugin did and saw, and from what its daemon logged. */
final class NodeLife {
    /**
     * Something that happened to the node.
     *
     * @param event a word for programs
     * @param at when it happened; for something that was seen later, when it was seen
     * @param after if it was seen later, the time after which it happened
     * @param text a sentence without its period, whose subject is the node
     * @param source its source: {@code plugin} or {@code log}
     */
    record Moment(String event, Instant at, Optional<Instant> after, String text, String source) {}

    /**
     * What the node was for some time.
     *
     * @param state {@code starting}, {@code ready}, {@code leading}, {@code registering}, {@code paused}, {@code ended} or {@code unknown}
     */
    record Phase(String state, Instant from, Instant to) {}

    /** How the last process of the node ended: by the plugin, unexpectedly, or not at all. */
    enum End {
        STOPPED,
        KILLED,
        BY_ITSELF,
        LEFT
    }

    /**
     * The end of the cluster.
     *
     * @param began when its end began
     * @param done when it was complete
     * @param alive whether the node was running when the end began
     * @param left whether the node survived
     */
    record Stop(Instant began, Instant done, boolean alive, boolean left) {}

    private static final String PLUGIN = "plugin";
    private static final String LOG = "log";
    private static final String ENDED = "ended";

    private final List<Moment> moments = new ArrayList<>();
    private final List<Phase> phases = new ArrayList<>();
    private End end = End.STOPPED;
    private Optional<String> reason = Optional.empty();
    private String state = "";
    private Instant since = Instant.EPOCH;
    private String beforePause = "";

    private NodeLife() {}

    /**
     * Reconstructs a life.
     *
     * @param name the name of the node
     * @param journal the journal of the cluster
     * @param logs what the log tells of each process, by its start in the journal
     */
    static NodeLife of(String name, List<Entry> journal, List<DaemonLogFacts> logs, Stop stop) {
        NodeLife life = new NodeLife();
        List<Moment> known = new ArrayList<>();
        int process = -1;
        List<Instant> starts = new ArrayList<>();
        Optional<Instant> alive = Optional.empty();
        boolean over = true;
        Optional<String> current = Optional.empty();
        Optional<Moment> seen = Optional.empty();
        Optional<Entry> stopping = Optional.empty();
        boolean isStopping = false;
        for (Entry entry : journal) {
            boolean all = (entry.kind() == Kind.READY || entry.kind() == Kind.FAILED)
                    && entry.values().get("nodes").texts().contains(name);
            isStopping |= entry.kind() == Kind.STOPPING;
            if (entry.kind() == Kind.STOPPING
                    && !over
                    && entry.values().get("alive").texts().contains(name)) {
                over = true;
                stopping = Optional.of(entry);
                life.end = End.STOPPED;
            }
            if (!entry.isAbout(name) && !all || isOfAnother(current, entry)) {
                continue;
            }
            DaemonLogFacts log = process >= 0 && process < logs.size() ? logs.get(process) : DaemonLogFacts.NONE;
            switch (entry.kind()) {
                case STARTED -> {
                    if (!over) {
                        known.add(seenGone(later(alive, log.last()), entry.at(), log));
                    }
                    process++;
                    over = false;
                    current = Optional.of(pid(entry));
                    seen = Optional.empty();
                    stopping = Optional.empty();
                    isStopping = false;
                    starts.add(entry.at());
                    life.end = End.STOPPED;
                    life.reason = Optional.empty();
                    alive = Optional.of(entry.at());
                    known.add(plugin("started", entry, "was started (pid " + pid(entry) + ")"));
                }
                case READY -> {
                    alive = Optional.of(entry.at());
                    known.add(plugin("ready", entry, "was ready, at the latest"));
                }
                case PAUSED -> {
                    alive = Optional.of(entry.at());
                    known.add(plugin("paused", entry, "was paused on purpose"));
                }
                case RESUMED -> {
                    alive = Optional.of(entry.at());
                    known.add(plugin("resumed", entry, "was resumed"));
                }
                case KILLED -> {
                    over = true;
                    stopping = Optional.empty();
                    seen.ifPresent(known::remove);
                    life.end = End.KILLED;
                    life.reason = Optional.empty();
                    known.add(plugin("killed", entry, "was killed on purpose"));
                }
                case RESTARTING -> {
                    over = true;
                    known.add(plugin("restarting", entry, "was ended, to be restarted"));
                }
                case FAILED -> {
                    if (!over) {
                        over = true;
                        known.add(plugin(
                                ENDED, entry, "had ended or was ended, because the start failed" + because(log)));
                    }
                }
                case ENDED, GONE -> {
                    if (!over && !isStopping) {
                        over = true;
                        life.end = End.BY_ITSELF;
                        life.reason = log.reason();
                        Moment moment = entry.kind() == Kind.ENDED
                                ? plugin(ENDED, entry, entry.values().get("how").textOrEmpty() + because(log))
                                : seenGone(later(alive, log.last()), entry.at(), log);
                        seen = Optional.of(moment);
                        known.add(moment);
                    }
                }
                default -> {
                    continue;
                }
            }
        }
        DaemonLogFacts last = process >= 0 && process < logs.size() ? logs.get(process) : DaemonLogFacts.NONE;
        if (!over && !stop.alive()) {
            life.end = End.BY_ITSELF;
            life.reason = last.reason();
            known.add(seenGone(later(alive, last.last().filter(at -> at.isBefore(stop.began()))), stop.began(), last));
        } else if (stop.alive()) {
            life.end = stop.left() ? End.LEFT : End.STOPPED;
            known.add(new Moment(
                    stop.left() ? "left" : "stopped",
                    stop.done(),
                    Optional.empty(),
                    stop.left() ? "could not be ended" : "was stopped",
                    PLUGIN));
        } else {
            stopping.ifPresent(entry -> known.add(plugin("stopped", entry, "was ended by an earlier stop")));
        }
        for (int i = 0; i < Math.min(logs.size(), starts.size()); i++) {
            Instant started = starts.get(i);
            logs.get(i).facts().stream()
                    .filter(fact -> fact.at().isBefore(stop.began()))
                    .forEach(fact -> known.add(logged(fact, started)));
        }
        known.sort(Comparator.comparing(Moment::at));
        known.forEach(life::add);
        life.enter("", stop.done());
        return life;
    }

    private static Moment plugin(String event, Entry entry, String text) {
        return new Moment(event, entry.at(), Optional.empty(), text, PLUGIN);
    }

    /** The process that was there before a restart may be seen to end after it. */
    private static boolean isOfAnother(Optional<String> current, Entry entry) {
        boolean isEnd = entry.kind() == Kind.ENDED || entry.kind() == Kind.GONE || entry.kind() == Kind.KILLED;
        return isEnd && current.filter(pid -> !pid.equals(pid(entry))).isPresent();
    }

    private static String pid(Entry entry) {
        return entry.values().get("pid").textOrEmpty();
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.filter(at -> other.filter(at::isBefore).isEmpty()).or(() -> other);
    }

    /** glog writes when a process crashes. Other ends have no time in the log. */
    private static Moment seenGone(Optional<Instant> alive, Instant seen, DaemonLogFacts log) {
        Optional<Instant> logged = log.facts().stream()
                .filter(fact -> fact.kind() == DaemonLogFacts.Kind.CRASHED)
                .map(DaemonLogFacts.Fact::at)
                .filter(at -> !at.isAfter(seen))
                .reduce((first, last) -> last);
        if (logged.isPresent()) {
            return new Moment(ENDED, logged.get(), Optional.empty(), "ended unexpectedly" + because(log), LOG);
        }
        return new Moment(
                ENDED,
                seen,
                alive.filter(at -> at.isBefore(seen)),
                "had ended unexpectedly when the plugin looked; the time is unknown" + because(log),
                PLUGIN);
    }

    private static String because(DaemonLogFacts log) {
        return log.reason().map(line -> ". Its log: " + line).orElse("");
    }

    /** A daemon writes its first lines before the plugin notes that it started. */
    private static Moment logged(DaemonLogFacts.Fact fact, Instant started) {
        String event = switch (fact.kind()) {
            case ELECTED -> "elected";
            case FOLLOWS -> "follows";
            case REGISTERED -> "registered";
            case MASTER_FOUND -> "masterFound";
            case MASTER_LOST -> "masterLost";
            case SHUT_DOWN -> "shutDown";
            case CRASHED -> "crashed";
        };
        Instant at = fact.at().isBefore(started) ? started : fact.at();
        return new Moment(event, at, Optional.empty(), fact.text(), LOG);
    }

    private void add(Moment moment) {
        // The log is more exact.
        boolean known = moment.event().equals("ready") && (state.equals("ready") || state.equals("leading"));
        if (known) {
            return;
        }
        moments.add(moment);
        Instant at = moment.at();
        switch (moment.event()) {
            case "started" -> {
                beforePause = "";
                enter("starting", at);
            }
            case "ready", "registered" -> {
                if (state.equals("starting") || state.equals("registering")) {
                    enter("ready", at);
                }
            }
            case "elected" -> enter("leading", at);
            case "follows" -> {
                if (state.equals("leading")) {
                    enter("ready", at);
                }
            }
            case "masterFound", "masterLost" -> {
                if (state.equals("ready")) {
                    enter("registering", at);
                }
            }
            case "paused" -> {
                if (!state.equals("paused")) {
                    beforePause = state;
                    enter("paused", at);
                }
            }
            case "resumed" -> {
                if (state.equals("paused")) {
                    enter(beforePause, at);
                }
            }
            case "killed", "restarting", "stopped", ENDED -> {
                moment.after().filter(from -> from.isAfter(since)).ifPresent(from -> enter("unknown", from));
                if (moment.after().isPresent() && !state.equals("unknown")) {
                    state = "unknown";
                }
                enter(moment.event().equals("stopped") ? "" : ENDED, at);
            }
            default -> {
                return;
            }
        }
    }

    private void enter(String next, Instant at) {
        if (state.equals(next)) {
            return;
        }
        if (!state.isEmpty() && at.isAfter(since)) {
            phases.add(new Phase(state, since, at));
        }
        state = next;
        since = at;
    }

    List<Moment> moments() {
        return List.copyOf(moments);
    }

    List<Phase> phases() {
        return List.copyOf(phases);
    }

    End end() {
        return end;
    }

    /** The line of the log that names why a process ended unexpectedly. */
    Optional<String> reason() {
        return reason;
    }
}
