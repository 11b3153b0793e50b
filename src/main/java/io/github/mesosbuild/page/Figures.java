package io.github.mesosbuild.page;

import io.github.mesosbuild.text.Quantities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Numbers as the page shows them: each with its unit. */
final class Figures {
    private static final List<Map.Entry<String, Long>> UNITS =
            List.of(Map.entry("h", 3600L), Map.entry("min", 60L), Map.entry("s", 1L));

    private Figures() {}

    static String duration(double seconds) {
        if (seconds > 0 && seconds < 0.05) {
            return "< 0.1 s";
        }
        return Quantities.duration(Duration.ofMillis(Math.round(seconds * 10) * 100));
    }

    /** A time with all its units, without those that are zero: {@code 30 s}, {@code 1 min 30 s}, {@code 26 h}. */
    static String exact(double seconds) {
        long whole = Math.round(seconds);
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, Long> unit : UNITS) {
            long number = whole / unit.getValue();
            whole %= unit.getValue();
            if (number > 0) {
                parts.add(number + " " + unit.getKey());
            }
        }
        return parts.isEmpty() ? "0 s" : String.join(" ", parts);
    }

    /** A time as a stop watch shows it, with tenths: {@code 0:08.5}. */
    static String moment(double seconds) {
        long tenths = Math.round(seconds * 10);
        return watch(tenths / 10) + "." + tenths % 10;
    }

    /** A time as a stop watch shows it: {@code 0:30}, {@code 2:05:00}. */
    static String watch(double seconds) {
        long whole = Math.round(seconds);
        String minutes =
                String.format(Locale.ROOT, whole >= 3600 ? "%02d:%02d" : "%d:%02d", whole / 60 % 60, whole % 60);
        return whole >= 3600 ? whole / 3600 + ":" + minutes : minutes;
    }

    static String bytes(long bytes) {
        return Quantities.bytes(bytes);
    }

    /** A part in percent, or a dash if there is nothing to compare with. */
    static String percent(double part, double total) {
        if (total <= 0) {
            return "-";
        }
        double percent = 100 * part / total;
        if (percent > 0 && percent < 0.1) {
            return "< 0.1%";
        }
        return String.format(Locale.ROOT, percent < 9.95 ? "%.1f%%" : "%.0f%%", percent);
    }

    /** How many times a figure another one is: {@code 1.25x}, {@code 432x}. */
    static String ratio(double ratio) {
        if (ratio > 0 && ratio < 0.01) {
            return "< 0.01x";
        }
        return ratio < 9.995 ? String.format(Locale.ROOT, "%.2fx", ratio) : number(Math.round(ratio)) + "x";
    }

    /** A number with its digits in groups of three. */
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A noun with its number: {@code 1 test}, {@code 2,104 tests}. */
    static String count(long number, String noun) {
        return number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    /** A coordinate of a picture, without digits that nobody sees. */
    static String coordinate(double value) {
        long hundredths = Math.round(value * 100);
        long part = hundredths % 100;
        return hundredths / 100 + (part == 0 ? "" : part % 10 == 0 ? "." + part / 10 : (part < 10 ? ".0" : ".") + part);
    }

    static String position(double percent) {
        return coordinate(percent) + "%";
    }

    /** A path of at most some characters, without its beginning if it is longer: the end tells more. */
    static String shortened(String path, int length) {
        return path.length() <= length ? path : "..." + path.substring(path.length() - length + 3);
    }
}
