package io.github.mesosbuild.config;

import io.github.mesosbuild.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A place in a document, made of maps, lists and scalars, with the path to it: {@code hosts[0].name}. A value of the wrong kind is a
 * problem. A problem is collected, ends the reading or is ignored, depending on how the root was made; reading continues as if the value
 * were absent. Problems start with the path.
 */
public final class ConfigNode {
    private final String path;
    private final Object value;
    private final Consumer<String> problems;

    private ConfigNode(String path, Object value, Consumer<String> problems) {
        this.path = path;
        this.value = value;
        this.problems = problems;
    }

    /**
     * Returns a root that collects every problem.
     *
     * @param document maps, lists and scalars; null if there is nothing
     * @param problems where sentences are added
     */
    public static ConfigNode collecting(Object document, List<String> problems) {
        return new ConfigNode("", document, problems::add);
    }

    /** Returns a root that ignores problems, for documents of other programs. */
    public static ConfigNode lenient(Object document) {
        return new ConfigNode("", document, problem -> {});
    }

    /**
     * Reads a document up to its first problem.
     *
     * @param reader receives the root; values that it requires are present
     * @throws ConfigException with the first problem
     */
    public static <T> T failFast(Object document, Function<ConfigNode, T> reader) throws ConfigException {
        try {
            return reader.apply(new ConfigNode("", document, problem -> {
                throw new FirstProblem(problem);
            }));
        } catch (FirstProblem e) {
            throw new ConfigException(e.getMessage());
        }
    }

