package io.github.mesosbuild.report;

import io.github.mesosbuild.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Quantities as people read them. */
public final class Words {
    private static final String[] UNITS = {"", "kB", "MB", "GB", "TB"};

    private Words() {}

    /** A time with its two largest units: {@code 3 min 12 s}; below a minute with tenths below ten seconds. */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= 3600) {
            return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        }
        if (seconds >= 60) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return duration.toMillis() >= 9950
                ? Math.max(10, seconds) + " s"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /** A size in decimal units with at most one digit behind the point: {@code 28.6 MB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= (unit == 0 ? 1000 : 999.95) && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? count(bytes, "byte") : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** A path as a word of a POSIX shell, for command lines to paste. */
    static String shell(Path path) {
        return Command.quoted(path.toString());
    }

    /** A word at the head of a sentence. */
    static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** A noun with its number: {@code 1 job}, {@code 2 jobs}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
