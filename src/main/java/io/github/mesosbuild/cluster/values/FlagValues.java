package io.github.mesosbuild.cluster.values;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.release.Version;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The types of a daemon's flags, and checks for their values (flags/parse.hpp of stout, src/common/parse.hpp and
 * src/{master,slave}/flags.cpp).
 */
public final class FlagValues {
    private static final String FILE = "file://";

    private final Map<String, FlagType> typeByName = new TreeMap<>();
    private final Map<String, String> messageByName = new TreeMap<>();
    private final Map<String, ConfigNode> limits;
    private final Map<String, ConfigNode> choices;
    private final Map<String, ConfigNode> fixed;
    private final Map<String, JsonDemands> demands = new TreeMap<>();
    private final Optional<MessageSchema> messages;
    private final Optional<CredentialFiles> credentials;
    private final Dialect dialect;

    private FlagValues(Map<String, String> cppTypeByName, ConfigNode checks, ConfigNode messages, Version version) {
        dialect = Dialect.of(checks.get("since"), version);
        MessageSchema schema =
                new MessageSchema(messages, checks.get("positive").texts(), dialect, version);
        this.messages = Optional.of(schema);
        credentials = dialect.has(Dialect.Trait.JSON_CREDENTIALS)
                ? Optional.of(new CredentialFiles(checks.get("files").textMap(), schema))
                : Optional.empty();
        cppTypeByName.forEach((name, cpp) -> {
            FlagType type = FlagType.ofCpp(cpp).orElse(FlagType.MESSAGE);
            typeByName.put(name, type);
            if (type == FlagType.MESSAGE) {
                messageByName.put(name, cpp);
            }
        });
        checks.get("forms")
                .textsMap()
                .forEach((form, names) -> names.forEach(name -> typeByName.computeIfPresent(
                        name, (key, cpp) -> FlagType.valueOf(form.toUpperCase(Locale.ROOT)))));
        limits = checks.get("limits").map();
        choices = checks.get("choices").map();
        fixed = new TreeMap<>();
        checks.get("fixed")
                .map()
                .forEach((name, entries) -> entries.list().stream()
                        .filter(entry -> VersionSpan.of(entry).contains(version))
                        .forEach(entry -> fixed.put(name, entry)));
        checks.get("demands").map().forEach((name, place) -> demands.put(name, new JsonDemands(place, version)));
    }

    private FlagValues() {
        typeByName.put("resources", FlagType.RESOURCES);
        typeByName.put("attributes", FlagType.ATTRIBUTES);
        limits = Map.of();
        choices = Map.of();
        fixed = Map.of();
        messages = Optional.empty();
        credentials = Optional.empty();
        dialect = Dialect.NEWEST;
    }

    /**
     * Returns the types of a daemon's flags.
     *
     * @param cppTypeByName the type of each flag in the sources of Mesos, by name and former name
     * @param checks the document {@code flag-checks.yaml}
     * @param messages the messages of {@code flags.yaml}
     * @throws IllegalArgumentException if a flag is of a message that is not in {@code messages}
     */
    public static FlagValues of(
            Map<String, String> cppTypeByName, ConfigNode checks, ConfigNode messages, Version version) {
        FlagValues values = new FlagValues(cppTypeByName, checks, messages, version);
        values.messageByName.forEach((name, message) -> {
            if (!values.messages.orElseThrow().has(message)) {
                throw new IllegalArgumentException("--" + name + " has the unknown type " + message);
            }
        });
        return values;
    }

    /** Returns the types that all versions share. */
    public static FlagValues ofUnknownVersion() {
        return new FlagValues();
    }

    /** The type of a flag; TEXT if it is unknown. */
    public FlagType type(String name) {
        return typeByName.getOrDefault(name, FlagType.TEXT);
    }

    /** How the daemon reads values. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * Checks the value of a flag that is no boolean.
     *
     * @return what is invalid; empty if the value is valid
     */
    public Optional<Invalid> check(String name, String value, ReadableFiles files) {
        FlagType type = type(name);
        if (choices.containsKey(name)) {
            return choice(choices.get(name), value);
        }
        if (type == FlagType.PATH) {
            return path(name, value, files);
        }
        Optional<String> text = Optional.of(value);
        if (value.startsWith(FILE) || isJson(type) && value.startsWith("/")) {
            String path = value.startsWith(FILE) ? value.substring(FILE.length()) : value;
            if (!path.startsWith("/")) {
                return Optional.of(Invalid.wrong("must have an absolute path after file://", value));
            }
            try {
                text = files.read(path);
            } catch (IOException e) {
                return Optional.of(loading(name, value, unreadable(value, path, e)));
            }
        }
        return text.flatMap(loaded -> loaded(name, type, loaded)
                .map(invalid -> isLoading(type) ? loading(name, value, invalid) : invalid)
                .or(() -> Optional.ofNullable(demands.get(name)).flatMap(demand -> demand.check(loaded))));
    }

