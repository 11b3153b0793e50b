package io.github.mesosbuild.cluster;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the log of a daemon tells of its life, from its start to its end.
 *
 * <p>Its lines are as long as the daemon wrote them: who cuts one before removing secrets may keep a part of one.
 *
 * @param facts the last 200 facts, in their order; crashes before others
 * @param last the time of the last line that has one
 * @param reason the line in which the daemon names why it ended, if it does
 * @param complete whether everything was read and kept: of a very long log, only the end is
 */
record DaemonLogFacts(List<Fact> facts, Optional<Instant> last, Optional<String> reason, boolean complete) {
    static final DaemonLogFacts NONE = new DaemonLogFacts(List.of(), Optional.empty(), Optional.empty(), true);

    private static final long LARGEST = 16L << 20;
    private static final long HEAD = 64 << 10;
    private static final int MOST = 200;

    DaemonLogFacts {
        facts = List.copyOf(facts);
    }

    /**
     * The messages are those of src/master/master.cpp and src/slave/slave.cpp at tags 0.23.0, 0.24.0, 1.0.4
     * and 1.11.0.
     */
    enum Kind {
        /** The master leads. */
        ELECTED("(?:Elected|Re-elected) as the leading master"),
        /** The master learns that another one leads, or none. */
        FOLLOWS("The newly elected leader is |No master was elected"),
        /** The slave is registered. */
        REGISTERED("(?:Registered|Re-registered) with master "),
        /** The slave looks for the new leader. */
        MASTER_FOUND("New master detected at "),
        /** The slave has no master. */
        MASTER_LOST("Lost leading master"),
        /** The slave ends because the master wants it. */
        SHUT_DOWN("(?:Slave|Agent) asked to shut down by "),
        /** The daemon crashes (google::InstallFailureSignalHandler in src/signalhandler.cc of glog 0.3.3). */
        CRASHED("\\*\\*\\* Aborted at \\d+ \\(unix time\\)");

        private final Pattern start;

        Kind(String start) {
            this.start = Pattern.compile(start);
        }
    }

    /** A fact with its time and the message of the log. */
    record Fact(Kind kind, Instant at, String text) {}

    /** What RAW_LOG writes has the time of an earlier line, or none (RawLog__ in src/raw_logging.cc of glog 0.3.3 and 0.4.0). */
    private static final String RAW = "RAW: ";

    private static final Pattern CRASH = Pattern.compile("\\*\\*\\* Aborted at (\\d{1,11}) \\(unix time\\)");

    /** EXIT in stout/exit.hpp: without a time at tag 0.24.0, with one at 1.11.0. */
    private static final Pattern REASON = Pattern.compile(
            "committing suicide|EXIT with status |Check failed: |Received signal SIG|\\*\\*\\* SIG[A-Z]+ |asked to shut down by ");

    /**
     * Reads the part of a log that one process wrote.
     *
     * @param from the offset of its first byte
     * @param to the offset after its last byte
     * @param started when the process was started
     * @param zone the zone of this machine
     */
    static DaemonLogFacts read(Path log, long from, long to, Instant started, ZoneId zone) {
        long length = Math.max(0, Math.min(to, log.toFile().length()) - from);
        List<MatchResult> head = new ArrayList<>();
        each(log, from, Math.min(length, HEAD), text -> LogClock.line(text).ifPresent(head::add));
        Optional<LogClock> clock = head.stream().findFirst().flatMap(line -> LogClock.of(started, line, zone));
        long skipped = Math.max(0, length - LARGEST);
        Reader reader = new Reader(clock);
        each(log, from + skipped, length - skipped, reader::line);
        return new DaemonLogFacts(reader.facts, reader.last, reader.reason, skipped == 0 && !reader.dropped);
    }

    private static void each(Path log, long from, long length, Consumer<String> reader) {
        try (InputStream in = new FileInputStream(log.toFile())) {
            in.skipNBytes(from);
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(new LimitedStream(in, length), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.accept(line);
            }
        } catch (IOException unreadable) {
            // What was read until here is true.
        }
    }

    /** The first bytes of a stream. */
    private static final class LimitedStream extends InputStream {
        private final InputStream in;
        private long left;

        private LimitedStream(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? in.read() : -1;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int count = left > 0 ? in.read(to, offset, (int) Math.min(length, left)) : -1;
            left -= Math.max(0, count);
            return count;
        }
    }

    private static final class Reader {
        private final Optional<LogClock> clock;
        private final List<Fact> facts = new ArrayList<>();
        private Optional<Instant> last = Optional.empty();
        private Optional<String> reason = Optional.empty();
        private boolean dropped;

        private Reader(Optional<LogClock> clock) {
            this.clock = clock;
        }

        private void line(String text) {
            Optional<MatchResult> line = LogClock.line(text);
            String logged = line.map(found -> found.group(9)).orElse(text);
            boolean isRaw = logged.startsWith(RAW);
            String message = isRaw ? logged.substring(RAW.length()) : logged;
            Optional<Instant> at =
                    isRaw ? Optional.empty() : line.flatMap(found -> clock.flatMap(known -> known.at(found)));
            last = at.or(() -> last);
            if (REASON.matcher(message).find()) {
                reason = Optional.of(message);
            }
            Matcher crash = CRASH.matcher(message);
            Optional<Instant> when =
                    crash.lookingAt() ? Optional.of(Instant.ofEpochSecond(Long.parseLong(crash.group(1)))) : at;
            if (when.isPresent()) {
                for (Kind kind : Kind.values()) {
                    if (kind.start.matcher(message).lookingAt()) {
                        add(new Fact(kind, when.get(), message));
                        return;
                    }
                }
            }
        }

        private void add(Fact fact) {
            facts.add(fact);
            if (facts.size() > MOST) {
                dropped = true;
                int oldest = 0;
                while (oldest < facts.size() && facts.get(oldest).kind() == Kind.CRASHED) {
                    oldest++;
                }
                facts.remove(oldest < facts.size() ? oldest : 0);
            }
        }
    }
}
