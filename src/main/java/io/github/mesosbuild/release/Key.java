package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import java.util.Optional;

/**
 * A key of a recipe. The parser, the tables of the manual and the JSON Schema for editors use this declaration.
 *
 * @param name the key
 * @param kind what its value may be
 * @param required whether its absence is a problem
 * @param absent what its absence means, for people; empty if it just means nothing
 * @param fallback the value that its absence stands for, unless it depends on something else
 * @param meaning what it is for, in Markdown
 * @param example a value as it is written in YAML; empty if the value is a map with a table of its own
 * @param <T> what is read
 */
record Key<T>(
        String name,
        Kind<T> kind,
        boolean required,
        String absent,
        Optional<T> fallback,
        String meaning,
        String example) {

    static <T> Key<T> required(String name, Kind<T> kind, String meaning, String example) {
        return new Key<>(name, kind, true, "", Optional.empty(), meaning, example);
    }

    static <T> Key<T> optional(String name, Kind<T> kind, String meaning, String example) {
        return new Key<>(name, kind, false, "", Optional.empty(), meaning, example);
    }

    /** Returns the same key with the meaning of its absence. */
    Key<T> absent(String means) {
        return new Key<>(name, kind, required, means, fallback, meaning, example);
    }

    /**
     * Returns the same key with a value that its absence stands for.
     *
     * @param shown the value as it is written in YAML
     */
    Key<T> fallback(T value, String shown) {
        return new Key<>(name, kind, required, "`" + shown + "`", Optional.of(value), meaning, example);
    }

    /** Reads the value from a map; the fallback, or what the kind reads from nothing, if it is absent. */
    T of(ConfigNode map) {
        ConfigNode node = in(map);
        return node.isPresent()
                ? kind.reader().apply(node)
                : fallback.orElseGet(() -> kind.reader().apply(node));
    }

    /** Reads the value from a map, if the map has it. */
    Optional<T> find(ConfigNode map) {
        return Optional.of(in(map)).filter(ConfigNode::isPresent).map(kind.reader());
    }

    /** The place of the value in a map. */
    ConfigNode in(ConfigNode map) {
        return map.get(name);
    }
}
