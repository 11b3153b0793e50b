package io.github.mesosbuild.cluster.values;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as {@code boost::lexical_cast} reads them (Boost 1.53, which is bundled with Mesos). */
final class MesosNumbers {
    /** The number of decimal digits with which daemons print a number ({@code std::numeric_limits<double>::digits10}). */
    static final int DIGITS = 15;

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+|\\.(?=[eE]))([eE][+-]?\\d+)?");
    private static final Pattern SPECIAL = Pattern.compile("([+-]?)(inf|infinity|nan|nan\\(.*\\))");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(64);
    private static final int LONGEST_EXACT = 40;

    private MesosNumbers() {}

    /** Reads a {@code double}; empty if it is none. */
    static Optional<Double> decimal(String text) {
        var special = SPECIAL.matcher(text.toLowerCase(Locale.ROOT));
        if (special.matches()) {
            double value = special.group(2).startsWith("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
            return Optional.of(special.group(1).equals("-") ? -value : value);
        }
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(text.replaceFirst("^([+-]?)\\.(?=[eE])", "$10."));
        return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
    }

    /** Reads a {@code uint64_t}; empty if it is none. A negative number counts from the largest one down. */
    static Optional<BigInteger> unsigned(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        BigInteger value = new BigInteger(text);
        return value.abs().compareTo(LIMIT) < 0 ? Optional.of(value.mod(LIMIT)) : Optional.empty();
    }

    /** Returns whether a decimal has no more digits than a daemon keeps. */
    static boolean isExact(String text) {
        return text.length() <= LONGEST_EXACT
                && new BigDecimal(text).stripTrailingZeros().precision() <= DIGITS;
    }

    /** Returns a number as daemons print it, if it is neither very large nor very small. */
    static String printed(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
