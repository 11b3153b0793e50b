package io.github.mesosbuild.cluster.values;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations, sizes and numbers as daemons read them (duration.hpp, bytes.hpp and flags/parse.hpp of stout; src/master/master.cpp and
 * main.cpp).
 */
final class Scalars {
    /** Nanoseconds by unit. */
    private static final Map<String, Long> UNITS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "ms", 1_000_000L,
            "secs", 1_000_000_000L,
            "mins", 60_000_000_000L,
            "hrs", 3_600_000_000_000L,
            "days", 86_400_000_000_000L,
            "weeks", 604_800_000_000_000L);

    private static final List<String> SIZES = List.of("B", "KB", "MB", "GB", "TB");
    private static final Pattern DURATION = Pattern.compile("([0-9.]*)(.*)", Pattern.DOTALL);
    private static final Pattern BYTES = Pattern.compile("([0-9]*)(.*)", Pattern.DOTALL);
    private static final Pattern DECIMAL = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Pattern RATE = Pattern.compile("([^/]+)/([^/]+)");
    private static final String DURATION_RULE =
            "must be a number with one of the units ns, us, ms, secs, mins, hrs, days and weeks, such as 5mins";
    private static final String BYTES_RULE =
            "must be a whole number with one of the units B, KB, MB, GB and TB, such as 2GB";
    private static final String CONVERSION = "Failed to convert into required type";

    private Scalars() {}

    static Optional<Invalid> duration(String value) {
        Matcher parts = DURATION.matcher(value);
        parts.matches();
        String number = parts.group(1);
        String unit = parts.group(2);
        String printed = null;
        if (unit.isEmpty()) {
            printed = "Invalid duration '" + value + "'";
        } else if (MesosNumbers.decimal(number).isEmpty()) {
            printed = "Failed to convert '" + number + "' to number";
        } else if (!UNITS.containsKey(unit)) {
            printed = "Unknown duration unit '" + unit + "'";
        }
        if (printed != null) {
            return Optional.of(Invalid.printing(DURATION_RULE, value, printed));
        }
        return size(value) < Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(Invalid.wrong("must be less than " + Long.MAX_VALUE + " nanoseconds", value));
    }

    static Optional<Invalid> bytes(String value) {
        Matcher parts = BYTES.matcher(value);
        parts.matches();
        String number = parts.group(1);
        String unit = parts.group(2).toUpperCase(Locale.ROOT);
        String printed = null;
        if (unit.isEmpty()) {
            printed = "Invalid bytes '" + value + "'";
        } else if (unit.startsWith(".")) {
            printed = "Fractional bytes '" + value + "'";
        } else if (MesosNumbers.unsigned(number).isEmpty()) {
            printed = "Failed to convert '" + number + "' to number";
        } else if (!SIZES.contains(unit)) {
            printed = "Unknown bytes unit '" + unit + "'";
        }
        if (printed != null) {
            return Optional.of(Invalid.printing(BYTES_RULE, value, printed));
        }
        BigInteger bytes = new BigInteger(number).shiftLeft(10 * SIZES.indexOf(unit));
        return bytes.bitLength() < Long.SIZE
                ? Optional.empty()
                : Optional.of(Invalid.wrong("must be less than " + Long.MAX_VALUE + " bytes", value));
    }

    /** Returns nanoseconds for a valid duration, and the number for a number. */
    static double size(String value) {
        Matcher parts = DURATION.matcher(value);
        parts.matches();
        return MesosNumbers.decimal(parts.group(1)).orElseThrow() * UNITS.getOrDefault(parts.group(2), 1L);
    }

    /** The daemons of most versions read the digits at the start and ignore the rest. */
    static Optional<Invalid> whole(String value, long least, long most) {
        if (!value.matches("[+-]?\\d+")) {
            String rule = "must be a whole number";
            return Optional.of(
                    value.matches("\\s*[+-]?\\d.*")
                            ? Invalid.wrong(rule, value)
                            : Invalid.printing(rule, value, CONVERSION));
        }
        BigInteger number = new BigInteger(value);
        boolean fits =
                number.compareTo(BigInteger.valueOf(least)) >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0;
        return fits
                ? Optional.empty()
                : Optional.of(Invalid.wrong("must be a whole number from " + least + " to " + most, value));
    }

    static Optional<Invalid> decimal(String value) {
        return DECIMAL.matcher(value).matches()
                ? Optional.empty()
                : Optional.of(
                        value.matches("\\s*[+-]?\\.?\\d.*")
                                ? Invalid.wrong("must be a number", value)
                                : Invalid.printing("must be a number", value, CONVERSION));
    }

    /**
     * Checks the percentage of slaves that a master may remove.
     *
     * @param slave what the master calls a slave
     */
    static Optional<Invalid> percentage(String value, String slave) {
        String prefix = "Invalid value '" + value + "' for --recovery_" + slave + "_removal_percent_limit: ";
        String rule = "must be a percentage from 0% to 100%";
        if (!value.endsWith("%")) {
            return Optional.of(Invalid.printing(rule, value, prefix + "missing '%'"));
        }
        String number = value.substring(0, value.length() - 1);
        Optional<Double> read = MesosNumbers.decimal(number);
        if (read.isEmpty()) {
            return Optional.of(Invalid.printing(rule, value, prefix + "Failed to convert '" + number + "' to number"));
        }
        if (read.get() < 0 || read.get() > 100) {
            return Optional.of(Invalid.printing(rule, value, prefix + "Must be within [0%-100%]"));
        }
        return DECIMAL.matcher(number).matches() ? Optional.empty() : Optional.of(Invalid.wrong(rule, value));
    }

    /**
     * Checks the rate at which a master removes slaves.
     *
     * @param slave what the master calls a slave
     */
    static Optional<Invalid> rate(String value, String slave) {
        String rule = "must be a number of " + slave + "s per duration, such as 1/10mins";
        String printed = "Invalid " + slave + "_removal_rate_limit: " + value + ". Format is <Number of " + slave
                + "s>/<Duration>";
        Matcher parts = RATE.matcher(value);
        if (!parts.matches()) {
            return Optional.of(Invalid.printing(rule, value, printed));
        }
        String slaves = parts.group(1);
        if (!slaves.matches("\\d{1,9}")) {
            return Optional.of(
                    Invalid.printing(rule, value, printed + ": Failed to convert '" + slaves + "' to number"));
        }
        return duration(parts.group(2))
                .map(invalid -> invalid.printed()
                        .map(why -> Invalid.printing(rule, value, printed + ": " + why))
                        .orElse(invalid));
    }

    static Optional<Invalid> weights(String value) {
        for (String token : MesosValue.tokens(value, ",")) {
            List<String> pair = MesosValue.tokens(token, "=");
            String rule = "must have the form role=weight,role=weight";
            if (pair.size() != 2) {
                return Optional.of(Invalid.printing(
                        rule,
                        value,
                        "Invalid weight: '" + token + "'. --weights should be of the form 'role=weight,role=weight'"));
            }
            String weight = pair.get(1);
            if (!DECIMAL.matcher(weight).matches() || new BigDecimal(weight).signum() == 0) {
                return Optional.of(
                        weight.matches("[1-9].*")
                                ? Invalid.wrong(rule + ", with positive numbers", value)
                                : Invalid.printing(
                                        rule + ", with positive numbers",
                                        value,
                                        "Invalid weight: '" + token + "'. Weights must be positive."));
            }
        }
        return Optional.empty();
    }

    /** Checks distinct words with commas between them. */
    static Optional<Invalid> words(String value) {
        Set<String> seen = new HashSet<>();
        return MesosValue.tokens(value, ",").stream()
                .filter(word -> !seen.add(word))
                .findFirst()
                .map(twice -> Invalid.printing("must list each word once", value, "Duplicate token '" + twice + "'"));
    }

    /** Checks numbers with commas between them. */
    static Optional<Invalid> numbers(String value) {
        return MesosValue.tokens(value, ",").stream()
                .filter(token -> !token.matches("\\d{1,9}"))
                .findFirst()
                .map(token -> Invalid.printing(
                        "must be whole numbers with commas between them",
                        value,
                        "Failed to numify '" + token + "': Failed to convert '" + token + "' to number"));
    }

    /** Checks a JSON object. */
    static Optional<Invalid> object(String value) {
        try {
            return JsonText.parse(value) instanceof Map<?, ?>
                    ? Optional.empty()
                    : Optional.of(Invalid.printing("must be a JSON object", value, "Unexpected JSON type parsed"));
        } catch (UnreadableValueException e) {
            return Optional.of(Invalid.printing("must be a JSON object", value, e.getMessage()));
        }
    }

    /** Checks a JSON object whose values are strings. */
    static Optional<Invalid> strings(String name, String value, String slave) {
        String rule = "must be a JSON object whose values are strings";
        try {
            if (!(JsonText.parse(value) instanceof Map<?, ?> object)) {
                return Optional.of(Invalid.printing(rule, value, "Unexpected JSON type parsed"));
            }
            return object.values().stream().allMatch(String.class::isInstance)
                    ? Optional.empty()
                    : Optional.of(Invalid.misread(
                            rule,
                            value,
                            "The " + slave + " would print: '" + name + "' must only contain string values"));
        } catch (UnreadableValueException e) {
            return Optional.of(Invalid.printing(rule, value, e.getMessage()));
        }
    }
}
