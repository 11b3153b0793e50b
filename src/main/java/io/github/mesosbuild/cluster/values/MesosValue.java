package io.github.mesosbuild.cluster.values;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/** The value of a resource or an attribute, as Mesos reads it (src/common/values.cpp at tag 0.24.0). */
public sealed interface MesosValue {
    /** A number. */
    record Scalar(double value) implements MesosValue {}

    /** Ranges of whole numbers. */
    record Ranges(List<Range> ranges) implements MesosValue {
        public Ranges {
            ranges = List.copyOf(ranges);
        }
    }

    /** A range; both ends are included. */
    record Range(BigInteger begin, BigInteger end) {
        @Override
        public String toString() {
            return begin + "-" + end;
        }
    }

    /** A set of words. */
    record Items(List<String> items) implements MesosValue {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A text. Mesos removes its spaces. */
    record Text(String text) implements MesosValue {}

    /** Mesos's name of the type. */
    default String type() {
        return this instanceof Scalar
                ? "SCALAR"
                : this instanceof Ranges ? "RANGES" : this instanceof Items ? "SET" : "TEXT";
    }

    /**
     * Reads a value.
     *
     * @throws UnreadableValueException if Mesos cannot read it
     */
    static MesosValue parse(String text) throws UnreadableValueException {
        String plain = text.replace(" ", "");
        if (plain.isEmpty()) {
            throw new UnreadableValueException("Expecting non-empty string");
        }
        if (!balanced(plain, '{', '}') || !balanced(plain, '[', ']') || !balanced(plain, '(', ')')) {
            throw new UnreadableValueException("Mismatched brackets");
        }
        int bracket = plain.indexOf('[');
        if (bracket == 0) {
            return ranges(plain);
        }
        if (bracket > 0) {
            throw new UnreadableValueException("Unexpected '[' found");
        }
        int brace = plain.indexOf('{');
        if (brace == 0) {
            return new Items(tokens(plain, "{},\n"));
        }
        if (brace > 0) {
            throw new UnreadableValueException("Unexpected '{' found");
        }
        Optional<Double> number = MesosNumbers.decimal(plain);
        return number.isPresent() ? new Scalar(number.get()) : new Text(plain);
    }

    private static Ranges ranges(String plain) throws UnreadableValueException {
        List<String> tokens = tokens(plain, "[]-,\n");
        if (tokens.size() % 2 != 0) {
            throw new UnreadableValueException("Expecting one or more \"ranges\"");
        }
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i += 2) {
            ranges.add(new Range(whole(tokens.get(i)), whole(tokens.get(i + 1))));
        }
        return new Ranges(ranges);
    }

    private static BigInteger whole(String token) throws UnreadableValueException {
        return MesosNumbers.unsigned(token)
                .orElseThrow(() -> new UnreadableValueException("Expecting non-negative integers in '" + token + "'"));
    }

    private static boolean balanced(String text, char open, char close) {
        int count = 0;
        for (int i = 0; i < text.length() && count >= 0; i++) {
            count += text.charAt(i) == open ? 1 : text.charAt(i) == close ? -1 : 0;
        }
        return count == 0;
    }

    /** Splits a text; empty parts are omitted ({@code strings::tokenize} of stout). */
    static List<String> tokens(String text, String delimiters) {
        List<String> tokens = new ArrayList<>();
        StringTokenizer parts = new StringTokenizer(text, delimiters);
        while (parts.hasMoreTokens()) {
            tokens.add(parts.nextToken());
        }
        return tokens;
    }
}
