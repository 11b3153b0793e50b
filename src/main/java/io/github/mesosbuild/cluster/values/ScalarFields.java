package io.github.mesosbuild.cluster.values;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The scalar types of protocol buffers, and JSON values for them (protobuf.hpp of stout). */
final class ScalarFields {
    private static final Set<String> SIGNED = Set.of("int32", "int64", "sint32", "sint64");
    private static final Set<String> UNSIGNED = Set.of("uint32", "uint64", "fixed32", "fixed64");
    private static final Set<String> DECIMAL = Set.of("double", "float", "positive");

    private ScalarFields() {}

    static boolean isNumeric(String type) {
        return SIGNED.contains(type) || UNSIGNED.contains(type) || DECIMAL.contains(type);
    }

    /**
     * Returns whether a field accepts a value.
     *
     * @param type a scalar type, or {@code positive}
     * @param value a value as {@link JsonText} reads it
     */
    static boolean accepts(String type, Object value, Dialect dialect) {
        if (value instanceof String text) {
            return type.equals("string")
                    || type.equals("bytes")
                    || dialect.has(Dialect.Trait.QUOTED_NUMBERS) && acceptsQuoted(type, text);
        }
        if (value instanceof Boolean) {
            return type.equals("bool");
        }
        return value instanceof Double number && acceptsNumber(type, number);
    }

    private static boolean acceptsQuoted(String type, String text) {
        try {
            Object value = JsonText.parse(text);
            return value instanceof Boolean && type.equals("bool")
                    || value instanceof Double number && acceptsNumber(type, number);
        } catch (UnreadableValueException e) {
            return false;
        }
    }

    private static boolean acceptsNumber(String type, double number) {
        boolean whole = number == Math.rint(number);
        return switch (type) {
            case "double", "float" -> true;
            case "positive" -> number > 0;
            default -> whole && (SIGNED.contains(type) || UNSIGNED.contains(type) && number >= 0);
        };
    }

    /** What Mesos calls a JSON value. */
    static String kind(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map<?, ?>) {
            return "object";
        }
        if (value instanceof List<?>) {
            return "array";
        }
        return value instanceof String ? "string" : value instanceof Boolean ? "boolean" : "number";
    }
}