    private static final class FirstProblem extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FirstProblem(String problem) {
            super(problem, null, false, false);
        }
    }

    /** Returns whether there is a value other than an empty string. */
    public boolean isPresent() {
        return value != null && !"".equals(value);
    }

    public boolean isMap() {
        return value instanceof Map;
    }

    public boolean isList() {
        return value instanceof List;
    }

    /** The keys and indexes that lead here, such as {@code hosts[0].name}; empty for the root. */
    public String path() {
        return path;
    }

    /** The plain map, list or scalar; null if absent. */
    public Object value() {
        return value;
    }

    /** Returns the same place with another value. */
    public ConfigNode withValue(Object other) {
        return new ConfigNode(path, other, problems);
    }

    /** Reports a sentence about this place. */
    public void problem(String sentence) {
        problems.accept((path.isEmpty() ? "" : path + ": ") + sentence);
    }

    /**
     * Reports a value of this place.
     *
     * @param clause what follows the quoted value in the sentence, such as {@code is not a version}
     */
    public void problem(String shown, String clause) {
        problem("'" + VisibleText.of(shown) + "' " + clause + ".");
    }

    /** The value at a key; absent if there is none, or this is not a map. */
    public ConfigNode get(String key) {
        return child(key, value instanceof Map<?, ?> map ? map.get(key) : null);
    }

    /** The value at a key. Its absence is a problem, and so is an empty string. */
    public ConfigNode require(String key) {
        ConfigNode child = get(key);
        if (!child.isPresent()) {
            missing(key);
        }
        return child;
    }

    /** The string at a key. Its absence is a problem; an empty string is not. */
    public String requireText(String key) {
        ConfigNode child = get(key);
        if (child.value == null) {
            missing(key);
        }
        return child.textOrEmpty();
    }

    private void missing(String key) {
        if (isPresent() && !isMap()) {
            expected("a map");
        } else {
            problem("'" + key + "' is required.");
        }
    }

    private ConfigNode child(String key, Object below) {
        return new ConfigNode(path.isEmpty() ? key : path + "." + key, below, problems);
    }

    private void expected(String kind) {
        problem("Expected " + kind + ", got "
                + (isMap() ? "a map." : isList() ? "a list." : "'" + VisibleText.of(value.toString()) + "'."));
    }

    /** The values of a map by key; empty if absent. */
    public Map<String, ConfigNode> map() {
        Map<String, ConfigNode> children = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, below) -> {
                String name = String.valueOf(key);
                children.put(name, child(VisibleText.of(name), below));
            });
        } else if (isPresent()) {
            expected("a map");
        }
        return children;
    }

    /** Returns this node. A value that is not a map is a problem, and so is each key but these, which is probably misspelled. */
    public ConfigNode onlyKeys(String... known) {
        List<String> keys = List.of(known);
        map().keySet().stream()
                .filter(key -> !keys.contains(key))
                .forEach(key -> problem(
                        "Unknown key '" + VisibleText.of(key) + "'. Known keys: " + String.join(", ", keys) + "."));
        return this;
    }

    /** The items of a list; empty if absent. */
    public List<ConfigNode> list() {
        List<ConfigNode> children = new ArrayList<>();
        if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                children.add(new ConfigNode(path + "[" + i + "]", items.get(i), problems));
            }
        } else if (isPresent()) {
            expected("a list");
        }
        return children;
    }

    /** The scalar as it was written; empty if absent. */
    public Optional<String> text() {
        if (isMap() || isList()) {
            expected("a string");
            return Optional.empty();
        }
        return Optional.ofNullable(value).map(Object::toString);
    }

    /** The scalar as it was written, or an empty string if absent. */
    public String textOrEmpty() {
        return text().orElse("");
    }

    /** The scalar without surrounding white space; empty if nothing is left. */
    public Optional<String> trimmed() {
        return text().map(String::strip).filter(text -> !text.isEmpty());
    }

    /**
     * The {@link #trimmed} scalar, if a check has no objection. An objection is a problem.
     *
     * @param check returns a clause that follows the quoted value, such as {@code is not a version}
     */
    public Optional<String> trimmed(Function<String, Optional<String>> check) {
        Optional<String> text = trimmed();
        Optional<String> clause = text.flatMap(check);
        clause.ifPresent(why -> problem(text.get(), why));
        return clause.isPresent() ? Optional.empty() : text;
    }

    /**
     * The scalar as a type that checks itself. A refusal is a problem.
     *
     * @param constructor throws an {@link IllegalArgumentException} whose message is a sentence without its period
     */
    public <T> Optional<T> as(Function<String, T> constructor) {
        return text().flatMap(text -> parse(text, constructor));
    }

    /** A text of this place, such as a key of the map, as a type that checks itself. */
    public <T> Optional<T> parse(String text, Function<String, T> constructor) {
        try {
            return Optional.of(constructor.apply(text));
        } catch (IllegalArgumentException e) {
            problem((VisibleText.hasUnsafe(text) ? VisibleText.of(e.getMessage()) : e.getMessage()) + ".");
            return Optional.empty();
        }
    }

    /** Returns whether the scalar is {@code true}; false if absent. */
    public boolean flag() {
        Optional<String> text = trimmed();
        text.filter(some -> !some.equals("true") && !some.equals("false"))
                .ifPresent(some -> problem(some, "is neither true nor false"));
        return text.filter("true"::equals).isPresent();
    }

    /** The scalar as an integer in a range; empty if absent. */
    public OptionalInt number(int least, int most) {
        Optional<String> text = trimmed();
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (text.get().matches("\\d{1,9}")) {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        }
        problem(
                text.get(),
                "is not a whole number "
                        + (most == Integer.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most));
        return OptionalInt.empty();
    }

    /** The scalar as a JSON number; empty for anything else, strings included. */
    public Optional<Double> jsonNumber() {
        return value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    /** The scalars of a list; empty if absent. */
    public List<String> texts() {
        return list().stream().flatMap(item -> item.text().stream()).toList();
    }

    /** The scalars of a map by key; empty if absent. */
    public Map<String, String> textMap() {
        Map<String, String> texts = new LinkedHashMap<>();
        map().forEach((key, child) -> child.text().ifPresent(text -> texts.put(key, text)));
        return texts;
    }

    /** The lists of scalars of a map by key; empty if absent. */
    public Map<String, List<String>> textsMap() {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        map().forEach((key, child) -> lists.put(key, child.texts()));
        return lists;
    }

    /** Returns the same place with every occurrence of a placeholder replaced, in keys and scalars. */
    public ConfigNode replaced(String placeholder, String replacement) {
        return withValue(replaced(value, placeholder, replacement));
    }

    private static Object replaced(Object value, String placeholder, String replacement) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, below) ->
                    copy.put(replaced(key, placeholder, replacement), replaced(below, placeholder, replacement)));
            return copy;
        }
        if (value instanceof List<?> items) {
            List<Object> copy = new ArrayList<>();
            items.forEach(item -> copy.add(replaced(item, placeholder, replacement)));
            return copy;
        }
        return value instanceof String text ? text.replace(placeholder, replacement) : value;
    }

    /** Returns the same place without a key of its map. */
    public ConfigNode without(String key) {
        if (!(value instanceof Map<?, ?> map)) {
            return this;
        }
        Map<Object, Object> rest = new LinkedHashMap<>(map);
        rest.remove(key);
        return withValue(rest);
    }

    /** Returns the same place with another one laid over it: maps are merged key by key, and anything else replaces what is here. */
    public ConfigNode overlaid(ConfigNode other) {
        return withValue(overlaid(value, other.value));
    }

    private static Object overlaid(Object below, Object above) {
        if (below instanceof Map<?, ?> lower && above instanceof Map<?, ?> upper) {
            Map<Object, Object> merged = new LinkedHashMap<>(lower);
            upper.forEach((key, value) -> merged.put(key, overlaid(lower.get(key), value)));
            return merged;
        }
        return above;
    }

    /** Returns whether a key or a scalar, here or at any place under it, contains a text. */
    public boolean mentions(String text) {
        return !Objects.equals(replaced(value, text, ""), value);
    }
}
