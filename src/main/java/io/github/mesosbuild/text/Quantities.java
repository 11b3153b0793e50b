package io.github.mesosbuild.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, sizes and times as people read them. */
public final class Quantities {
    private static final String[] UNITS = {"", "kB", "MB", "GB", "TB"};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Quantities() {}

    /** Returns a duration in its two largest units, such as {@code 3 min 12 s}, and with tenths of a second under ten seconds. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 9950 && millis % 1000 != 0) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        long seconds = Math.max(duration.toSeconds(), millis < 9950 ? 0 : 10);
        if (seconds >= 3600) {
            return two(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return seconds >= 60 ? two(seconds / 60, "min", seconds % 60, "s") : seconds + " s";
    }

    private static String two(long larger, String largerUnit, long smaller, String smallerUnit) {
        return larger + " " + largerUnit + (smaller == 0 ? "" : " " + smaller + " " + smallerUnit);
    }

    /** Returns a size in decimal units with one digit after the point, such as {@code 28.6 MB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= (unit == 0 ? 1000 : 999.95) && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? count(bytes, "byte") : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** Returns a size in GiB with one digit after the point. */
    public static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1 << 30));
    }

    /** Returns a noun with its number: {@code 1 job}, {@code 2 jobs}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Returns a moment in UTC, to the second. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Returns a word with a capital first letter. */
    public static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** Returns a text with a small first letter. */
    public static String uncapitalized(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
