package io.github.mesosbuild.release;

import io.github.mesosbuild.files.Json;
import io.github.mesosbuild.text.Quantities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Schema of recipes, for editors. It is of draft 7, which all versions of yaml-language-server read. In draft 7 a {@code $ref}
 * hides its siblings, so it has a map of its own.
 */
final class RecipeSchema {
    private final Map<String, Object> definitions = new TreeMap<>();

    private RecipeSchema() {}

    static String text() {
        RecipeSchema schema = new RecipeSchema();
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("title", "A recipe of mesos-maven-plugin");
        root.putAll(schema.section(RecipeKeys.SECTION, false));
        root.put("definitions", schema.definitions);
        return Json.write(root);
    }

    private Map<String, Object> section(Section section, boolean part) {
        Map<String, Object> properties = new LinkedHashMap<>();
        section.keys().forEach(key -> properties.put(key.name(), property(key, part)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        List<String> required = section.keys().stream()
                .filter(key -> key.required() && !part)
                .map(Key::name)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        List<Object> rules = new ArrayList<>();
        for (Section.Rule rule : section.rules()) {
            if (rule instanceof Section.Exclusive pair) {
                rules.add(Map.of("not", Map.of("required", List.of(pair.one(), pair.other()))));
            } else if (rule instanceof Section.AnyOf any && !part) {
                rules.add(Map.of(
                        "anyOf",
                        any.keys().stream()
                                .map(key -> Map.of("required", List.of(key)))
                                .toList()));
            } else if (rule instanceof Section.Needs needs && !part) {
                rules.add(Map.of("dependencies", Map.of(needs.key(), List.of(needs.needed()))));
            }
        }
        if (!rules.isEmpty()) {
            schema.put("allOf", rules);
        }
        return schema;
    }

    private Map<String, Object> property(Key<?> key, boolean part) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("description", description(key, part));
        if (!part && key.fallback().isPresent() && key.absent().startsWith("`")) {
            property.put("default", RecipeSections.asInEditors(key.absent().replace("`", "")));
        }
        if (!key.example().isEmpty()) {
            property.put("examples", List.of(RecipeSections.asInEditors(key.example())));
        }
        converted(key.kind().schema(), part).forEach(property::put);
        return property;
    }

    private static String description(Key<?> key, boolean part) {
        String text = Quantities.capitalized(key.meaning()) + " (" + key.kind().name() + ")."
                + (key.required() && !part ? " Required." : "")
                + (part || key.absent().isEmpty() ? "" : " Default: " + key.absent() + ".");
        return text.replace("`", "");
    }

    private Map<String, Object> converted(Map<String, Object> schema, boolean part) {
        Map<String, Object> converted = new TreeMap<>();
        schema.forEach((keyword, value) -> {
            if (keyword.equals("section")) {
                converted.put("allOf", List.of(value(value, part)));
            } else {
                // What is in a list is complete, because lists are replaced and not merged.
                converted.put(keyword, value(value, part && !keyword.equals("items")));
            }
        });
        return converted;
    }

    @SuppressWarnings("unchecked")
    private Object value(Object value, boolean part) {
        if (value instanceof Section section) {
            return reference(section, part);
        }
        if (value instanceof Section.Fragment fragment) {
            return reference(fragment.section(), true);
        }
        if (value instanceof Map<?, ?> map) {
            return converted((Map<String, Object>) map, part);
        }
        return value instanceof List<?> items
                ? items.stream().map(item -> value(item, part)).toList()
                : value;
    }

    private Map<String, Object> reference(Section section, boolean part) {
        String name = part ? "lines." + section.name() : section.name();
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, section(section, part));
        }
        return Map.of("$ref", "#/definitions/" + name);
    }
}
