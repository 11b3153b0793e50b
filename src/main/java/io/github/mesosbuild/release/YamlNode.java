package io.github.mesosbuild.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A place in a recipe file. Every wish that it cannot fulfil names the place. */
final class YamlNode {
    private final String recipe;
    private final String place;
    private final Object value;
    private final Map<String, String> placeholders;

    YamlNode(String recipe, String place, Object value, Map<String, String> placeholders) {
        this.recipe = recipe;
        this.place = place;
        this.value = value;
        this.placeholders = placeholders;
    }

    /** The same place with one more placeholder. */
    YamlNode with(String placeholder, String replacement) {
        Map<String, String> more = new LinkedHashMap<>(placeholders);
        more.put(placeholder, replacement);
        return new YamlNode(recipe, place, value, more);
    }

    RecipeException wrong(String message) {
        return new RecipeException(recipe, (place.isEmpty() ? "" : place + ": ") + message);
    }

    /** Refuses keys that nobody would read, which are typing errors. */
    YamlNode onlyKeys(String... allowed) throws RecipeException {
        for (String key : map().keySet()) {
            if (!Set.of(allowed).contains(key)) {
                throw wrong("'" + key + "' is unknown; known are " + String.join(", ", allowed));
            }
        }
        return this;
    }

    Optional<YamlNode> get(String key) throws RecipeException {
        return Optional.ofNullable(map().get(key));
    }

    YamlNode need(String key) throws RecipeException {
        YamlNode child = map().get(key);
        if (child == null) {
            throw wrong("'" + key + "' is missing");
        }
        return child;
    }

    Map<String, YamlNode> map() throws RecipeException {
        if (!(value instanceof Map<?, ?> entries)) {
            throw wrong("a map is expected");
        }
        Map<String, YamlNode> children = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (entry.getValue() != null) {
                children.put(
                        key,
                        new YamlNode(
                                recipe, place.isEmpty() ? key : place + "." + key, entry.getValue(), placeholders));
            }
        }
        return children;
    }

    List<YamlNode> list() throws RecipeException {
        if (!(value instanceof List<?> items)) {
            throw wrong("a list is expected");
        }
        List<YamlNode> children = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            children.add(new YamlNode(recipe, place + "[" + i + "]", items.get(i), placeholders));
        }
        return children;
    }

    /** Whether a text in it, before anything is put in, holds that one. */
    boolean mentions(String text) {
        return mentions(value, text);
    }

    private static boolean mentions(Object value, String text) {
        if (value instanceof Map<?, ?> entries) {
            return entries.entrySet().stream()
                    .anyMatch(entry -> mentions(entry.getKey(), text) || mentions(entry.getValue(), text));
        }
        if (value instanceof List<?> items) {
            return items.stream().anyMatch(item -> mentions(item, text));
        }
        return String.valueOf(value).contains(text);
    }

    boolean isList() {
        return value instanceof List;
    }

    boolean isMap() {
        return value instanceof Map;
    }

    String text() throws RecipeException {
        if (!(value instanceof String text)) {
            throw wrong("a text is expected");
        }
        return filled(text);
    }

    private String filled(String text) {
        String replaced = text;
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            replaced = replaced.replace(placeholder.getKey(), placeholder.getValue());
        }
        return replaced;
    }

    boolean flag() throws RecipeException {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("true or false is expected, not '" + value + "'");
        };
    }

    long number() throws RecipeException {
        try {
            return Long.parseLong(text());
        } catch (NumberFormatException e) {
            throw wrong("a whole number is expected, not '" + value + "'");
        }
    }

    List<String> texts() throws RecipeException {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : list()) {
            texts.add(item.text());
        }
        return texts;
    }

    Map<String, String> textMap() throws RecipeException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, YamlNode> entry : map().entrySet()) {
            texts.put(filled(entry.getKey()), entry.getValue().text());
        }
        return texts;
    }

    Map<String, List<String>> textsMap() throws RecipeException {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (Map.Entry<String, YamlNode> entry : map().entrySet()) {
            lists.put(entry.getKey(), entry.getValue().texts());
        }
        return lists;
    }

    /** A key of a map that must be a version. */
    Version version(String key) throws RecipeException {
        try {
            return new Version(key);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    /** A value of a type that checks itself, such as a version or a digest. */
    <T> T as(java.util.function.Function<String, T> constructor) throws RecipeException {
        try {
            return constructor.apply(text());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }
}
