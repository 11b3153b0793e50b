package io.github.mesosbuild.release;

import io.github.mesosbuild.config.ConfigNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys that a map of a recipe may have.
 *
 * @param name the section, for tables and schemas
 * @param keys the keys, in the order in which people read them
 * @param rules what else holds between keys
 */
record Section(String name, List<Key<?>> keys, List<Rule> rules) {

    /** A rule about several keys of a map. */
    sealed interface Rule {}

    /** One of the keys is required. */
    record AnyOf(List<String> keys) implements Rule {}

    /** The keys exclude each other. */
    record Exclusive(String one, String other) implements Rule {}

    /** A key requires another one. */
    record Needs(String key, String needed) implements Rule {}

    /** A section whose keys may all be absent, because it is laid over a complete one. */
    record Fragment(Section section) {}

    Section {
        keys = List.copyOf(keys);
        rules = List.copyOf(rules);
    }

    static Section of(String name, Key<?>... keys) {
        return new Section(name, List.of(keys), List.of());
    }

    Section with(Rule rule) {
        return new Section(
                name, keys, Stream.concat(rules.stream(), Stream.of(rule)).toList());
    }

    /** Returns the same map. Unknown keys and missing ones are problems. */
    ConfigNode open(ConfigNode map) {
        map.onlyKeys(keys.stream().map(Key::name).toArray(String[]::new));
        for (Key<?> key : keys) {
            if (key.required() && key.kind().mayBeEmpty()) {
                map.requireText(key.name());
            } else if (key.required()) {
                map.require(key.name());
            }
        }
        rules.forEach(rule -> check(rule, map));
        return map;
    }

    private static void check(Rule rule, ConfigNode map) {
        if (rule instanceof AnyOf any) {
            map.requireAny(any.keys());
        } else if (rule instanceof Exclusive pair
                && map.get(pair.one()).isPresent()
                && map.get(pair.other()).isPresent()) {
            map.get(pair.other()).problem("Use either '" + pair.one() + "' or '" + pair.other() + "', not both.");
        } else if (rule instanceof Needs needs && map.get(needs.key()).isPresent()) {
            map.require(needs.needed());
        }
    }
}
