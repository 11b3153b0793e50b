package io.github.mesosbuild.node;

import io.github.mesosbuild.text.VisibleText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** A place in a description. What is wrong with it is noted, and reading goes on, so that all is told at once. */
final class ConfigNode {
    private final String path;
    private final Object value;
    private final List<String> problems;

    /** @param value maps, lists and scalars; null for nothing */
    ConfigNode(String path, Object value, List<String> problems) {
        this.path = path;
        this.value = value;
        this.problems = problems;
    }

    /** Whether anything is there. */
    boolean isThere() {
        return value != null && !"".equals(value);
    }

    boolean isMap() {
        return value instanceof Map;
    }

    boolean isList() {
        return value instanceof List;
    }

    /** The same place with something else in it. */
    ConfigNode holding(Object other) {
        return new ConfigNode(path, other, problems);
    }

    String path() {
        return path;
    }

    /** Notes a sentence about this place. */
    void wrong(String sentence) {
        problems.add((path.isEmpty() ? "" : path + ": ") + sentence);
    }

    /** Notes what is wrong with a value that is here. */
    void wrong(String shown, String clause) {
        wrong("'" + VisibleText.of(shown) + "' " + clause + ".");
    }

    /** What is below a key, which need not be there. */
    ConfigNode get(String key) {
        return new ConfigNode(child(key), value instanceof Map<?, ?> map ? map.get(key) : null, problems);
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** All that is here by its keys; empty, and noted, if it is no map. */
    Map<String, ConfigNode> map() {
        Map<String, ConfigNode> children = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, below) -> {
                String name = String.valueOf(key);
                children.put(name, new ConfigNode(child(VisibleText.of(name)), below, problems));
            });
        } else if (isThere()) {
            wrong("A map is expected here, and '" + VisibleText.of(String.valueOf(value)) + "' is none.");
        }
        return children;
    }

    /** {@link #map()}, where keys that nobody reads are noted. */
    Map<String, ConfigNode> mapOf(String... allowed) {
        Map<String, ConfigNode> children = map();
        children.keySet().stream()
                .filter(key -> !Arrays.asList(allowed).contains(key))
                .forEach(key -> wrong("'" + VisibleText.of(key) + "' is unknown here; known are "
                        + String.join(", ", allowed) + "."));
        return children;
    }

    /** All that is here in its order; empty, and noted, if it is no list. */
    List<ConfigNode> list() {
        List<ConfigNode> children = new ArrayList<>();
        if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                children.add(new ConfigNode(path + "[" + i + "]", items.get(i), problems));
            }
        } else if (isThere()) {
            wrong("A list is expected here, and '" + VisibleText.of(String.valueOf(value)) + "' is none.");
        }
        return children;
    }

    /** The text or number that is here; empty if there is nothing, or, noted, a map or a list. */
    Optional<String> text() {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map || value instanceof List) {
            wrong("A text is expected here, and not a " + (value instanceof Map ? "map." : "list."));
            return Optional.empty();
        }
        return Optional.of(value.toString().strip());
    }

    /** {@link #text()}, if a check of {@link Validators} has nothing against it. */
    Optional<String> text(Function<String, Optional<String>> check) {
        Optional<String> text = text().filter(some -> !some.isEmpty());
        Optional<String> clause = text.flatMap(check);
        clause.ifPresent(why -> wrong(text.get(), why));
        return clause.isPresent() ? Optional.empty() : text;
    }

    /** A whole number in a range. */
    OptionalInt number(int least, int most) {
        Optional<String> text = text().filter(some -> !some.isEmpty());
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (text.get().matches("\\d{1,9}")) {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        }
        wrong(text.get(), "is not a whole number from " + least + " to " + most);
        return OptionalInt.empty();
    }
}
