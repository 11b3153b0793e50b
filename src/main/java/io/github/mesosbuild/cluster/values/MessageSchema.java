package io.github.mesosbuild.cluster.values;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.release.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages that flags hold as JSON, such as {@code ACLs} (include/mesos/*.proto), and the conversion of JSON to them
 * (3rdparty/libprocess/3rdparty/stout/include/stout/protobuf.hpp). At tag 0.24.0, Mesos ignores unknown fields, and wrong values of fields
 * that are not at the top.
 */
final class MessageSchema {
    private final Map<String, Map<String, Field>> messages = new LinkedHashMap<>();
    private final Map<String, List<String>> enumerations = new LinkedHashMap<>();

    /**
     * A field.
     *
     * @param type a scalar type, or the name of a message or an enumeration
     */
    private record Field(String type, boolean required, boolean repeated) {}

    private record Problem(String sentence, boolean top) {}

    /**
     * Reads the fields that a version supports.
     *
     * @param place a map of messages; a field's value is its type, followed by {@code *} if repeated and {@code !} if required, and by the
     *     first version that has it
     */
    MessageSchema(ConfigNode place, Version version) {
        place.map().forEach((name, message) -> {
            if (message.isList()) {
                enumerations.put(name, message.texts());
                return;
            }
            Map<String, Field> fields = new LinkedHashMap<>();
            message.textMap().forEach((field, text) -> {
                String[] words = text.split(" ");
                if (words.length == 1 || version.compareTo(new Version(words[1])) >= 0) {
                    String type = words[0].replaceAll("[*!]$", "");
                    fields.put(field, new Field(type, words[0].endsWith("!"), words[0].endsWith("*")));
                }
            });
            messages.put(name, fields);
        });
    }

    /**
     * Checks JSON text.
     *
     * @param message the name of the message
     */
    Optional<Invalid> check(String message, String text) {
        Object document;
        try {
            document = JsonText.parse(text);
        } catch (UnreadableValueException e) {
            return Optional.of(
                    Invalid.printing("must be JSON, or file:// and the path of a JSON file", text, e.getMessage()));
        }
        if (!(document instanceof Map<?, ?> object)) {
            return Optional.of(Invalid.printing("must be a JSON object", text, "Unexpected JSON type parsed"));
        }
        List<Problem> problems = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        message(message, object, "", problems, missing);
        if (!problems.isEmpty()) {
            Problem first = problems.get(0);
            return Optional.of(
                    first.top()
                            ? Invalid.printing("must be JSON of the message " + message, text, first.sentence())
                            : Invalid.misread("must be JSON of the message " + message, text, first.sentence()));
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Invalid.printing(
                        "must have all required fields of the message " + message,
                        text,
                        "Missing required fields: " + String.join(", ", missing)));
    }

    private void message(String name, Map<?, ?> object, String path, List<Problem> problems, List<String> missing) {
        Map<String, Field> fields = messages.get(name);
        object.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !fields.containsKey(key))
                .forEach(key -> problems.add(new Problem(
                        "Mesos would ignore the unknown field '" + Invalid.shortened(path + key) + "'. Known fields: "
                                + String.join(", ", fields.keySet()),
                        false)));
        fields.forEach((key, field) -> {
            if (field.required() && !object.containsKey(key)) {
                missing.add(path + key);
            }
        });
        fields.forEach((key, field) -> {
            if (object.containsKey(key)) {
                field(key, field, object.get(key), path + key, problems, missing);
            }
        });
    }

    private void field(
            String name, Field field, Object value, String path, List<Problem> problems, List<String> missing) {
        boolean top = name.equals(path);
        if (value instanceof List<?> items) {
            if (!field.repeated()) {
                problems.add(unexpected("array", name, path, top));
            }
            for (int i = 0; i < items.size() && field.repeated(); i++) {
                single(name, field, items.get(i), path + "[" + i + "]", top, problems, missing);
            }
        } else {
            single(name, field, value, path, top, problems, missing);
        }
    }

    private static Problem unexpected(String kind, String name, String path, boolean top) {
        return top
                ? new Problem("Not expecting a JSON " + kind + " for field '" + name + "'", true)
                : new Problem("Mesos would not read the JSON " + kind + " of '" + Invalid.shortened(path) + "'", false);
    }

    private void single(
            String name,
            Field field,
            Object value,
            String path,
            boolean top,
            List<Problem> problems,
            List<String> missing) {
        if (value == null) {
            problems.add(
                    top
                            ? new Problem("Not expecting a JSON null", true)
                            : new Problem("Mesos would not read the null of '" + Invalid.shortened(path) + "'", false));
        } else if (value instanceof Map<?, ?> object) {
            if (messages.containsKey(field.type())) {
                message(field.type(), object, path + ".", problems, missing);
            } else if (!field.type().equals("any")) {
                problems.add(unexpected("object", name, path, top));
            }
        } else if (value instanceof String text && enumerations.containsKey(field.type())) {
            if (!enumerations.get(field.type()).contains(text)) {
                problems.add(new Problem(
                        top
                                ? "Failed to find enum for '" + text + "'"
                                : "Mesos would not read '" + Invalid.shortened(text) + "' of '" + path
                                        + "'. Known values: " + String.join(", ", enumerations.get(field.type())),
                        top));
            }
        } else {
            String kind = value instanceof String ? "string" : value instanceof Boolean ? "boolean" : "number";
            if (!isOf(field.type(), value)) {
                problems.add(
                        value instanceof Double number && isNumeric(field.type())
                                ? new Problem(
                                        "The number " + MesosNumbers.printed(number) + " of '" + path
                                                + "' is out of range",
                                        false)
                                : unexpected(kind, name, path, top));
            }
        }
    }

    private static boolean isNumeric(String type) {
        return type.equals("positive") || type.equals("count");
    }

    private static boolean isOf(String type, Object value) {
        return switch (type) {
            case "any" -> true;
            case "string" -> value instanceof String;
            case "bool" -> value instanceof Boolean;
            case "positive" -> value instanceof Double number && number > 0;
            case "count" -> value instanceof Double number && number >= 0 && number == Math.rint(number);
            default -> false;
        };
    }
}
