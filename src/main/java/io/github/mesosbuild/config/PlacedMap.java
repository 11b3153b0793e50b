package io.github.mesosbuild.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map that knows where it, its keys and its values are in the file. */
final class PlacedMap extends LinkedHashMap<Object, Object> {
    private static final long serialVersionUID = 1L;

    private final transient Place start;
    private final transient Map<Object, Place> keys = new HashMap<>();
    private final transient Map<Object, Place> values = new HashMap<>();

    PlacedMap(Place start) {
        this.start = start;
    }

    Place start() {
        return start;
    }

    void place(Object key, Place ofKey, Place ofValue) {
        keys.put(key, ofKey);
        values.put(key, ofValue);
    }

    /** Takes the places of another map's entry. */
    void placeLike(Object key, PlacedMap other, Object otherKey) {
        place(key, other.ofKey(otherKey), other.ofValue(otherKey));
    }

    /** Returns where a key is; the start of the map if the key is not in it. */
    Place ofKey(Object key) {
        return keys.getOrDefault(key, start);
    }

    /** Returns where the value of a key is; the start of the map if the key is not in it. */
    Place ofValue(Object key) {
        return values.getOrDefault(key, start);
    }
}
