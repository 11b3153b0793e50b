package io.github.mesosbuild.cluster;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the times in a log of glog. They are local times without a year and a zone ({@code I1129 23:00:00.123456}, LogMessage::Init in
 * src/logging.cc of glog 0.3.3 and 0.4.0), so the first one is compared with the time at which the daemon was started.
 *
 * @param started when the daemon was started
 * @param zone the zone of the times
 */
record LogClock(Instant started, ZoneId zone) {
    /** A line with a time; group 9 is its message. Since 0.5.0, glog writes the year. */
    private static final Pattern LINE = Pattern.compile(
            "([IWEF])(\\d{4})?(\\d\\d)(\\d\\d) (\\d\\d):(\\d\\d):(\\d\\d)\\.(\\d{1,6})\\s+\\d+ [^ ]+:\\d+\\] (.*)",
            Pattern.DOTALL);

    /** The difference between a zone and UTC is a multiple of this. */
    private static final long QUARTER = Duration.ofMinutes(15).toMillis();

    /** A daemon that first writes later may have been in another zone. */
    private static final Duration FIRST_LINE = Duration.ofMinutes(2);

    private static final Duration EARLIER = Duration.ofSeconds(2);
    private static final int MOST_HOURS = 18;

    /** Returns the parts of a line with a time; empty for another line. */
    static Optional<MatchResult> line(String text) {
        Matcher line = LINE.matcher(text);
        return line.matches() ? Optional.of(line) : Optional.empty();
    }

    /** Returns {@code I}, {@code W}, {@code E} or {@code F} for a line with a time; a blank for another one. */
    static char severity(String text) {
        return line(text).map(line -> line.group(1).charAt(0)).orElse(' ');
    }

    /**
     * Returns the clock of a log; empty if the first time in it fits no zone.
     *
     * @param first the first line with a time
     * @param local the zone of this machine
     */
    static Optional<LogClock> of(Instant started, MatchResult first, ZoneId local) {
        Optional<Instant> asUtc = new LogClock(started.minus(Duration.ofHours(MOST_HOURS)), ZoneOffset.UTC).at(first);
        if (asUtc.isEmpty()) {
            return Optional.empty();
        }
        long difference = Duration.between(started, asUtc.get()).toMillis();
        long offset = Math.floorDiv(difference + EARLIER.toMillis(), QUARTER) * QUARTER;
        long later = difference - offset;
        if (Math.abs(offset) > Duration.ofHours(MOST_HOURS).toMillis() || later > FIRST_LINE.toMillis()) {
            return Optional.empty();
        }
        ZoneOffset found = ZoneOffset.ofTotalSeconds((int) (offset / 1000));
        boolean isLocal = local.getRules().getOffset(started).equals(found);
        return Optional.of(new LogClock(started, isLocal ? local : found));
    }

    /** Returns the time of a line; empty if there is no such day. */
    Optional<Instant> at(MatchResult line) {
        int year = line.group(2) == null ? started.atZone(zone).getYear() : Integer.parseInt(line.group(2));
        Optional<Instant> this_ = in(year, line);
        return line.group(2) == null
                        && this_.filter(at -> !at.isBefore(started.minus(EARLIER)))
                                .isEmpty()
                ? in(year + 1, line).or(() -> this_)
                : this_;
    }

    private Optional<Instant> in(int year, MatchResult line) {
        try {
            String fraction = (line.group(8) + "00000").substring(0, 6);
            return Optional.of(LocalDateTime.of(
                            year,
                            number(line, 3),
                            number(line, 4),
                            number(line, 5),
                            number(line, 6),
                            number(line, 7),
                            Integer.parseInt(fraction) * 1000)
                    .atZone(zone)
                    .toInstant());
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int number(MatchResult line, int group) {
        return Integer.parseInt(line.group(group));
    }
}
