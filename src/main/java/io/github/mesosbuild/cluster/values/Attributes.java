package io.github.mesosbuild.cluster.values;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The slave's flag {@code --attributes}, {@code name:value;name:value} (src/common/attributes.cpp at tag 0.24.0). */
public final class Attributes {
    private static final Pattern NAME = Pattern.compile("[^\\s:;]+");
    private static final String FORM = "must have the form name:value";

    /** The value of {@code Value::SET}, which the daemon prints in place of its name. */
    private static final int SET = 2;

    private Attributes() {}

    /** One attribute. */
    public record Attribute(String name, MesosValue value) {}

    /**
     * Reads the flag as Mesos does.
     *
     * @throws UnreadableValueException if Mesos cannot read it
     */
    public static List<Attribute> parse(String text) throws UnreadableValueException {
        List<Attribute> attributes = new ArrayList<>();
        for (String token : MesosValue.tokens(text, ";\n")) {
            int colon = token.indexOf(':');
            if (colon <= 0 || colon == token.length() - 1) {
                throw new UnreadableValueException("Invalid attribute key:value pair '" + token + "'");
            }
            attributes.add(attribute(token.substring(0, colon), token.substring(colon + 1)));
        }
        return attributes;
    }

    private static Attribute attribute(String name, String text) throws UnreadableValueException {
        MesosValue value;
        try {
            value = MesosValue.parse(text);
        } catch (UnreadableValueException e) {
            throw new UnreadableValueException(
                    "Failed to parse attribute " + name + " text " + text + " error " + e.getMessage());
        }
        if (value instanceof MesosValue.Items) {
            throw new UnreadableValueException("Bad type for attribute " + name + " text " + text + " type " + SET);
        }
        return new Attribute(name, value);
    }

    /**
     * Checks the flag. Mesos must read every attribute as it is written.
     *
     * @return what is invalid; empty if the flag is valid
     */
    public static Optional<Invalid> check(String text) {
        for (String token : MesosValue.tokens(text, ";\n")) {
            int colon = token.indexOf(':');
            if (colon <= 0 || colon == token.length() - 1) {
                return Optional.of(Invalid.printing(FORM, token, "Invalid attribute key:value pair '" + token + "'")
                        .in("each attribute"));
            }
            Optional<Invalid> invalid = check(token.substring(0, colon), token.substring(colon + 1));
            if (invalid.isPresent()) {
                return invalid;
            }
        }
        return Optional.empty();
    }

    /** Checks one attribute. */
    public static Optional<Invalid> check(String name, String text) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of(Invalid.misread(
                            "must have a name without spaces",
                            name,
                            "Mesos would keep the spaces as a part of the name")
                    .in("each attribute"));
        }
        return invalid(name, text).map(invalid -> invalid.in("the attribute " + name));
    }

    private static Optional<Invalid> invalid(String name, String text) {
        if (text.contains(";") || text.contains("\n")) {
            return Optional.of(
                    Invalid.misread("must be one value", text, "A semicolon or a line break separates attributes"));
        }
        MesosValue value;
        try {
            value = attribute(name, text).value();
        } catch (UnreadableValueException e) {
            return Optional.of(Invalid.printing(
                    "must be a number, ranges such as [1-5], or a text without spaces, [ and {, whose parentheses match",
                    text,
                    e.getMessage()));
        }
        if (value instanceof MesosValue.Ranges ranges) {
            return ranges.ranges().isEmpty()
                    ? Optional.of(Invalid.misread(
                            "must have at least one range", text, "Mesos would keep an attribute without a value"))
                    : MesosRanges.ofAttribute(ranges, text);
        }
        if (value instanceof MesosValue.Scalar scalar) {
            return isPrintedSo(scalar.value(), text)
                    ? Optional.empty()
                    : Optional.of(Invalid.misread(
                            "must be a number in its shortest form, or a text that is not a number",
                            text,
                            "Mesos would read the number " + shown(scalar.value())));
        }
        String read = ((MesosValue.Text) value).text();
        return read.equals(text)
                ? Optional.empty()
                : Optional.of(Invalid.misread(
                        "must not contain spaces",
                        text,
                        "Mesos removes them: it would read '" + Invalid.shortened(read) + "'"));
    }

    private static boolean isPrintedSo(double value, String text) {
        return text.matches("-?\\d+(\\.\\d+)?")
                && text.replaceAll("\\D", "").length() <= MesosNumbers.DIGITS
                && shown(value).equals(text);
    }

    private static String shown(double value) {
        return Double.isFinite(value) ? MesosNumbers.printed(value) : String.valueOf(value);
    }
}
