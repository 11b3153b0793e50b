package io.github.mesosbuild.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changed copies of maps, lists and scalars. Each value keeps its place in the file. */
final class DocumentTree {
    private DocumentTree() {}

    /** Returns a value with every occurrence of a placeholder replaced, in keys and scalars. */
    static Object replaced(Object value, String placeholder, String replacement) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = emptyLike(map);
            map.forEach((key, below) -> {
                Object name = replaced(key, placeholder, replacement);
                copy.put(name, replaced(below, placeholder, replacement));
                placeLike(copy, name, map, key);
            });
            return copy;
        }
        if (value instanceof List<?> items) {
            List<Object> copy =
                    items instanceof PlacedList placed ? new PlacedList(placed.places()) : new ArrayList<>();
            items.forEach(item -> copy.add(replaced(item, placeholder, replacement)));
            return copy;
        }
        return value instanceof String text ? text.replace(placeholder, replacement) : value;
    }

    /** Returns a map without a key; anything else as it is. */
    static Object without(Object value, String key) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, Object> rest = copy(map);
        rest.remove(key);
        return rest;
    }

    /** Returns a value with another one laid over it: maps are merged key by key, and anything else is replaced. */
    static Object overlaid(Object below, Object above) {
        if (below instanceof Map<?, ?> lower && above instanceof Map<?, ?> upper) {
            Map<Object, Object> merged = copy(lower);
            upper.forEach((key, value) -> {
                merged.put(key, overlaid(lower.get(key), value));
                placeLike(merged, key, upper, key);
            });
            return merged;
        }
        return above;
    }

    private static Map<Object, Object> copy(Map<?, ?> map) {
        Map<Object, Object> copy = emptyLike(map);
        map.forEach((key, value) -> {
            copy.put(key, value);
            placeLike(copy, key, map, key);
        });
        return copy;
    }

    private static Map<Object, Object> emptyLike(Map<?, ?> map) {
        return map instanceof PlacedMap placed ? new PlacedMap(placed.start()) : new LinkedHashMap<>();
    }

    private static void placeLike(Map<?, ?> copy, Object key, Map<?, ?> map, Object original) {
        if (copy instanceof PlacedMap placed && map instanceof PlacedMap known) {
            placed.placeLike(key, known, original);
        }
    }
}
