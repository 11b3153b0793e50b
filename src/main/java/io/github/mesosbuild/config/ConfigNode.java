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
    private final Optional<Place> place;
    private final boolean fragment;
    private final Consumer<Problem> problems;

    private ConfigNode(String path, Object value, Optional<Place> place, boolean fragment, Consumer<Problem> problems) {
        this.path = path;
        this.value = value;
        this.place = place;
        this.fragment = fragment;
        this.problems = problems;
    }

    private static ConfigNode root(Object document, Consumer<Problem> problems) {
        return new ConfigNode("", document, start(document), false, problems);
    }

    private static Optional<Place> start(Object document) {
        return document instanceof PlacedMap map ? Optional.of(map.start()) : Optional.empty();
    }

    /**
     * Returns a root that collects every problem.
     *
     * @param document maps, lists and scalars; null if there is nothing
     * @param problems where sentences are added
     */
    public static ConfigNode collecting(Object document, List<String> problems) {
        return root(document, problem -> problems.add(problem.text()));
    }

    /**
     * Returns a root that reports every problem with its place.
     *
     * @param document maps, lists and scalars; null if there is nothing
     */
    public static ConfigNode reporting(Object document, Consumer<Problem> problems) {
        return root(document, problems);
    }

    /** Returns a root that ignores problems, for documents of other programs. */
    public static ConfigNode lenient(Object document) {
        return root(document, problem -> {});
    }

    /**
     * Reads a document up to its first problem.
     *
     * @param reader receives the root; values that it requires are present
     * @throws ConfigException with the first problem
     */
    public static <T> T failFast(Object document, Function<ConfigNode, T> reader) throws ConfigException {
        try {
            return reader.apply(root(document, problem -> {
                throw new FirstProblem(problem.text());
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
        return new ConfigNode(path, other, place, fragment, problems);
    }

    /** Returns this place as a part that is laid over another one: no key of its maps is required, but those of maps in lists are. */
    public ConfigNode asFragment() {
        return new ConfigNode(path, value, place, true, problems);
    }

    /** Reports a sentence about this place. */
    public void problem(String sentence) {
        problems.accept(new Problem(place, path, sentence));
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
        return child(key, key, value instanceof Map<?, ?> map ? map.get(key) : null);
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

    /** Reports a problem if the map has none of some keys. */
    public void requireAny(List<String> keys) {
        if (keys.stream().noneMatch(key -> get(key).isPresent())) {
            missing(String.join("' or '", keys));
        }
    }

    private void missing(String key) {
        if (isPresent() && !isMap()) {
            expected("a map");
        } else if (!fragment) {
            problem("'" + key + "' is required.");
        }
    }

    private ConfigNode child(Object key, String shown, Object below) {
        return new ConfigNode(
                path.isEmpty() ? shown : path + "." + shown,
                below,
                value instanceof PlacedMap map ? Optional.of(map.ofValue(key)) : place,
                fragment,
                problems);
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
                children.put(name, child(key, VisibleText.of(name), below));
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
                .forEach(key -> problems.accept(new Problem(
                        value instanceof PlacedMap map ? Optional.of(map.ofKey(key)) : place,
                        path,
                        "Unknown key '" + VisibleText.of(key) + "'. Known keys: " + String.join(", ", keys) + ".")));
        return this;
    }

    /** The items of a list; empty if absent. */
    public List<ConfigNode> list() {
        List<ConfigNode> children = new ArrayList<>();
        if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                children.add(new ConfigNode(
                        path + "[" + i + "]",
                        items.get(i),
                        items instanceof PlacedList placed
                                ? Optional.of(placed.places().get(i))
                                : place,
                        false,
                        problems));
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
        return withValue(DocumentTree.replaced(value, placeholder, replacement));
    }

    /** Returns the same place without a key of its map. */
    public ConfigNode without(String key) {
        return withValue(DocumentTree.without(value, key));
    }

    /** Returns the same place with another one laid over it: maps are merged key by key, and anything else replaces what is here. */
    public ConfigNode overlaid(ConfigNode other) {
        return withValue(DocumentTree.overlaid(value, other.value));
    }

    /** Returns whether a key or a scalar, here or at any place under it, contains a text. */
    public boolean mentions(String text) {
        return !Objects.equals(DocumentTree.replaced(value, text, ""), value);
    }
}
