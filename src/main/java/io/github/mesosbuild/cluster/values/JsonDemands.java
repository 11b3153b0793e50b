package io.github.mesosbuild.cluster.values;

import io.github.mesosbuild.config.ConfigNode;
import io.github.mesosbuild.release.Version;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a daemon checks in the JSON of a flag that has the form of its message. */
final class JsonDemands {
    private final List<ConfigNode> demands;

    /**
     * Keeps the demands of a version.
     *
     * @param place a list of maps with {@code error}, and {@code field} or {@code list} and {@code types}
     */
    JsonDemands(ConfigNode place, Version version) {
        this.demands = place.list().stream()
                .filter(demand -> VersionSpan.of(demand).contains(version))
                .toList();
    }

    Optional<Invalid> check(String text) {
        try {
            return JsonText.parse(text) instanceof Map<?, ?> object ? check(object, text) : Optional.empty();
        } catch (UnreadableValueException e) {
            return Optional.empty();
        }
    }

    private Optional<Invalid> check(Map<?, ?> object, String text) {
        for (ConfigNode demand : demands) {
            Optional<String> field = demand.get("field").text();
            String error = demand.requireText("error");
            if (field.isPresent()) {
                if (object.get(field.get()) == null) {
                    return Optional.of(Invalid.printing("must have the field " + field.get(), text, error));
                }
                continue;
            }
            List<?> present = types(object.get(demand.requireText("list")));
            Optional<String> with = demand.get("with").text();
            List<String> missing = demand.require("types").texts().stream()
                    .filter(type -> !present.contains(type))
                    .toList();
            if (with.map(present::contains).orElse(true) && !missing.isEmpty()) {
                return Optional.of(Invalid.printing("must include " + String.join(", ", missing), text, error));
            }
        }
        return Optional.empty();
    }

    private static List<?> types(Object items) {
        return items instanceof List<?> list
                ? list.stream()
                        .map(item -> item instanceof Map<?, ?> object ? object.get("type") : null)
                        .filter(Objects::nonNull)
                        .toList()
                : List.of();
    }
}
