package io.github.mesosbuild.cluster;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A part of a JSON text (RFC 8259), which is YAML 1.2 too (YAML 1.2.2, 1.3); what is not there, or of another kind, is empty. Numbers
 * are read as they are there: with a point or an exponent, or as whole ones.
 */
public final class JsonValue {
    private static final int LONGEST = 64 * 1024 * 1024;

    private final Object value;

    private JsonValue(Object value) {
        this.value = value;
    }

    /**
     * @throws IOException if it is not JSON
     */
    public static JsonValue parse(String text) throws IOException {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            throw new IOException("It is neither an object nor an array of JSON.");
        }
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(LONGEST)
                .build();
        try {
            return new JsonValue(new Load(settings).loadFromString(text));
        } catch (YamlEngineException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A member of an object. */
    public JsonValue get(String name) {
        return new JsonValue(value instanceof Map<?, ?> object ? object.get(name) : null);
    }

    /**
     * The members of an object.
     *
     * @throws IOException if it is none
     */
    Map<String, Object> object() throws IOException {
        if (!(value instanceof Map<?, ?> object)) {
            throw new IOException("It is no object of JSON.");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        object.forEach((name, member) -> members.put(String.valueOf(name), member));
        return members;
    }

    /** The members of an object, in their order; those whose name is no string are left out. */
    public Map<String, JsonValue> members() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, member) -> {
                if (name instanceof String text) {
                    members.put(text, new JsonValue(member));
                }
            });
        }
        return members;
    }

    /** The elements of an array. */
    public List<JsonValue> list() {
        return value instanceof List<?> array
                ? array.stream().map(JsonValue::new).toList()
                : List.of();
    }

    /** A string. */
    public Optional<String> text() {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A number. */
    public Optional<Double> number() {
        return value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    /** Whether it is {@code true}. */
    public boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }
}
