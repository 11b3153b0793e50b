package io.github.mesosbuild.release;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** All sections of a recipe, found from the one at the top. */
final class RecipeSections {
    private final Map<String, Section> byName = new LinkedHashMap<>();

    private RecipeSections() {}

    static Map<String, Section> all() {
        RecipeSections sections = new RecipeSections();
        sections.add(RecipeKeys.SECTION);
        return sections.byName;
    }

    private void add(Object schema) {
        if (schema instanceof Section section && byName.putIfAbsent(section.name(), section) == null) {
            section.keys().forEach(key -> add(key.kind().schema()));
        } else if (schema instanceof Section.Fragment fragment) {
            add(fragment.section());
        } else if (schema instanceof Map<?, ?> map) {
            map.values().forEach(this::add);
        } else if (schema instanceof Collection<?> items) {
            items.forEach(this::add);
        }
    }

    /** Returns YAML as editors see it, with numbers and booleans. */
    static Object asInEditors(String yaml) {
        return new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(yaml);
    }
}