    /**
     * Checks the value of a boolean that some versions let have only one value.
     *
     * @param value true, false, or {@code file://} and a path
     */
    public Optional<Invalid> checkBoolean(String name, String value) {
        return Optional.ofNullable(fixed.get(name))
                .filter(only ->
                        !value.startsWith(FILE) && !only.requireText("value").equals(value))
                .map(only ->
                        Invalid.printing("must be " + only.requireText("value"), value, only.requireText("error")));
    }

    /** Returns whether the daemon reads the value while it loads its flags. */
    private static boolean isLoading(FlagType type) {
        return switch (type) {
            case TEXT, RESOURCES, ATTRIBUTES, PERCENTAGE, RATE, WEIGHTS -> false;
            default -> true;
        };
    }

    private static boolean isJson(FlagType type) {
        return type == FlagType.MESSAGE || type == FlagType.OBJECT || type == FlagType.STRINGS;
    }

    private static Invalid loading(String name, String value, Invalid invalid) {
        return invalid.after(
                "Failed to load flag '" + name + "': Failed to load value '" + Invalid.shortened(value) + "': ");
    }

    private static Invalid unreadable(String value, String path, IOException e) {
        return Invalid.printing(
                "must name a file that can be read",
                value,
                "Error reading file '" + path + "': "
                        + (e instanceof NoSuchFileException ? "No such file or directory" : e.getMessage()));
    }

    private Optional<Invalid> loaded(String name, FlagType type, String value) {
        return switch (type) {
            case MESSAGE -> messages.flatMap(schema -> schema.check(messageByName.get(name), value));
            case OBJECT -> Scalars.object(value);
            case STRINGS -> Scalars.strings(name, value, dialect.slave());
            case INTEGER -> Scalars.whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case COUNT -> Scalars.whole(value, least(name), Long.MAX_VALUE);
            case SHORT -> Scalars.whole(value, 0, 0xFFFF);
            case DECIMAL -> limited(name, value, Scalars.decimal(value));
            case DURATION -> limited(name, value, Scalars.duration(value));
            case BYTES -> Scalars.bytes(value);
            case WORDS -> Scalars.words(value);
            case NUMBERS -> Scalars.numbers(value);
            case PERCENTAGE -> Scalars.percentage(value, dialect.slave());
            case RATE -> Scalars.rate(value, dialect.slave());
            case WEIGHTS -> Scalars.weights(value);
            case RESOURCES -> resources(value);
            case ATTRIBUTES -> Attributes.check(value);
            case BOOLEAN, TEXT, PATH -> Optional.empty();
        };
    }

    private Optional<Invalid> resources(String value) {
        if (!dialect.has(Dialect.Trait.JSON_RESOURCES) || !value.stripLeading().startsWith("[")) {
            return Resources.check(value, dialect);
        }
        try {
            JsonText.parse(value);
            return Optional.empty();
        } catch (UnreadableValueException e) {
            return Optional.of(Invalid.wrong(
                    "must be valid JSON if it starts with [ (" + Invalid.shortened(e.getMessage()) + ")", value));
        }
    }

    private Optional<Invalid> choice(ConfigNode place, String value) {
        List<String> values = place.require("of").texts();
        return values.contains(value)
                ? Optional.empty()
                : Optional.of(Invalid.printing(
                        "must be " + String.join(", ", values.subList(0, values.size() - 1)) + " or "
                                + values.get(values.size() - 1),
                        value,
                        place.requireText("error")
                                .replace("{slave}", dialect.slave())
                                .replace("{value}", value)));
    }

    private long least(String name) {
        return Optional.ofNullable(limits.get(name))
                .flatMap(limit -> limit.get("least").text())
                .map(Long::parseLong)
                .orElse(0L);
    }

    private Optional<Invalid> limited(String name, String value, Optional<Invalid> invalid) {
        if (invalid.isPresent() || !limits.containsKey(name)) {
            return invalid;
        }
        ConfigNode limit = limits.get(name);
        double size = Scalars.size(value);
        Optional<String> least = limit.get("least").text();
        Optional<String> most = limit.get("most").text();
        boolean fits = least.map(Scalars::size).filter(bound -> size < bound).isEmpty()
                && most.map(Scalars::size).filter(bound -> size > bound).isEmpty();
        if (fits) {
            return Optional.empty();
        }
        String rule = most.isEmpty()
                ? "at least " + least.orElseThrow()
                : least.map(bound -> "from " + bound + " to ").orElse("at most ") + most.get();
        return Optional.of(Invalid.wrong("must be " + rule, value));
    }

    private Optional<Invalid> path(String name, String value, ReadableFiles files) {
        String path = value.startsWith(FILE) ? value.substring(FILE.length()) : value;
        if (!path.startsWith("/")) {
            boolean json = path.startsWith("{") || path.startsWith("[");
            return Optional.of(Invalid.wrong(
                    "must be the absolute path of a file" + (json ? ", not its content" : ""), json ? "JSON" : value));
        }
        try {
            return files.read(path).flatMap(content -> credentials.flatMap(check -> check.check(name, value, content)));
        } catch (IOException e) {
            return Optional.of(Invalid.printing(
                    "must name a file that can be read",
                    value,
                    "Failed to read " + name + " file '" + path + "': "
                            + (e instanceof NoSuchFileException ? "No such file or directory" : e.getMessage())));
        }
    }
}
