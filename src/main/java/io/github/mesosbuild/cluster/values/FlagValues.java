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
 * The types of a version's flags, and checks for their values (3rdparty/libprocess/3rdparty/stout/include/stout/flags/parse.hpp and
 * src/{master,slave}/flags.hpp).
 */
public final class FlagValues {
    private static final Version JSON_RESOURCES = new Version("0.26.0");
    private static final String FILE = "file://";

    private final Map<String, FlagType> typeByName = new TreeMap<>();
    private final Map<String, String> messageByName;
    private final Map<String, ConfigNode> limits;
    private final Map<String, ConfigNode> choices;
    private final Optional<MessageSchema> messages;
    private final boolean jsonResources;

    private FlagValues(ConfigNode place, Version version) {
        place.get("types")
                .textsMap()
                .forEach((type, names) ->
                        names.forEach(name -> typeByName.put(name, FlagType.valueOf(type.toUpperCase(Locale.ROOT)))));
        messageByName = place.get("json").textMap();
        messageByName.keySet().forEach(name -> typeByName.put(name, FlagType.JSON));
        limits = place.get("limits").map();
        choices = place.get("choices").map();
        messages = Optional.of(new MessageSchema(place.get("messages"), version));
        jsonResources = version.compareTo(JSON_RESOURCES) >= 0;
    }

    private FlagValues() {
        typeByName.put("resources", FlagType.RESOURCES);
        typeByName.put("attributes", FlagType.ATTRIBUTES);
        messageByName = Map.of();
        limits = Map.of();
        choices = Map.of();
        messages = Optional.empty();
        jsonResources = true;
    }

    /**
     * Returns the types of a version.
     *
     * @param place a map with {@code types}, {@code json}, {@code limits}, {@code choices} and {@code messages}
     */
    public static FlagValues of(ConfigNode place, Version version) {
        return new FlagValues(place, version);
    }

    /** Returns the types that all versions share. */
    public static FlagValues ofUnknownVersion() {
        return new FlagValues();
    }

    /** The type of a flag; TEXT if it is unknown. */
    public FlagType type(String name) {
        return typeByName.getOrDefault(name, FlagType.TEXT);
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
        if (value.startsWith(FILE) || type == FlagType.JSON && value.startsWith("/")) {
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
        return text.flatMap(loaded -> loaded(name, type, loaded))
                .map(invalid -> isLoading(type) ? loading(name, value, invalid) : invalid);
    }

    /** Returns whether the daemon reads the value while it loads its flags. */
    private static boolean isLoading(FlagType type) {
        return switch (type) {
            case TEXT, RESOURCES, ATTRIBUTES, PERCENTAGE, RATE, WEIGHTS -> false;
            default -> true;
        };
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
            case JSON -> messages.flatMap(schema -> schema.check(messageByName.get(name), value));
            case STRINGS -> Scalars.strings(name, value);
            case INTEGER -> Scalars.whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case COUNT -> Scalars.whole(value, name.startsWith("max_slave_ping") ? 1 : 0, Long.MAX_VALUE);
            case SHORT -> Scalars.whole(value, 0, 0xFFFF);
            case DECIMAL -> limited(name, value, Scalars.decimal(value));
            case DURATION -> limited(name, value, Scalars.duration(value));
            case BYTES -> Scalars.bytes(value);
            case PERCENTAGE -> Scalars.percentage(value);
            case RATE -> Scalars.rate(value);
            case WEIGHTS -> Scalars.weights(value);
            case RESOURCES -> resources(value);
            case ATTRIBUTES -> Attributes.check(value);
            case BOOLEAN, TEXT, PATH -> Optional.empty();
        };
    }

    private Optional<Invalid> resources(String value) {
        if (!jsonResources || !value.stripLeading().startsWith("[")) {
            return Resources.check(value);
        }
        try {
            JsonText.parse(value);
            return Optional.empty();
        } catch (UnreadableValueException e) {
            return Optional.of(Invalid.wrong(
                    "must be valid JSON if it starts with [ (" + Invalid.shortened(e.getMessage()) + ")", value));
        }
    }

    private static Optional<Invalid> choice(ConfigNode place, String value) {
        List<String> values = place.require("of").texts();
        return values.contains(value)
                ? Optional.empty()
                : Optional.of(Invalid.printing(
                        "must be " + String.join(", ", values.subList(0, values.size() - 1)) + " or "
                                + values.get(values.size() - 1),
                        value,
                        place.requireText("error").replace("{value}", value)));
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
        return fits
                ? Optional.empty()
                : Optional.of(Invalid.wrong(
                        most.isEmpty()
                                ? "must be at least " + least.orElseThrow()
                                : "must be from " + least.orElseThrow() + " to " + most.get(),
                        value));
    }

    private static Optional<Invalid> path(String name, String value, ReadableFiles files) {
        String path = value.startsWith(FILE) ? value.substring(FILE.length()) : value;
        if (!path.startsWith("/")) {
            boolean json = path.startsWith("{") || path.startsWith("[");
            return Optional.of(Invalid.wrong(
                    "must be the absolute path of a file" + (json ? ", not its content" : ""), json ? "JSON" : value));
        }
        try {
            files.read(path);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Invalid.printing(
                    "must name a file that can be read",
                    value,
                    "Failed to read " + name + " file '" + path + "': "
                            + (e instanceof NoSuchFileException ? "No such file or directory" : e.getMessage())));
        }
    }
}
