package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import java.util.Map;
import java.util.function.Function;

/**
 * What the value of a key in a recipe may be.
 *
 * @param name the kind, for people: {@code list of texts}
 * @param mayBeEmpty whether an empty text is a value, and not the same as no value
 * @param schema the kind as a JSON Schema (draft 7) for editors, which resolve YAML's numbers and booleans; a {@link Section} or a
 *     {@link Section.Fragment} in it stands for that section's own schema
 * @param reader reads a value, which may be absent, and reports each problem
 * @param <T> what is read
 */
record Kind<T>(String name, boolean mayBeEmpty, Map<String, Object> schema, Function<ConfigNode, T> reader) {
    Kind(String name, Map<String, Object> schema, Function<ConfigNode, T> reader) {
        this(name, false, schema, reader);
    }
}
