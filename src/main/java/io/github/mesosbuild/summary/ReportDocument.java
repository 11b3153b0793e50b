package io.github.mesosbuild.summary;

import io.github.mesosbuild.process.ProcessIdentity;
import io.github.mesosbuild.recording.Event;
import io.github.mesosbuild.recording.ProcessWatch;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Puts together the figures of a build from the events of its recording. */
final class ReportDocument {
    /** The number of the format, which changes if a program that reads the report has to. */
    static final int FORMAT = 1;

    /** The kind of the event at the end of a run. */
    static final String DONE = "done";

    /** The kind of the event with the reason of a failure. */
    static final String FAILURE = "failure";

    /** The kind of the event for each quirk. */
    static final String QUIRK = "quirk";

    /** The kind of the event with the hits of the compiler cache. */
    static final String CACHE = "cache";

    /** The kind of the event with the bundle that the installation was taken from. */
    static final String BUNDLE = "bundle";

    /** The kind of the event with the place of the installation. */
    static final String INSTALLED = "installed";

    private final BuildingTime time;
    private final BuildingTime.Run decisive;
    private final int damaged;
    private final Path directory;
    private final Instant now;
    private final Predicate<ProcessIdentity> alive;

    /**
     * Creates the document of a recording with at least one run.
     *
     * @param damaged how many lines of the recording are lost
     * @param directory the directory of the report
     * @param alive whether the process that built is still running
     */
    ReportDocument(BuildingTime time, int damaged, Path directory, Instant now, Predicate<ProcessIdentity> alive) {
        this.time = time;
        this.decisive = time.late().orElseGet(time::last);
        this.damaged = damaged;
        this.directory = directory;
        this.now = now;
        this.alive = alive;
    }

    Map<String, Object> values() {
        Event head = time.last().head();
        List<RecordedCommand> commands = Commands.of(time);
        StepSection steps = new StepSection(time, this::verdict, directory);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("format", FORMAT);
        Map<String, Object> release = new LinkedHashMap<>();
        release.put("name", text(head, "recipe"));
        release.put("title", text(head, "title"));
        release.put("version", text(head, "version"));
        all.put("release", release);
        all.put("verdict", verdict(decisive));
        all.put("shown", time.late().map(run -> shown()).orElse(null));
        all.put("damaged", damaged);
        all.put("generated", instant(now.toEpochMilli()));
        all.put("started", instant(time.runs().get(0).start()));
        all.put("finished", finished());
        all.put("runs", time.runs().stream().map(ReportDocument::run).toList());
        all.put("plugin", text(head, "plugin"));
        all.put("buildType", text(head, "buildType"));
        all.put("directory", text(head, "directory"));
        all.put("logs", "../logs");
        all.put("archive", archive());
        all.put("machine", machine(head));
        all.put("toolchain", toolchain());
        all.put("quirks", quirks());
        all.put("steps", steps.values());
        all.put("cache", cache());
        all.put("bundle", bundle());
        all.put("commands", commands(commands));
        all.put("unseen", unseen());
        all.put("load", load());
        all.put("criticalPath", commands.isEmpty() ? null : Estimates.of(commands, steps.total()));
        all.put(
                "failure",
                lastOf(decisive, FAILURE)
                        .filter(event -> isOf(decisive, event))
                        .map(ReportDocument::failure)
                        .orElse(null));
        all.put("tests", TestSection.values(time).orElse(null));
        all.put(
                "installation",
                lastOf(INSTALLED)
                        .flatMap(event -> event.text("prefix"))
                        .flatMap(prefix -> InstallationSection.values(Path.of(prefix), head))
                        .orElse(null));
        return all;
    }

    private Stream<Event> lastRun(String kind) {
        return time.last().events().stream().filter(event -> event.kind().equals(kind));
    }

    private Optional<Event> lastOf(String kind) {
        return lastOf(time.last(), kind);
    }

    private static Optional<Event> lastOf(BuildingTime.Run run, String kind) {
        return run.events().stream().filter(event -> event.kind().equals(kind)).reduce((first, last) -> last);
    }

    /** Another process can have written after the run began. A head that is lost names no run. */
    private static boolean isOf(BuildingTime.Run run, Event event) {
        Optional<String> name = run.head().text("run");
        return name.isEmpty() || event.text("run").equals(name);
    }

