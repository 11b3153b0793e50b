package io.github.mesosbuild.cluster;

import io.github.mesosbuild.config.ConfigException;
import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.config.Documents;
import io.github.mesosbuild.files.AtomicFile;
import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.files.PrivateFiles;
import io.github.mesosbuild.text.Redactor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the plugin did to a cluster and saw of it, one JSON object a line, each appended as it happens, by whichever process does it. A
 * killed process leaves at most one incomplete line. No cluster fails because of its journal: what cannot be written is missing.
 */
final class ClusterJournal {
    /** A cluster that restarts its nodes every minute for days has fewer. */
    private static final int MOST = 5000;

    /** Durations of any entries can be computed. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final String EVENT = "event";
    private static final String AT = "at";

    /** What an entry is about. */
    enum Kind {
        /** A start begins. */
        STARTING,
        /** A node's process was started. */
        STARTED,
        /** These nodes are ready, at the latest now. */
        READY,
        /** A start failed, and its nodes were ended. */
        FAILED,
        /** A node was killed on purpose. */
        KILLED,
        /** A node was paused on purpose. */
        PAUSED,
        /** A paused node continues. */
        RESUMED,
        /** A node is ended to be restarted. */
        RESTARTING,
        /** A process of this JVM ended unexpectedly, with a reason. */
        ENDED,
        /** A process was seen not to run any more. */
        GONE,
        /** A stop begins. */
        STOPPING,
        /** A stop ended. */
        STOPPED;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An entry with its time and further values. */
    record Entry(Kind kind, Instant at, ConfigNode values) {
        boolean isAbout(String node) {
            return values.get("node").textOrEmpty().equals(node);
        }
    }

    private final Path file;
    private final Clock clock;

    ClusterJournal(ClusterDirectory directory, Clock clock) {
        this.file = directory.recording();
        this.clock = clock;
    }

    void note(Kind kind, StartedNode member, Map<String, ?> further) {
        note(kind, clock.instant(), member, further);
    }

    /** Notes what happened to a node at a given time. */
    void note(Kind kind, Instant at, StartedNode member, Map<String, ?> further) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("node", member.node().name());
        values.put("pid", member.process().pid());
        values.putAll(further);
        note(kind, at, values);
    }

    /**
     * Notes that a process was started.
     *
     * @param logStart the offset of its output in its log
     */
    void noteStart(StartedNode member, long logStart) {
        ClusterNode node = member.node();
        note(
                Kind.STARTED,
                member,
                Map.of(
                        "role", node.role().name(),
                        "address", node.address().toString(),
                        "log", node.log(),
                        "logFrom", logStart));
    }

    void note(Kind kind, Map<String, ?> values) {
        note(kind, clock.instant(), values);
    }

    private synchronized void note(Kind kind, Instant at, Map<String, ?> values) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(EVENT, kind.word());
        all.put(AT, at.truncatedTo(ChronoUnit.MILLIS).toString());
        values.forEach((name, value) -> all.put(name, value instanceof String text ? Redactor.text(text) : value));
        try {
            String line = (isTorn() ? "\n" : "") + Json.line(all) + "\n";
            PrivateFiles.append(file, line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            // The report names what is missing.
        }
    }

    private boolean isTorn() throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) == 0) {
            return false;
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(bytes.length() - 1);
            return bytes.read() != '\n';
        }
    }

    /** Returns the entries in their order, without damaged lines; the last 5000 of a longer file. */
    List<Entry> read() {
        List<Entry> entries = new ArrayList<>();
        try {
            List<String> lines = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? AtomicFile.readLines(file).orElse(List.of())
                    : List.of();
            lines.subList(Math.max(0, lines.size() - MOST), lines.size())
                    .forEach(line -> entry(line).ifPresent(entries::add));
        } catch (IOException unreadable) {
            return List.of();
        }
        return entries;
    }

    /** Returns whether a node was started after the last stop. What is noted late about ended processes counts as nothing. */
    boolean isOpen() {
        return read().stream()
                        .map(Entry::kind)
                        .filter(kind -> kind == Kind.STARTED || kind == Kind.STOPPED)
                        .reduce(Kind.STOPPED, (first, last) -> last)
                == Kind.STARTED;
    }

    private static Optional<Entry> entry(String line) {
        try {
            ConfigNode values = Documents.json(line);
            String word = values.get(EVENT).textOrEmpty();
            Instant at = Instant.parse(values.get(AT).textOrEmpty());
            return Arrays.stream(Kind.values())
                    .filter(kind -> kind.word().equals(word))
                    .filter(kind -> at.isAfter(Instant.EPOCH) && at.isBefore(LATEST))
                    .findFirst()
                    .map(kind -> new Entry(kind, at, values));
        } catch (ConfigException | DateTimeException damaged) {
            return Optional.empty();
        }
    }
}
