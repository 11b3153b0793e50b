package io.github.mesosbuild.release;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The machines that a requirement or a quirk is about: alternatives, of which one must hold; in each, every named tool
 * must be of a version in its range. No alternative at all means every machine.
 *
 * @param alternatives range by tool; the names of tools are those of {@code host.Facts}
 */
public record Condition(List<Map<String, VersionRange>> alternatives) {
    /** Holds on every machine. */
    public static final Condition ALWAYS = new Condition(List.of());

    public Condition {
        alternatives = alternatives.stream()
                .map(ranges -> java.util.Collections.unmodifiableMap(new LinkedHashMap<>(ranges)))
                .toList();
    }

    /** Whether it holds on a machine whose tools have these versions. */
    public boolean holds(Function<String, Optional<Version>> versionOf) {
        return alternatives.isEmpty()
                || alternatives.stream()
                        .anyMatch(ranges -> ranges.entrySet().stream()
                                .allMatch(entry -> entry.getValue().contains(versionOf.apply(entry.getKey()))));
    }

    /** Whether some alternative speaks of that tool and takes that version of it, whatever it says of others. */
    public boolean admits(String tool, Version version) {
        return alternatives.stream()
                .anyMatch(ranges -> ranges.containsKey(tool) && ranges.get(tool).contains(Optional.of(version)));
    }

    /** The tools that some alternative speaks of. */
    public Set<String> tools() {
        return alternatives.stream()
                .flatMap(ranges -> ranges.keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public String toString() {
        return alternatives.isEmpty()
                ? "always"
                : alternatives.stream()
                        .map(ranges -> ranges.entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(" and ")))
                        .collect(Collectors.joining(", or "));
    }
}