    private Map<String, Object> shown() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("verdict", verdict(time.last()));
        values.put("finished", finished());
        values.put("last", instant(decisive.start()));
        return values;
    }

    private String finished() {
        return verdict(time.last()).equals("running")
                ? null
                : instant(time.last().end());
    }

    private String verdict(BuildingTime.Run run) {
        Event head = run.head();
        return lastOf(run, DONE)
                .filter(done -> isOf(run, done))
                .flatMap(done -> done.text("verdict"))
                .orElseGet(() -> alive.test(new ProcessIdentity(
                                head.integer("pid").orElse(0L),
                                head.text("processStart").orElse(""),
                                head.text("boot").orElse("")))
                        ? "running"
                        : "interrupted");
    }

    private static Map<String, Object> run(BuildingTime.Run run) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("at", Estimates.seconds(run.offset()));
        values.put("started", instant(run.start()));
        values.put("seconds", Estimates.seconds(run.end() - run.start()));
        return values;
    }

    private Object archive() {
        Event head = time.last().head();
        if (head.text("archive").isEmpty()) {
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("file", text(head, "archive"));
        values.put("bytes", head.integer("archiveBytes").orElse(null));
        values.put("sha256", text(head, "archiveSha256"));
        values.put("trust", text(head, "trust"));
        return values;
    }

    private static Map<String, Object> machine(Event head) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("system", text(head, "system"));
        values.put("cores", head.integer("cores").orElse(null));
        values.put("memory", head.integer("machineMemory").orElse(null));
        return values;
    }

    /** Returns the toolchain as of the last run that compiled. */
    private Object toolchain() {
        Optional<Event> known = time.runs().stream()
                .map(BuildingTime.Run::head)
                .filter(head -> head.text("support").isPresent())
                .reduce((first, last) -> last);
        if (known.isEmpty()) {
            return null;
        }
        List<Map<String, Object>> facts = new ArrayList<>();
        for (String fact : known.get().texts("facts")) {
            int blank = fact.lastIndexOf(' ');
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("name", blank < 0 ? fact : fact.substring(0, blank));
            values.put("version", blank < 0 ? null : fact.substring(blank + 1));
            facts.add(values);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("support", text(known.get(), "support"));
        values.put("sentence", text(known.get(), "supportBecause"));
        values.put("facts", facts);
        return values;
    }

    private List<Map<String, Object>> quirks() {
        return lastRun(QUIRK)
                .map(event -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put("name", text(event, "name"));
                    values.put("because", text(event, "because"));
                    values.put("evidence", text(event, "evidence"));
                    values.put("testsOnly", event.flag("testsOnly"));
                    return values;
                })
                .toList();
    }

    private Object cache() {
        return lastOf(CACHE)
                .map(event -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put("kind", text(event, "name"));
                    values.put("hits", event.integer("hits").orElse(0L));
                    values.put("misses", event.integer("misses").orElse(0L));
                    return values;
                })
                .orElse(null);
    }

    private Object bundle() {
        return lastOf(BUNDLE)
                .map(event -> {
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put("coordinates", text(event, "coordinates"));
                    values.put("exact", event.flag("exact"));
                    values.put("trust", text(event, "trust"));
                    values.put("bytes", event.integer("bytes").orElse(null));
                    return values;
                })
                .orElse(null);
    }

    private static List<Map<String, Object>> commands(List<RecordedCommand> commands) {
        int[] lanes = Commands.lanes(commands);
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < lanes.length; i++) {
            RecordedCommand command = commands.get(i);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("kind", command.kind());
            values.put("what", command.what());
            values.put("step", command.step());
            values.put("directory", command.directory());
            values.put("at", Estimates.seconds(command.start()));
            values.put("seconds", Estimates.seconds(command.duration()));
            values.put("peakMemory", command.memory() > 0 ? command.memory() : null);
            values.put("cpu", command.cpu());
            values.put("lane", lanes[i]);
            all.add(values);
        }
        return all;
    }

    /** Each run of make counts anew, and its last count stands. */
    private long unseen() {
        long total = 0;
        for (BuildingTime.Run run : time.runs()) {
            Map<String, Long> counts = new LinkedHashMap<>();
            run.events().stream()
                    .filter(event -> event.kind().equals(ProcessWatch.UNSEEN))
                    .forEach(event -> counts.put(
                            event.step() + event.integer("watch").orElse(0L),
                            event.integer("count").orElse(0L)));
            total += counts.values().stream().mapToLong(Long::longValue).sum();
        }
        return total;
    }

    private List<Map<String, Object>> load() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (BuildingTime.Run run : time.runs()) {
            run.events().stream()
                    .filter(event -> event.kind().equals(ProcessWatch.LOAD))
                    .forEach(event -> {
                        Map<String, Object> values = new LinkedHashMap<>();
                        values.put("at", Estimates.seconds(run.at(event.at())));
                        values.put("running", event.integer("running").orElse(0L));
                        values.put("allowed", event.integer("allowed").orElse(null));
                        values.put("memory", event.integer("memory").orElse(0L));
                        values.put("available", event.integer("available").orElse(null));
                        values.put(
                                "pressure",
                                event.number("pressure").isPresent()
                                        ? event.number("pressure").getAsDouble()
                                        : null);
                        values.put("why", text(event, "why"));
                        all.add(values);
                    });
        }
        return all;
    }

    private static Map<String, Object> failure(Event event) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("step", text(event, "failed"));
        values.put("message", text(event, "message"));
        values.put("log", text(event, "log"));
        values.put("line", event.integer("line").orElse(null));
        values.put("context", event.texts("context"));
        values.put("command", text(event, "command"));
        values.put("remedy", text(event, "remedy"));
        return values;
    }

    private static String text(Event event, String name) {
        return event.text(name).orElse(null);
    }

    private static String instant(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
