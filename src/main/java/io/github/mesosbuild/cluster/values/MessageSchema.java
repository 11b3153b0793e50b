package io.github.mesosbuild.cluster.values;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.release.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages that flags hold as JSON, such as {@code ACLs} (include/mesos/*.proto), and the conversion of JSON to them (protobuf.hpp of
 * stout). Mesos ignores unknown fields. Before 0.27, it also ignores wrong values of fields that are not at the top.
 */
final class MessageSchema {
    private static final String POSITIVE = "positive";

    private final Map<String, Map<String, Field>> messages = new LinkedHashMap<>();
    private final Map<String, List<String>> enumerations = new LinkedHashMap<>();
    private final Dialect dialect;

    /**
     * A field.
     *
     * @param type a scalar type, or the name of a message or an enumeration
     * @param kind how many values it has
     */
    private record Field(String type, Kind kind) {}

    private enum Kind {
        OPTIONAL(""),
        REQUIRED("!"),
        REPEATED("*"),
        MAP("{}");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    private record Problem(String sentence, boolean printed) {}

    /**
     * Reads the fields that a version supports.
     *
     * @param place a map of messages and enumerations, in the form that the header of {@code flags.yaml} explains
     * @param positive the fields whose values must be more than 0, with their messages
     */
    MessageSchema(ConfigNode place, List<String> positive, Dialect dialect, Version version) {
        this.dialect = dialect;
        place.map().forEach((name, message) -> {
            if (message.isList()) {
                enumerations.put(
                        name,
                        message.texts().stream()
                                .flatMap(text -> supported(text, version).stream())
                                .toList());
                return;
            }
            Map<String, Field> fields = new LinkedHashMap<>();
            message.textMap()
                    .forEach((field, text) -> supported(text, version).ifPresent(type -> {
                        Field read = field(type);
                        fields.put(
                                field, positive.contains(name + "." + field) ? new Field(POSITIVE, read.kind()) : read);
                    }));
            messages.put(name, fields);
        });
    }

    /** The first word of the part of a text such as {@code a <1.0.0 | b >=1.0.0} that is about a version. */
    private static Optional<String> supported(String text, Version version) {
        for (String part : text.split(" \\| ")) {
            List<String> words = List.of(part.split(" "));
            if (VersionSpan.of(words.subList(1, words.size())).contains(version)) {
                return Optional.of(words.get(0));
            }
        }
        return Optional.empty();
    }

    private static Field field(String type) {
        for (Kind kind : new Kind[] {Kind.MAP, Kind.REPEATED, Kind.REQUIRED}) {
            if (type.endsWith(kind.suffix)) {
                return new Field(type.substring(0, type.length() - kind.suffix.length()), kind);
            }
        }
        return new Field(type, Kind.OPTIONAL);
    }

    /** Returns whether there is a message with a name. */
    boolean has(String message) {
        return messages.containsKey(message);
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
                    first.printed()
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
            boolean absent = !object.containsKey(key) || object.get(key) == null && dialect.has(Dialect.Trait.NULLS);
            if (!absent) {
                new FieldCheck(key, field, path + key, problems, missing).check(object.get(key));
            } else if (field.kind() == Kind.REQUIRED) {
                missing.add(path + key);
            }
        });
    }

    /** The check of one field, which adds to the problems. */
    private final class FieldCheck {
        private final String name;
        private final Field field;
        private final String place;
        private final boolean printed;
        private final List<Problem> problems;
        private final List<String> missing;

        FieldCheck(String name, Field field, String place, List<Problem> problems, List<String> missing) {
            this.name = name;
            this.field = field;
            this.place = place;
            this.printed = name.equals(place) || dialect.has(Dialect.Trait.NESTED_ERRORS);
            this.problems = problems;
            this.missing = missing;
        }

        void check(Object value) {
            if (field.kind() == Kind.MAP && value instanceof Map<?, ?> entries) {
                entries.forEach((key, item) -> single(item, place + "." + key));
            } else if (field.kind() == Kind.MAP) {
                unexpected(value, place);
            } else if (value instanceof List<?> items && field.kind() == Kind.REPEATED) {
                for (int i = 0; i < items.size(); i++) {
                    single(items.get(i), place + "[" + i + "]");
                }
            } else if (value instanceof List<?>) {
                unexpected(value, place);
            } else {
                single(value, place);
            }
        }

        private void single(Object value, String at) {
            if (value == null) {
                if (!dialect.has(Dialect.Trait.NULLS)) {
                    problem(
                            "Not expecting a JSON null",
                            "Mesos would not read the null of '" + Invalid.shortened(at) + "'");
                }
            } else if (value instanceof Map<?, ?> object && messages.containsKey(field.type())) {
                message(field.type(), object, at + ".", problems, missing);
            } else if (value instanceof String text && enumerations.containsKey(field.type())) {
                enumerator(text, at);
            } else if (!ScalarFields.accepts(field.type(), value, dialect)) {
                if (value instanceof Double number && ScalarFields.isNumeric(field.type())) {
                    problems.add(new Problem(
                            "The number " + MesosNumbers.printed(number) + " of '" + at + "' is out of range", false));
                } else {
                    unexpected(value, at);
                }
            }
        }

        private void enumerator(String text, String at) {
            List<String> known = enumerations.get(field.type());
            if (known.contains(text)) {
                return;
            }
            String ignored = "Mesos would not read '" + Invalid.shortened(text) + "' of '" + at + "'. Known values: "
                    + String.join(", ", known);
            if (dialect.has(Dialect.Trait.UNKNOWN_ENUMERATORS) && field.kind() != Kind.REQUIRED) {
                problems.add(new Problem(ignored, false));
            } else {
                problem("Failed to find enum for '" + text + "'", ignored);
            }
        }

        private void unexpected(Object value, String at) {
            String kind = ScalarFields.kind(value);
            problem(
                    "Not expecting a JSON " + kind + " for field '" + name + "'",
                    "Mesos would not read the JSON " + kind + " of '" + Invalid.shortened(at) + "'");
        }

        private void problem(String message, String effect) {
            problems.add(new Problem(printed ? message : effect, printed));
        }
    }
}
